import type { ExpressionNode, GroupNode, Operation, Operator } from './nodes';
import type { ReferenceParser } from './reference-parser';
import type { TokenReader } from './token-reader';

/** The operators, from those that bind least to those that bind most. */
const RANKS: readonly (readonly Operator[])[] = [
  ['LOGICAL_OR'],
  ['LOGICAL_AND'],
  ['LOGICAL_EQUALS', 'LOGICAL_NOT_EQUALS'],
  ['LOGICAL_LT', 'LOGICAL_GT', 'LOGICAL_LE', 'LOGICAL_GE'],
  ['PLUS', 'MINUS'],
  ['MULTIPLY', 'DIVIDE', 'MODULUS'],
];

/** Parses the expressions of `#set`, `#if` and `#elseif`. */
export class ExpressionParser {
  public constructor(
    private readonly tokens: TokenReader,
    private readonly references: ReferenceParser,
  ) {}

  /** A whole expression. */
  public expression(): GroupNode {
    return this.tokens.nested(() => {
      const first = this.tokens.peeked;
      const inner = this.chain(0);
      return { type: 'group', inner, first, last: this.tokens.last };
    });
  }

  private chain(rank: number): ExpressionNode {
    const operators = RANKS[rank];
    if (operators === undefined) return this.unary();
    const first = this.tokens.peeked;
    const left = this.chain(rank + 1);
    const operations: Operation[] = [];
    for (let next = this.operator(operators); next; next = this.operator(operators)) {
      operations.push(this.operation(next, rank));
    }
    if (operations.length === 0) return left;
    return { type: 'chain', left, operations, first, last: this.tokens.last };
  }

  private operator(operators: readonly Operator[]): Operator | undefined {
    return operators.find((operator) => this.tokens.skip(operator));
  }

  private operation(operator: Operator, rank: number): Operation {
    const first = this.tokens.peeked;
    const right = this.chain(rank + 1);
    return { operator, right, first, last: this.tokens.last };
  }

  private unary(): ExpressionNode {
    const { tokens } = this;
    if (!this.notFollows()) return this.primary();
    tokens.skip('WHITESPACE');
    tokens.take('LOGICAL_NOT');
    return tokens.nested(() => {
      const first = tokens.peeked;
      const operand = this.unary();
      return { type: 'not', operand, first, last: tokens.last };
    });
  }

  private notFollows(): boolean {
    const { peeked } = this.tokens;
    const next = peeked.kind === 'WHITESPACE' ? this.tokens.after(peeked) : peeked;
    return next.kind === 'LOGICAL_NOT';
  }

  private primary(): ExpressionNode {
    const { tokens } = this;
    tokens.skip('WHITESPACE');
    const value = tokens.skip('LPAREN') ? this.group() : this.references.value();
    tokens.skip('WHITESPACE');
    return value;
  }

  private group(): ExpressionNode {
    const inner = this.expression();
    this.tokens.take('RPAREN');
    return inner;
  }
}
