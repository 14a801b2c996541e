import { type Lookahead, PARAMETER_STARTS } from './lookahead';
import type {
  ExpressionNode,
  IndexNode,
  ListNode,
  MapNode,
  RangeNode,
  ReferenceNode,
  StepNode,
} from './nodes';
import type { TokenReader } from './token-reader';
import type { Token, TokenKind } from './tokens';

type LiteralParser = (token: Token) => ExpressionNode;

const LITERALS: Partial<Record<TokenKind, LiteralParser>> = {
  STRING_LITERAL: (token) => ({ type: 'string', first: token, last: token }),
  INTEGER_LITERAL: (token) => ({ type: 'integer', first: token, last: token }),
  FLOATING_POINT_LITERAL: (token) => ({ type: 'decimal', first: token, last: token }),
  TRUE: (token) => ({ type: 'boolean', value: true, first: token, last: token }),
  FALSE: (token) => ({ type: 'boolean', value: false, first: token, last: token }),
};

const METHOD_PARAMETER_STARTS: readonly TokenKind[] = [
  'REFMOD2_RPAREN',
  'WHITESPACE',
  ...PARAMETER_STARTS,
];

/** Parses references, and the literals that may be their parameters. */
export class ReferenceParser {
  public constructor(
    private readonly tokens: TokenReader,
    private readonly lookahead: Lookahead,
  ) {}

  /** Whether a reference comes next. */
  public atReference(): boolean {
    const { peeked } = this.tokens;
    return (
      peeked.kind === 'IDENTIFIER' ||
      (peeked.kind === 'LCURLY' && this.tokens.after(peeked).kind === 'IDENTIFIER')
    );
  }

  public reference(): ReferenceNode {
    const { tokens } = this;
    const first = tokens.peeked;
    const curly = tokens.skip('LCURLY');
    tokens.take('IDENTIFIER');
    const steps = this.indexes();
    while (this.stepFollows()) steps.push(this.step(), ...this.indexes());
    if (curly) tokens.take('RCURLY');
    return { type: 'reference', steps, first, last: tokens.last };
  }

  /** A literal or a reference, with the blanks around it. */
  public parameter(): ExpressionNode {
    this.tokens.skip('WHITESPACE');
    const value = this.value();
    this.tokens.skip('WHITESPACE');
    return value;
  }

  /** A literal or a reference. */
  public value(): ExpressionNode {
    return this.tokens.nested(() => {
      const { peeked } = this.tokens;
      if (peeked.kind === 'LEFT_CURLEY') return this.map();
      if (peeked.kind !== 'LBRACKET') return this.literal() ?? this.reference();
      return this.lookahead.isRange(peeked) ? this.range() : this.list();
    });
  }

  private literal(): ExpressionNode | undefined {
    const parse = LITERALS[this.tokens.peeked.kind];
    return parse?.(this.tokens.takeAny());
  }

  private stepFollows(): boolean {
    const { peeked } = this.tokens;
    return peeked.kind === 'DOT' && this.tokens.after(peeked).kind === 'IDENTIFIER';
  }

  private step(): StepNode {
    const { tokens } = this;
    tokens.take('DOT');
    const first = tokens.take('IDENTIFIER');
    const name = first.image;
    if (!this.parametersFollow()) return { type: 'member', name, first, last: first };
    tokens.take('LPAREN');
    const parameters = tokens.at('REFMOD2_RPAREN') ? [] : this.parameters();
    return { type: 'method', name, parameters, first, last: tokens.take('REFMOD2_RPAREN') };
  }

  private parametersFollow(): boolean {
    const { peeked } = this.tokens;
    return (
      peeked.kind === 'LPAREN' && METHOD_PARAMETER_STARTS.includes(this.tokens.after(peeked).kind)
    );
  }

  private parameters(): ExpressionNode[] {
    const parameters = [this.parameter()];
    while (this.tokens.skip('COMMA')) parameters.push(this.parameter());
    return parameters;
  }

  private indexes(): StepNode[] {
    const indexes: StepNode[] = [];
    while (this.tokens.at('INDEX_LBRACKET')) indexes.push(this.index());
    return indexes;
  }

  private index(): IndexNode {
    const { tokens } = this;
    const first = tokens.take('INDEX_LBRACKET');
    tokens.skip('WHITESPACE');
    if (tokens.at('FLOATING_POINT_LITERAL')) throw tokens.unexpected();
    const key = this.value();
    tokens.skip('WHITESPACE');
    return { type: 'index', key, first, last: tokens.take('INDEX_RBRACKET') };
  }

  private range(): RangeNode {
    const { tokens } = this;
    const first = tokens.take('LBRACKET');
    const from = this.parameter();
    tokens.take('DOUBLEDOT');
    const to = this.bound();
    return { type: 'range', from, to, first, last: tokens.take('RBRACKET') };
  }

  private bound(): ExpressionNode {
    this.tokens.skip('WHITESPACE');
    if (!this.tokens.at('INTEGER_LITERAL', 'IDENTIFIER', 'LCURLY')) throw this.tokens.unexpected();
    return this.parameter();
  }

  private list(): ListNode {
    const { tokens } = this;
    const first = tokens.take('LBRACKET');
    const items = tokens.at('RBRACKET') ? [] : this.parameters();
    return { type: 'list', items, first, last: tokens.take('RBRACKET') };
  }

  private map(): MapNode {
    const { tokens } = this;
    const first = tokens.take('LEFT_CURLEY');
    const entries = this.entriesFollow() ? this.entries() : [];
    tokens.skip('WHITESPACE');
    if (!tokens.at('RIGHT_CURLEY', 'RCURLY')) throw tokens.unexpected();
    return { type: 'map', entries, first, last: tokens.takeAny() };
  }

  private entriesFollow(): boolean {
    const { peeked } = this.tokens;
    const start = peeked.kind === 'WHITESPACE' ? this.tokens.after(peeked) : peeked;
    return PARAMETER_STARTS.includes(start.kind);
  }

  private entries(): [ExpressionNode, ExpressionNode][] {
    const entries = [this.entry()];
    while (this.tokens.skip('COMMA')) entries.push(this.entry());
    return entries;
  }

  private entry(): [ExpressionNode, ExpressionNode] {
    const key = this.parameter();
    this.tokens.take('COLON');
    return [key, this.parameter()];
  }
}
