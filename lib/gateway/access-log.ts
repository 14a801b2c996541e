import type { LiveExchange } from './live-exchange';
import { textAt } from './steps/substitution';

/** Writes the access-log line of an answered request. */
export type AccessLogFormat = (exchange: LiveExchange) => string;

const REFERENCE = /\$context\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)/g;

/** What stands for a variable that the request has no value for. */
const NOTHING = '-';

/**
 * Prepares the access-log format of a stage: text with `$context` variables.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function compileAccessLog(format: string): AccessLogFormat {
  const parts: (string | readonly string[])[] = [];
  let end = 0;
  for (const match of format.matchAll(REFERENCE)) {
    parts.push(format.slice(end, match.index), (match[1] ?? '').split('.'));
    end = match.index + match[0].length;
  }
  parts.push(format.slice(end));
  return (exchange) => {
    const variables = accessLogVariables(exchange);
    return parts
      .map((part) => (typeof part === 'string' ? part : (textAt(variables, part) ?? NOTHING)))
      .join('');
  };
}

/**
 * `$context` with the variables that only access logs have.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function accessLogVariables(exchange: LiveExchange): Readonly<Record<string, unknown>> {
  const { answered, measured, startedAt, world } = exchange;
  const { integrationStatus, integrationLatencyMs, functionStatus } = measured;
  const integrationError = integrationErrorOf(exchange);
  const context = exchange.context();
  return {
    ...context,
    status: answered?.status,
    responseLength: answered?.length,
    responseLatency: world.clock.now() - startedAt,
    integrationStatus,
    integrationLatency: integrationLatencyMs,
    integrationErrorMessage: integrationError,
    integration: {
      error: integrationError,
      integrationStatus,
      latency: integrationLatencyMs,
      status: functionStatus ?? integrationStatus,
    },
    ...authorizationVariables(exchange),
  };
}

const INTEGRATION_ERRORS: ReadonlySet<string> = new Set([
  'API_CONFIGURATION_ERROR',
  'DEFAULT_5XX',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
]);

/** What the execution log says last of an integration that failed, unless it has a name of its own. */
function integrationErrorOf({ measured, refusal }: LiveExchange): string | undefined {
  const { integrationError } = measured;
  if (integrationError !== undefined || refusal === undefined) return integrationError;
  return INTEGRATION_ERRORS.has(refusal.type) ? refusal.detail.log?.at(-1) : undefined;
}

/** An authorizer of any kind is asked first who calls, then whether he may. */
function authorizationVariables(exchange: LiveExchange): Readonly<Record<string, unknown>> {
  const { frozenRoute, authorizer, refusal } = exchange;
  if (frozenRoute === undefined || frozenRoute.model.authorizationType === 'NONE') return {};
  const failed = refusal !== undefined && !exchange.started;
  const error = failed ? refusal.detail.message : undefined;
  const status = failed ? refusedStatus(exchange) : 200;
  const authenticated = authorizer === undefined ? { error, status } : { status: 200 };
  return {
    authenticate: authenticated,
    authorize: { error, status },
    authorizer: {
      ...authorizer?.context,
      ...authenticated,
      integrationStatus: authorizer?.kind === 'lambda' ? 200 : undefined,
      latency: authorizer?.context['integrationLatency'],
    },
  };
}

function refusedStatus({ answered }: LiveExchange): number | undefined {
  return answered?.status;
}
