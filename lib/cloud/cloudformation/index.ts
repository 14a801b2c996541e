export { deployTemplates, type TemplateDeployment } from './deploy-templates';
export { IdSource } from './ids';
export type { EventSink, StackAction, StackEvent, StackProgress } from './operations/stack-events';
export type { ResourceRecord, StackRecord, StackStatus } from './operations/stack-record';
export type { NestedTemplates } from './operations/world';
export {
  type ExistingResourceContext,
  type MaybePromise,
  type ResourceContext,
  ResourceFailure,
  type ResourceProvider,
  type ResourceState,
  type UpdateContext,
} from './provider';
export type {
  CustomResourceEvent,
  CustomResourceInvoker,
  CustomResourceResponse,
} from './providers/custom-resource-provider';
export { genericProvider, knownResourceState } from './providers/generic-provider';
export {
  type DeployResult,
  type IgnoredResource,
  StackEngine,
} from './stack-engine';
export type { StackEngineOptions } from './stack-engine-options';
export type { StackEnvironment, StackIdentity } from './stack-identity';
export type { StackSource } from './stack-source';
export { ParameterStore } from './stores/parameter-store';
export { SecretStore } from './stores/secret-store';
