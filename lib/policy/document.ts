/** Version of the policy language; variables such as `${aws:username}` exist in 2012-10-17 only. */
export type PolicyVersion = '2012-10-17' | '2008-10-17';

/**
 * A policy as it was read: every member checked, every "text or list" made a list.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  /** @default '2008-10-17', as IAM assumes for a document without `Version` */
  readonly version: PolicyVersion;
  readonly id?: string;
  /** At least one. */
  readonly statements: readonly PolicyStatement[];
}

/** One statement of a {@link PolicyDocument}. */
export interface PolicyStatement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** `Principal` or `NotPrincipal`; absent in a policy attached to an identity. */
  readonly principal?: PrincipalElement;
  /** `Action` or `NotAction`: patterns such as `execute-api:Invoke`, compared without case. */
  readonly action: PatternElement;
  /** `Resource` or `NotResource`: ARN patterns, or the short form `execute-api:/stage/verb/path`. */
  readonly resource: PatternElement;
  /** All of them must hold. */
  readonly conditions: readonly ConditionClause[];
}

/** Who a statement is about. */
export interface PrincipalElement {
  /** Whether it was written `NotPrincipal`. */
  readonly negated: boolean;
  readonly members: readonly PrincipalMember[];
}

/** The kinds of principal that a policy can name. */
export type PrincipalKind = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

/** One principal named by a statement; `*` of kind `AWS` is everyone, also anonymous callers. */
export interface PrincipalMember {
  readonly kind: PrincipalKind;
  readonly value: string;
}

/** A list of patterns, any of which may match; `negated` for the `Not…` form. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** Tells how many of a key's values must match: `ForAllValues:` or `ForAnyValue:`. */
export type SetOperator = 'ForAllValues' | 'ForAnyValue';

/** One key of one operator of a `Condition` block. */
export interface ConditionClause {
  /** Without prefix and suffix, such as `StringLike`. */
  readonly operator: string;
  readonly setOperator?: SetOperator;
  /** Whether the operator was written with `IfExists`. */
  readonly ifExists: boolean;
  /** As written; compared without case. */
  readonly key: string;
  /** Any of them may match; in a negated operator none may. */
  readonly values: readonly string[];
}
