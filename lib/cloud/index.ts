export type { LiveStage } from './apigateway/registry/live-stage';
export { ServiceError as ControlPlaneError } from './apigateway/service-error';
export type { CallTrace } from './call-trace';
export { Caller, type CallerStart } from './caller';
export { Cloud, type FoundStage, type IgnoredItem } from './cloud';
export type { CloudAssets, CloudDeployment, CloudOptions } from './cloud-options';
export type { StackEvent } from './cloudformation/operations/stack-events';
export type { StackRecord } from './cloudformation/operations/stack-record';
export type { DeployResult } from './cloudformation/stack-engine';
export type { StackSource } from './cloudformation/stack-source';
export { VPC_ENDPOINT } from './endpoint-policy';
export type { LocalResponse } from './fetch';
export type { GivenFunctions } from './given-functions';
export type { HttpAnswer, OriginHandler } from './http';
export { type CallerCredentials, credentialsOf, type IdentityOptions } from './identities';
export type {
  GivenHandler,
  LambdaContext,
  LambdaEvent,
  LambdaLogLine,
  LambdaMode,
} from './lambda';
export type { LocalStage } from './local-stage';
export {
  type RawResponder,
  type RecordedCall,
  ServiceError,
  type ServiceStub,
  type ServiceStubDefinitions,
} from './services';
export { type ClockStart, SimulatedClock } from './simulated-clock';
export type { TokenOptions, UserPools } from './user-pools';
export type { VpcLinkTargets } from './vpc-links';
