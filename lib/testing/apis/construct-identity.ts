import { CfnElement, CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { ValidationError } from '../../errors';
import type { Intrinsic, ResourceId } from '../../model';
import type { Synthesis } from '../synthesis/synthesis';
import { textOf } from './symbolic-text';
import { Symbols } from './symbols';

/**
 * A value that an assertion is told to look for: a literal, a token such as `fn.functionArn`, what
 * `stack.resolve()` made of one, or a construct.
 */
export type Expected = string | Intrinsic | IConstruct;

/**
 * The symbolic text of a value of a construct: what the same value reads as in the templates.
 *
 * @param synthesis - the app that the construct stands in
 * @param construct - the construct whose value it is
 * @param value - a token or a literal, such as `fn.functionArn`
 */
export function identityOf(synthesis: Synthesis, construct: IConstruct, value: unknown): string {
  const stack = Stack.of(construct);
  return textOf({ synthesis, source: sourceOf(synthesis, stack) }, stack.resolve(value));
}

/**
 * The symbolic text of something that an assertion is told to look for.
 *
 * @param members - members of a construct that hold its id; the first that is there counts
 * @throws {@link ValidationError} ConstructIdentity - when the construct has none of the members, or
 *   stands in another app
 */
export function expectedText(
  synthesis: Synthesis,
  expected: Expected,
  members: readonly string[] = [],
): string {
  if (typeof expected === 'string') return stringText(synthesis, expected);
  if (!Construct.isConstruct(expected)) return intrinsicText(synthesis, expected as Intrinsic);
  for (const member of members) {
    const value = (expected as unknown as Record<string, unknown>)[member];
    if (typeof value === 'string') return identityOf(synthesis, expected, value);
  }
  throw new ValidationError(
    'ConstructIdentity',
    `must be a text, or a construct with ${members.map((member) => `\`${member}\``).join(' or ')}`,
    expected,
  );
}

/** The CloudFormation resource that a construct is, or is made of in the first place. */
export function resourceIdOf(synthesis: Synthesis, construct: IConstruct): ResourceId | undefined {
  const element = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (element === undefined || !CfnElement.isCfnElement(element)) return undefined;
  const logicalId: unknown = element.stack.resolve(element.logicalId);
  return { source: sourceOf(synthesis, element.stack), logicalId: String(logicalId) };
}

/** A token knows the construct that it belongs to, and with it the stack to resolve it in. */
function stringText(synthesis: Synthesis, text: string): string {
  if (!Token.isUnresolved(text)) return text;
  const owner = Tokenization.reverseString(text).tokens.find((token) =>
    Reference.isReference(token),
  );
  if (owner !== undefined) return identityOf(synthesis, (owner as Reference).target, text);
  throw new ValidationError(
    'ConstructIdentity',
    'a token must refer to a resource; give the construct, or the literal value',
  );
}

/** An intrinsic means the resource of whichever template has one of that logical id. */
function intrinsicText(synthesis: Synthesis, value: Intrinsic): string {
  const sources = synthesis.whole.stacks.map(({ name }) => name);
  const texts = sources.map((source) => textOf({ synthesis, source }, value));
  const symbols = Symbols.of(synthesis);
  return texts.find((text) => symbols.hasResource(text)) ?? texts[0] ?? '';
}

/** Name of the template that a stack was synthesized into. */
function sourceOf(synthesis: Synthesis, stack: Stack): string {
  const found = synthesis.whole.stacks.find(({ path }) => path === stack.node.path);
  if (found !== undefined) return found.name;
  const stacks = synthesis.whole.stacks.map(({ path }) => path).join(', ');
  throw new ValidationError(
    'ConstructIdentity',
    `must stand in the app under test, which has the stacks ${stacks}; take the construct from the same app`,
    stack,
  );
}
