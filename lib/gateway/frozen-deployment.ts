import { getOrCreate } from '../model/value';
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
 * Prepares what stands behind a route, from its integration and the statuses that it declares: it
 * serves every other route of the snapshot that has the same. What else a request needs to know of
 * its route, the exchange tells.
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
  const compilers = { integration: sharingIntegrations(compileIntegration), checks: checksOf() };
  return {
    snapshot,
    router: createRouter(snapshot.api.routes, (route) => freezeRoute(route, snapshot, compilers)),
    gatewayResponses: compileGatewayResponses(snapshot.api),
    defaultEndpointDisabled: isOn(snapshot.api.disableExecuteApiEndpoint),
    compileIntegration,
  };
}

/** Methods of an API are mostly alike but for their paths: what is compiled is for all of those. */
function sharingIntegrations(compile: CompileIntegration): CompileIntegration {
  const known = new Map<string, RunIntegration>();
  return (route, snapshot) => {
    const statuses = route.responses.map(({ statusCode }) => statusCode);
    const likeness = JSON.stringify([route.integration, statuses]);
    return getOrCreate(known, likeness, () => compile(route, snapshot));
  };
}

type CompileChecks = (route: ResolvedRoute, snapshot: Snapshot) => readonly Step[];

/** Compiles checks; routes that have the same, one after the other, share one list of them. */
function checksOf(): CompileChecks {
  let last: readonly Step[] = [];
  return (route, snapshot) => {
    const steps = CHECKS.map((compile) => compile(route, snapshot)).filter(isStep);
    const same = steps.length === last.length && steps.every((step, index) => step === last[index]);
    if (!same) last = steps;
    return last;
  };
}

interface Compilers {
  readonly integration: CompileIntegration;
  readonly checks: CompileChecks;
}

function freezeRoute(route: ResolvedRoute, snapshot: Snapshot, compilers: Compilers): FrozenRoute {
  const resourceId = snapshot.resourceIds.get(route.path) ?? '';
  return {
    model: route,
    resourceId,
    key: `${route.method} ${route.path}`,
    checks: compilers.checks(route, snapshot),
    validation: compileRequestValidation(route, snapshot),
    cacheKey: compileCacheKey(route, resourceId),
    run: compilers.integration(route, snapshot),
  };
}

function isStep(step: Step | undefined): step is Step {
  return step !== undefined;
}
