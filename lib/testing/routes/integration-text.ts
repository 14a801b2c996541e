import type { IntegrationModel, V2IntegrationModel } from '../../model';
import { lambdaName, lambdaReference } from '../apis/lambda-reference';
import { readable, readableText } from '../apis/names';
import { integrationPlace, type RouteFacts } from '../apis/route-facts';
import { type Place, textOf } from '../apis/symbolic-text';
import type { Synthesis } from '../synthesis/synthesis';

/**
 * What stands behind a route, in a few words: `Storefront/Orders:live`, `HTTP GET https://…`,
 * `sqs action/SendMessage`, `MOCK`.
 */
export function integrationText(synthesis: Synthesis, route: RouteFacts): string {
  const integration = route.integration;
  if (integration === undefined) return '-';
  const place = integrationPlace(synthesis, route);
  const type = readable(place, integration.type);
  return [TYPES[type]?.(place, integration) ?? type, connection(place, integration)].join('');
}

type IntegrationText = (place: Place, integration: IntegrationModel | V2IntegrationModel) => string;

const TYPES: Readonly<Record<string, IntegrationText>> = {
  AWS: service,
  AWS_PROXY: service,
  HTTP: (place, integration) => `HTTP ${http(place, integration)}`,
  HTTP_PROXY: (place, integration) => `HTTP_PROXY ${http(place, integration)}`,
};

function service(place: Place, integration: IntegrationModel | V2IntegrationModel): string {
  if ('subtype' in integration) return readable(place, integration.subtype);
  const uri = textOf(place, integration.uri);
  if (!uri.includes(':function:')) return action(place, uri);
  const lambda = lambdaReference(place.synthesis, uri);
  const name =
    lambda === undefined ? readableText(place.synthesis, uri) : lambdaName(place.synthesis, lambda);
  return integration.type === 'AWS' ? `${name} (not proxied)` : name;
}

/** `arn:aws:apigateway:{region}:{service}:{action|path}/…` without what every URI has. */
function action(place: Place, uri: string): string {
  const parts = uri.split(':');
  const [, , , , name, ...rest] = parts;
  return readableText(place.synthesis, name === undefined ? uri : `${name} ${rest.join(':')}`);
}

function http(place: Place, integration: IntegrationModel | V2IntegrationModel): string {
  const method = 'httpMethod' in integration ? integration.httpMethod : undefined;
  const v2Method = 'method' in integration ? integration.method : undefined;
  return `${readable(place, method ?? v2Method ?? 'ANY')} ${readable(place, integration.uri)}`;
}

function connection(place: Place, { connectionId }: IntegrationModel | V2IntegrationModel): string {
  return connectionId === undefined ? '' : ` through ${readable(place, connectionId)}`;
}
