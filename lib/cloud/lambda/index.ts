export type { AliasDefinition, AliasSplit } from './alias-routing';
export { runsHere } from './deployed-code';
export { type FunctionArn, parseFunctionArn } from './function-arn';
export type {
  FunctionDefinition,
  GivenHandler,
  LambdaCode,
  LambdaEvent,
} from './function-definition';
export { conflict, invalidParameter, LambdaError, type LambdaErrorCode } from './lambda-error';
export type { LambdaLogLine } from './lambda-log';
export type { LambdaPermission } from './lambda-permission';
export { LambdaService, type LambdaServiceOptions } from './lambda-service';
export type { LambdaMode } from './open-sandbox';
export { openResponseMailbox } from './response-mailbox';
export type { LambdaContext } from './runtime/invocation-context';
export type { ErrorDocument } from './runtime/runtime-error';
export { LambdaStreamError } from './stream-answer';
