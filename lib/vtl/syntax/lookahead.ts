import type { TokenReader } from './token-reader';
import type { Token, TokenKind } from './tokens';

/** What a parameter may begin with, blanks aside. */
export const PARAMETER_STARTS: readonly TokenKind[] = [
  'STRING_LITERAL',
  'INTEGER_LITERAL',
  'LBRACKET',
  'LEFT_CURLEY',
  'TRUE',
  'FALSE',
  'IDENTIFIER',
  'LCURLY',
  'FLOATING_POINT_LITERAL',
];

const INDEX_KEYS: readonly TokenKind[] = ['STRING_LITERAL', 'INTEGER_LITERAL', 'TRUE', 'FALSE'];

const SIMPLE_PARAMETERS: readonly TokenKind[] = [...INDEX_KEYS, 'FLOATING_POINT_LITERAL'];

/** Recognises something that begins with a token, and answers with the token after it. */
type Recognizer = (token: Token) => Token | undefined;

/**
 * Looks ahead as far as it takes to tell `[1..$n]` from `[1, $n]`. Remembers what it recognised
 * where, so that brackets in brackets are read once.
 */
export class Lookahead {
  public constructor(private readonly tokens: TokenReader) {}

  /** Whether a range begins with this token. */
  public isRange(token: Token): boolean {
    return this.rangeMiddle(token) !== undefined;
  }

  // [ from ..
  private rangeMiddle(token: Token): Token | undefined {
    if (token.kind !== 'LBRACKET') return undefined;
    const bound = this.bound(this.afterBlank(this.next(token)));
    return this.expect(bound && this.afterBlank(bound), 'DOUBLEDOT');
  }

  private readonly range = this.remembering((token) => {
    const middle = this.rangeMiddle(token);
    const bound = middle && this.bound(this.afterBlank(middle));
    return this.expect(bound && this.afterBlank(bound), 'RBRACKET');
  });

  private bound(token: Token): Token | undefined {
    return token.kind === 'INTEGER_LITERAL' ? this.next(token) : this.reference(token);
  }

  private readonly reference = this.remembering((token) => {
    if (token.kind === 'IDENTIFIER') return this.steps(this.next(token));
    const name = this.expect(token, 'LCURLY');
    const steps = this.expect(name, 'IDENTIFIER');
    return this.expect(steps && this.steps(steps), 'RCURLY');
  });

  private steps(token: Token): Token {
    let at = this.indexes(token);
    for (let step = this.step(at); step !== undefined; step = this.step(at)) at = step;
    return at;
  }

  private step(token: Token): Token | undefined {
    const name = this.expect(token, 'DOT');
    const end = name && (this.method(name) ?? this.expect(name, 'IDENTIFIER'));
    return end && this.indexes(end);
  }

  private readonly method = this.remembering((token) => {
    const open = this.expect(token, 'IDENTIFIER');
    const start = this.expect(open, 'LPAREN');
    return start && this.expect(this.separated(start, this.parameter), 'REFMOD2_RPAREN');
  });

  private indexes(token: Token): Token {
    let at = token;
    for (let end = this.index(at); end !== undefined; end = this.index(at)) at = end;
    return at;
  }

  private readonly index = this.remembering((token) => {
    const start = this.expect(token, 'INDEX_LBRACKET');
    const key = start && this.afterBlank(start);
    const end = key && (INDEX_KEYS.includes(key.kind) ? this.next(key) : this.reference(key));
    return this.expect(end && this.afterBlank(end), 'INDEX_RBRACKET');
  });

  private readonly parameter = this.remembering((token) => {
    const start = this.afterBlank(token);
    const end = SIMPLE_PARAMETERS.includes(start.kind)
      ? this.next(start)
      : (this.range(start) ?? this.map(start) ?? this.list(start) ?? this.reference(start));
    return end && this.afterBlank(end);
  });

  private readonly list = this.remembering((token) => {
    const start = this.expect(token, 'LBRACKET');
    return start && this.expect(this.separated(start, this.parameter), 'RBRACKET');
  });

  private readonly map = this.remembering((token) => {
    const start = this.expect(token, 'LEFT_CURLEY');
    const end = start && (this.someEntries(start) ?? this.afterBlank(start));
    return this.expect(end, 'RIGHT_CURLEY') ?? this.expect(end, 'RCURLY');
  });

  private readonly entry = this.remembering((token) => {
    const colon = this.parameter(token);
    const value = this.expect(colon, 'COLON');
    return value && this.parameter(value);
  });

  private someEntries(token: Token): Token | undefined {
    const end = this.separated(token, this.entry);
    return end === token ? undefined : end;
  }

  // None, or some with commas between them.
  private separated(token: Token, recognize: Recognizer): Token {
    let at = recognize(token);
    if (at === undefined) return token;
    for (;;) {
      const item = this.expect(at, 'COMMA');
      const end = item && recognize(item);
      if (end === undefined) return at;
      at = end;
    }
  }

  private next(token: Token): Token {
    return this.tokens.after(token);
  }

  private afterBlank(token: Token): Token {
    return token.kind === 'WHITESPACE' ? this.next(token) : token;
  }

  private expect(token: Token | undefined, kind: TokenKind): Token | undefined {
    return token?.kind === kind ? this.next(token) : undefined;
  }

  private remembering(recognize: Recognizer): Recognizer {
    const known = new Map<Token, Token | undefined>();
    return (token) => {
      if (known.has(token)) return known.get(token);
      const end = this.tokens.nested(() => recognize(token));
      known.set(token, end);
      return end;
    };
  }
}
