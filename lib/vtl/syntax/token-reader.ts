import { type Position, positionAt, VtlError } from '../vtl-error';
import { Lexer } from './lexer';
import type { Token, TokenKind } from './tokens';

/** The parser's view of the tokens: where it is, what comes, and how deep it has gone. */
export class TokenReader {
  public readonly lexer: Lexer;
  private current: Token = {
    kind: 'EOF',
    image: '',
    offset: 0,
    abandoned: [],
    next: undefined,
  };
  private depth = 0;

  /**
   * @param text - the template
   * @param maxNesting - how deep {@link TokenReader.nested} may go
   * @param origin - where the text stands: a string literal is a template within a template
   */
  public constructor(
    private readonly text: string,
    private readonly maxNesting: number,
    private readonly origin: Position,
  ) {
    this.lexer = new Lexer(text);
  }

  /** The token consumed last. */
  public get last(): Token {
    return this.current;
  }

  /** The token that comes next. */
  public get peeked(): Token {
    return this.after(this.current);
  }

  /** The token after a token. */
  public after(token: Token): Token {
    token.next ??= this.lexer.next();
    return token.next;
  }

  /** Whether a token of one of these kinds comes next. */
  public at(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.peeked.kind);
  }

  public take(kind: TokenKind): Token {
    if (this.peeked.kind !== kind) throw this.unexpected();
    this.current = this.peeked;
    return this.current;
  }

  /** Consumes the next token, whatever it is. */
  public takeAny(): Token {
    this.current = this.peeked;
    return this.current;
  }

  /** Consumes the next token if it is of this kind. */
  public skip(kind: TokenKind): boolean {
    if (this.peeked.kind !== kind) return false;
    this.takeAny();
    return true;
  }

  /** Reads something that may contain itself. */
  public nested<T>(read: () => T): T {
    if (this.depth >= this.maxNesting) {
      throw this.error(`nested deeper than ${this.maxNesting} levels; flatten it or use #macro`);
    }
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  public unexpected(): VtlError {
    const { kind, image } = this.peeked;
    return this.error(
      kind === 'EOF'
        ? 'unexpected end of the template; an #end or a closing bracket is missing'
        : `unexpected ${JSON.stringify(image)}`,
    );
  }

  /** An error at a token, by default at the one that comes next. */
  public error(reason: string, token: Token = this.peeked): VtlError {
    return new VtlError(reason, this.positionOf(token));
  }

  /** Where a token stands in the outermost template. */
  public positionOf(token: Token): Position {
    const { line, column } = positionAt(this.text, token.offset);
    const { origin } = this;
    return {
      line: origin.line + line - 1,
      column: line === 1 ? origin.column + column - 1 : column,
    };
  }
}
