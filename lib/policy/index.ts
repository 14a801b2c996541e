export type { ApiIdentity, MethodCall } from './arn';
export { methodArn } from './arn';
export type {
  AuthorizerKind,
  DecidedBy,
  InvokeAuthorization,
  InvokeDecision,
  OutcomeTable,
} from './authorize';
export { authorizeInvoke, denyBeforeAuthorizer, TABLE_A, TABLE_B } from './authorize';
export type { CompiledPolicy, CompilePolicyOptions } from './compile';
export { compilePolicy } from './compile';
export { compileUnread } from './deny-unreadable';
export type {
  ConditionClause,
  PatternElement,
  PolicyDocument,
  PolicyStatement,
  PolicyVersion,
  PrincipalElement,
  PrincipalKind,
  PrincipalMember,
  SetOperator,
} from './document';
export { PolicyError } from './errors';
export type {
  ConditionValue,
  DecidingStatement,
  Decision,
  Effect,
  PolicyRequest,
} from './evaluate';
export { evaluate } from './evaluate';
export type { ParsePolicyOptions } from './parse';
export { parsePolicy } from './parse';
export type { AnonymousCaller, AwsCaller, Caller, NamedCaller } from './principals';
