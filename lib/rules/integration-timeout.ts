import type { RestApiModel, RestRouteModel } from '../model';
import { LIMITS } from '../private/limits';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Quotas, type Rule } from './rule';

const LEAST = 50;

/** Milliseconds that a response which is streamed may take to its end. */
const MOST_STREAMED = 900_000;

/**
 * An integration has at least 50 milliseconds, and at most what the quota of the account says: 29
 * seconds, which an edge-optimized API cannot have raised.
 */
export const integrationTimeout: Rule = {
  code: 'IntegrationTimeout',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  check: perRestApi((api, quotas) => api.routes.flatMap((route) => check(api, route, quotas))),
};

function check(api: RestApiModel, route: RestRouteModel, quotas: Quotas): Finding[] {
  const { origin, method, path, integration } = route;
  const time = integration?.timeoutInMillis;
  if (typeof time !== 'number') return [];
  const streamed = integration?.responseTransferMode === 'STREAM';
  const fixed = isEdgeOptimized(api) ? LIMITS.integrationTimeoutMs : undefined;
  const most = streamed ? MOST_STREAMED : (fixed ?? quotas.integrationTimeoutMs);
  if (time >= LEAST && time <= most) return [];
  const change =
    streamed || time < LEAST || fixed !== undefined
      ? 'change `timeout`'
      : 'change `timeout`, or raise the quota and tell it in the context `cdk-gatehouse:quotas`';
  const message = `the integration of \`${method} ${path}\` must have a timeout of ${LEAST} to ${most} milliseconds, got: ${time}; ${change}`;
  // Whether the account has a raised quota is known to AWS alone.
  const certain = time < LEAST || fixed !== undefined;
  return [
    {
      origin,
      message,
      ...(certain && { refusal: `Timeout should be between ${LEAST} ms and ${most} ms` }),
      step: importStep.integration(route),
    },
  ];
}

function isEdgeOptimized({ endpointTypes }: RestApiModel): boolean {
  return endpointTypes.every((type) => type === 'EDGE');
}
