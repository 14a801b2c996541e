export type * from './backends';
export { RESPONSE_DEFAULTS } from './error-types';
export type * from './exchange';
export type { LogReading } from './execution-log';
export { deniedBefore, unknownStage } from './forbidden';
export type * from './frozen-api';
export {
  type CompileIntegration,
  type FrozenDeployment,
  freezeDeployment,
} from './frozen-deployment';
export { Gateway, type GatewayAnswer, type GatewayOptions, type StageUpdate } from './gateway';
export { compileIntegration, UnsupportedIntegration } from './integration';
export { type GatewayResponseType, Refusal, type RefusalDetail } from './refusal';
export type * from './request';
export { RequestIdSequence, type RequestIds } from './request-ids';
export type { RequestTrace } from './request-trace';
export type { MetricCounts, Statistic } from './stage-metrics';
export type * from './stage-runtime';
export { type GatewayResponseDefinition, gatewayResponseOf } from './steps/gateway-response';
export { maskAccount } from './steps/resource-policy';
export {
  type TestInvocation,
  type TestInvokeAnswer,
  TestInvokeError,
  testInvokeMethod,
} from './test-invoke';
export type { TraceDecision } from './trace';
export { UnsupportedDeployment } from './unsupported-deployment';
export { UsageMeters } from './usage-meters';
