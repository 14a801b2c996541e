import type { RunIntegration } from './exchange';
import type { ResolvedRoute, Snapshot } from './frozen-api';
import type { FrozenRoute } from './frozen-route';
import { isOn } from './resolved';
import type { Step, StepCompiler } from './step';
import { compileApiKey } from './steps/api-key';
import { compileAuthentication } from './steps/authentication';
import { compileGatewayResponses, type GatewayResponses } from './steps/gateway-response';
import { compileRequestValidation } from './steps/request-validation';
import { compileAuthorization, compileDenyBeforeAuthorizer } from './steps/resource-policy';
import { compileCacheKey } from './steps/response-cache';
import { createRouter, type Router } from './steps/routing';
import { throttle } from './steps/throttle';

/**
 * Prepares what stands behind a route.
 *
 * @throws Error for an integration that cannot run
 */
export type CompileIntegration = (route: ResolvedRoute, snapshot: Snapshot) => RunIntegration;

/** A snapshot of an API, ready to answer: everything is compiled that a request does not decide. */
export interface FrozenDeployment {
  readonly snapshot: Snapshot;
  readonly router: Router<FrozenRoute>;
  readonly gatewayResponses: GatewayResponses;
  /** Whether the API answers at its custom domain names only. */
  readonly defaultEndpointDisabled: boolean;
  /** What its integrations were prepared with, for the canary of the stage. */
  readonly compileIntegration: CompileIntegration;
}

/**
 * What stands between a caller and a method, in the order in which API Gateway asks for it. A
 * denial of the resource policy comes before a Lambda authorizer is called; the rest of the policy
 * is evaluated with what the authorizer has answered.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
const CHECKS: readonly StepCompiler[] = [
  compileDenyBeforeAuthorizer,
  compileAuthentication,
  compileAuthorization,
  compileApiKey,
  () => throttle,
];

/**
 * Freezes a snapshot. Everything that can be wrong with it shows here, not at a request.
 *
 * @param snapshot the API with every intrinsic resolved
 * @param compileIntegration prepares what stands behind a route
 * @throws {@link UnsupportedDeployment} for what cannot be run as it stands, so that nothing is left open
 */
export function freezeDeployment(
  snapshot: Snapshot,
  compileIntegration: CompileIntegration,
): FrozenDeployment {
  return {
    snapshot,
    router: createRouter(snapshot.api.routes, (route) =>
      freezeRoute(route, snapshot, compileIntegration),
    ),
    gatewayResponses: compileGatewayResponses(snapshot.api),
    defaultEndpointDisabled: isOn(snapshot.api.disableExecuteApiEndpoint),
    compileIntegration,
  };
}

function freezeRoute(
  route: ResolvedRoute,
  snapshot: Snapshot,
  compileIntegration: CompileIntegration,
): FrozenRoute {
  const resourceId = snapshot.resourceIds.get(route.path) ?? '';
  return {
    model: route,
    resourceId,
    key: `${route.method} ${route.path}`,
    checks: CHECKS.map((compile) => compile(route, snapshot)).filter(isStep),
    validation: compileRequestValidation(route, snapshot),
    cacheKey: compileCacheKey(route, resourceId),
    run: compileIntegration(route, snapshot),
  };
}

function isStep(step: Step | undefined): step is Step {
  return step !== undefined;
}
