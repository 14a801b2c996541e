import { masked } from '../execution-log';
import type { ResolvedRoute, Snapshot } from '../frozen-api';
import type { LiveExchange } from '../live-exchange';
import { Refusal } from '../refusal';
import { isOn, literal } from '../resolved';
import type { KnownKey } from '../stage-runtime';
import type { Step } from '../step';

/**
 * Checks the API key of a method that requires one. The key comes in the header `x-api-key`, or
 * from the authorizer where the API says so; it must be enabled and belong to a usage plan of the
 * stage.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
export function compileApiKey(route: ResolvedRoute, snapshot: Snapshot): Step {
  const required = isOn(route.apiKeyRequired);
  const fromAuthorizer = isFromAuthorizer(snapshot);
  if (!required) return logKeylessMethod;
  return (exchange) => {
    const value = fromAuthorizer
      ? exchange.authorizer?.usageIdentifierKey
      : exchange.headerValues('x-api-key')[0];
    const key = value ? exchange.world.key(value) : undefined;
    const fault = faultOf(value, key);
    if (key === undefined || fault !== undefined) throw forbidden(exchange, { value, fault });
    exchange.apiKey = key;
    exchange.forgetContext();
    logCheckedKey(exchange, key);
    exchange.trace.decide('api key', 'accepted', { keyId: key.id, planId: key.plan?.planId });
  };
}

/** The key in the header of a request to a method that requires one, if it is known and enabled. */
export function presentedKey(exchange: LiveExchange): KnownKey | undefined {
  const { route, snapshot } = exchange;
  if (!isOn(route.apiKeyRequired) || isFromAuthorizer(snapshot)) return undefined;
  const value = exchange.headerValues('x-api-key')[0];
  const key = value ? exchange.world.key(value) : undefined;
  return key?.enabled ? key : undefined;
}

function isFromAuthorizer({ api }: Snapshot): boolean {
  return literal(api.apiKeySource).toUpperCase() === 'AUTHORIZER';
}

function faultOf(value: string | undefined, key: KnownKey | undefined): string | undefined {
  if (!value) return 'no key was sent';
  if (key === undefined) return 'the key is not known';
  if (!key.enabled) return 'the key is disabled';
  return key.plan === undefined ? 'the key is in no usage plan of the stage' : undefined;
}

interface RefusedKey {
  readonly value: string | undefined;
  readonly fault: string | undefined;
}

function forbidden(exchange: LiveExchange, { value, fault }: RefusedKey): Refusal {
  exchange.trace.decide('api key', 'refused', { reason: fault });
  const key = masked(value ?? '');
  return new Refusal('INVALID_API_KEY', {
    message: 'Forbidden',
    log: [
      `Verifying Usage Plan for request: ${exchange.requestId}. API Key: ${key} API Stage: ${apiStage(exchange)}`,
      `API Key ${key} not authorized because method '${exchange.routed.key}' requires API Key and API Key is not associated with a Usage Plan for API Stage ${apiStage(exchange)}: No Usage Plan found for key and API Stage`,
    ],
  });
}

function logKeylessMethod(exchange: LiveExchange): undefined {
  exchange.log.block(() => [
    `Verifying Usage Plan for request: ${exchange.requestId}. API Key:  API Stage: ${apiStage(exchange)}`,
    `API Key authorized because method '${exchange.routed.key}' does not require API Key. Request will not contribute to throttle or quota limits`,
    `Usage Plan check succeeded for API Key  and API Stage ${apiStage(exchange)}`,
  ]);
}

function logCheckedKey(exchange: LiveExchange, { value }: KnownKey): void {
  exchange.log.block(() => [
    `Verifying Usage Plan for request: ${exchange.requestId}. API Key: ${masked(value)} API Stage: ${apiStage(exchange)}`,
    `Usage Plan check succeeded for API Key ${masked(value)} and API Stage ${apiStage(exchange)}`,
  ]);
}

function apiStage({ snapshot, stage }: LiveExchange): string {
  return `${snapshot.identity.apiId}/${stage.name}`;
}
