import {
  CfnElement,
  DefaultTokenResolver,
  type IFragmentConcatenator,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

// An intrinsic, because the typed resources accept one where they expect a text.
const JOINED: IFragmentConcatenator = {
  join: (left, right) => {
    if (left === undefined) return right;
    if (right === undefined) return left;
    return { 'Fn::Join': ['', [left, right]] };
  },
};

/**
 * Resolves tokens to what they stand for, whichever stack asks and however often.
 *
 * A plain resolution says `Ref` within a stack and `Fn::ImportValue` across stacks, the latter only
 * after the references of the app were prepared; what must stay the same cannot rest on it.
 */
class IdentityResolver extends DefaultTokenResolver {
  public constructor(private readonly references: Reference[]) {
    super(JOINED);
  }

  public override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: IPostProcessor,
  ): unknown {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    this.references.push(token);
    return { Ref: referenceName(token) };
  }
}

function referenceName(reference: Reference): string {
  const { target, displayName } = reference;
  if (!CfnElement.isCfnElement(target)) return displayName;
  const stack = Stack.of(target);
  return `${stack.node.path}|${stack.resolve(target.logicalId)}|${displayName}`;
}

/** A value with its tokens replaced by stable names: equal JSON means equal values at deployment. */
export function identityOf(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new IdentityResolver([]) });
}

/** The references to other constructs that a value holds. */
export function referencesIn(scope: IConstruct, value: unknown): Reference[] {
  const references: Reference[] = [];
  Tokenization.resolve(value, { scope, resolver: new IdentityResolver(references) });
  return references;
}

/** What is known, before deployment, of two values being the same. */
export type Sameness = 'same' | 'different' | 'unknown';

/** Compares two values that may hold tokens. */
export function compareIdentities(scope: IConstruct, left: unknown, right: unknown): Sameness {
  const [one, other] = [identityOf(scope, left), identityOf(scope, right)];
  if (JSON.stringify(one) === JSON.stringify(other)) return 'same';
  const comparable = isText(one) ? isText(other) : isReference(one) && isReference(other);
  return comparable ? 'different' : 'unknown';
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isReference = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'Ref' in value;
