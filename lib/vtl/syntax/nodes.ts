import type { Span } from './literal';
import type { Token } from './tokens';

/** `$a`, `$!{a.b('c')[0]}` and the like. */
export interface ReferenceNode extends Span {
  readonly type: 'reference';
  readonly steps: readonly StepNode[];
}

/** What follows the name of a reference. */
export type StepNode = MemberNode | MethodNode | IndexNode;

/** `.name` */
export interface MemberNode extends Span {
  readonly type: 'member';
  readonly name: string;
}

/** `.name(…)` */
export interface MethodNode extends Span {
  readonly type: 'method';
  readonly name: string;
  readonly parameters: readonly ExpressionNode[];
}

/** `[…]` */
export interface IndexNode extends Span {
  readonly type: 'index';
  readonly key: ExpressionNode;
}

/** `"text $a"` or `'text'` */
export interface StringNode extends Span {
  readonly type: 'string';
}

/** `1`, `-1` */
export interface IntegerNode extends Span {
  readonly type: 'integer';
}

/** `1.5`, `1e3` */
export interface DecimalNode extends Span {
  readonly type: 'decimal';
}

/** `true`, `false` */
export interface BooleanNode extends Span {
  readonly type: 'boolean';
  readonly value: boolean;
}

/** `[1..$n]` */
export interface RangeNode extends Span {
  readonly type: 'range';
  readonly from: ExpressionNode;
  readonly to: ExpressionNode;
}

/** `[1, 'two']` */
export interface ListNode extends Span {
  readonly type: 'list';
  readonly items: readonly ExpressionNode[];
}

/** `{'a': 1}` */
export interface MapNode extends Span {
  readonly type: 'map';
  readonly entries: readonly (readonly [key: ExpressionNode, value: ExpressionNode])[];
}

/** A name as parameter of a directive: `in`, or the name of a macro. */
export interface WordNode extends Span {
  readonly type: 'word';
}

/** `!a` */
export interface NotNode extends Span {
  readonly type: 'not';
  readonly operand: ExpressionNode;
}

/** The operators of expressions, by the names of their tokens. */
export type Operator =
  | 'LOGICAL_OR'
  | 'LOGICAL_AND'
  | 'LOGICAL_EQUALS'
  | 'LOGICAL_NOT_EQUALS'
  | 'LOGICAL_LT'
  | 'LOGICAL_GT'
  | 'LOGICAL_LE'
  | 'LOGICAL_GE'
  | 'PLUS'
  | 'MINUS'
  | 'MULTIPLY'
  | 'DIVIDE'
  | 'MODULUS';

/** One operator of a chain with its right side. The span is the right side's, blanks included. */
export interface Operation extends Span {
  readonly operator: Operator;
  readonly right: ExpressionNode;
}

/** `a + b - c`: operators of one rank, from left to right. A list, so that it may be long. */
export interface ChainNode extends Span {
  readonly type: 'chain';
  readonly left: ExpressionNode;
  readonly operations: readonly Operation[];
}

/** An expression in parentheses, or a whole one. */
export interface GroupNode extends Span {
  readonly type: 'group';
  readonly inner: ExpressionNode;
}

/** Whatever has a value. */
export type ExpressionNode =
  | ReferenceNode
  | StringNode
  | IntegerNode
  | DecimalNode
  | BooleanNode
  | RangeNode
  | ListNode
  | MapNode
  | WordNode
  | NotNode
  | ChainNode
  | GroupNode;

/** Plain text; also text that began as a reference or a directive. */
export interface TextNode {
  readonly type: 'text';
  readonly token: Token;
}

/** A comment. What stood in front of its mark, such as `$!` in `$!## x`, is printed. */
export interface CommentNode {
  readonly type: 'comment';
  readonly token: Token;
}

/** `#[[…]]#` */
export interface TextblockNode {
  readonly type: 'textblock';
  readonly token: Token;
}

/** Backslashes in front of something, or a directive with a backslash: the text to print. */
export interface EscapeNode {
  readonly type: 'escape';
  readonly text: string;
}

/** `#set($left = right)` */
export interface SetNode extends Span {
  readonly type: 'set';
  readonly left: ReferenceNode;
  readonly right: ExpressionNode;
}

/** `#if` and `#elseif` with their blocks, and the block of `#else`. */
export interface IfNode {
  readonly type: 'if';
  readonly branches: readonly { readonly condition: ExpressionNode; readonly block: BlockNode }[];
  readonly otherwise: BlockNode | undefined;
}

/** Any other directive, known or not. A `#name` that is no directive has neither. */
export interface DirectiveNode extends Span {
  readonly type: 'directive';
  readonly name: string;
  readonly parameters: readonly ExpressionNode[];
  readonly block: BlockNode | undefined;
}

/** What a directive encloses, or the whole template. */
export interface BlockNode extends Span {
  readonly type: 'block';
  readonly statements: readonly StatementNode[];
}

/** Whatever prints something or has an effect. */
export type StatementNode =
  | TextNode
  | CommentNode
  | TextblockNode
  | EscapeNode
  | ReferenceNode
  | SetNode
  | IfNode
  | DirectiveNode;
