import type { BlockNode, ExpressionNode, StatementNode } from '../syntax/nodes';
import type { Token } from '../syntax/tokens';
import type { Condition, Evaluator, Macro, Place, Renderer, Runtime } from './runtime';
import type { Symbols } from './symbols';

/** Turns the nodes of a template into functions. Each node is compiled once. */
export interface Compiler {
  /** The variables of the template. */
  readonly symbols: Symbols;

  /** The macros found so far. */
  readonly macros: Map<string, Macro>;

  /** Where a token stands, for errors. */
  place(token: Token): Place;

  value(node: ExpressionNode): Evaluator;

  condition(node: ExpressionNode): Condition;

  render(node: StatementNode | BlockNode): Renderer;

  /** Compiles the text of a string literal. */
  text(text: string, literal: Token): Renderer;

  /** Compiles a text at run time, with variables and macros that are only this rendering's. */
  evaluate(text: string, place: Place, runtime: Runtime): Renderer;
}
