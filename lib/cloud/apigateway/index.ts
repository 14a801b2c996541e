export {
  answerControlPlane,
  type ControlPlaneRequest,
  controlPlaneError,
} from './control-plane-http';
export { captureLive, explainLive, type LiveChange, type LiveState } from './explain-live';
export { LiveStage } from './registry/live-stage';
export type { ApiGatewayServiceOptions } from './registry/options';
export type { IgnoredLine, VpcLinkRecord } from './registry/registry';
export type { DeploymentRecord, PresentApi, RestApi } from './registry/rest-api';
export type { CanarySettings, MethodSetting, StageState } from './registry/stage-state';
export type { ApiKeyRecord, UsagePlanRecord } from './registry/usage-registry';
export { ApiGatewayService } from './service';
export { ServiceError, type ServiceErrorCode } from './service-error';
