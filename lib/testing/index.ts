export type {
  CallTrace,
  ClockStart,
  CloudOptions,
  GivenFunctions,
  IdentityOptions,
  IgnoredItem,
  LocalResponse,
  LocalStage,
  StackEvent,
  TokenOptions,
  VpcLinkTargets,
} from '../cloud';
export { ControlPlaneError, ServiceError } from '../cloud';
export type * from '../cloud/testing-types';
export { ValidationError } from '../errors';
export type * from '../model';
export type { ApiTarget } from './apis/api-target';
export type { Expected } from './apis/construct-identity';
export type { AnyApi } from './apis/route-facts';
export { allowsOriginOf, type OriginExpectation } from './assertions/allow-origin';
export type { AssertionResult } from './assertions/assertion';
export { isPrivateTo } from './assertions/be-private-to';
export { type CanaryExpectation, hasCanary } from './assertions/have-canary';
export {
  hasRoute,
  type RouteExpectation,
  type ValidationExpectation,
} from './assertions/have-route';
export { hasStage, type StageExpectation } from './assertions/have-stage';
export { type InvokeExpectation, invokes } from './assertions/invoke';
export type { LimitExpectation } from './assertions/limits';
export { type MeterExpectation, meters } from './assertions/meter';
export { requiresApiKey } from './assertions/require-api-key';
export { requiresAuth } from './assertions/require-auth';
export { type DomainExpectation, servesDomain } from './assertions/serve-domain';
export { type ThrottleExpectation, throttles } from './assertions/throttle';
export type { CallOrigin } from './cloud/call-source';
export type { ParameterValues } from './cloud/deployment';
export type { Liveness, NotLive } from './cloud/liveness';
export type { LocalApi, LocalCaller } from './cloud/local-caller';
export { LocalCloud } from './cloud/local-cloud';
export type {
  DeployOptions,
  LocalCloudOptions,
  LocalFunctions,
  UpdateResult,
} from './cloud/local-cloud-options';
export type { LocalClock, LocalControl, LocalUserPool } from './cloud/local-cloud-parts';
export {
  type ApiMatcherFunctions,
  type ApiMatchers,
  apiMatchers,
  type MatcherResult,
} from './matchers/api-matchers';
export { type ApiExpectation, expectApi } from './matchers/expect-api';
export type { CarriedBy } from './redeploy/api-elements';
export { type ApiChange, diffApis } from './redeploy/diff-apis';
export { expectNoRedeploy, expectRedeploy } from './redeploy/expect-redeploy';
export { routeTable } from './routes/route-table';
export type {
  AssemblyReading,
  FoundTemplate,
  MetadataEntry,
  StackEnvironment,
  StackTemplate,
} from './synthesis/stack-template';
export {
  type ConstructClass,
  type ConstructFactory,
  type SynthOptions,
  type SynthTarget,
  synth,
} from './synthesis/synth';
export { Synthesis } from './synthesis/synthesis';
export type { ValidationFinding } from './synthesis/template-validation';
export { testApp } from './synthesis/test-app';

import { registerMatchers } from './matchers/api-matchers';

registerMatchers();
