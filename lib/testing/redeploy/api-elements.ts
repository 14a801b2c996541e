import type { ApiGatewayV2Model, Origin, RestApiModel } from '../../model';
import type { AnyApi } from '../apis/route-facts';

/**
 * What puts a change into effect: a new deployment, the update of the stage (or of the API itself)
 * by CloudFormation, or nothing because no request can tell.
 */
export type CarriedBy = 'deployment' | 'update' | 'nothing';

/** A part of an API that has a name. */
export interface ApiElement {
  /** `route`, `authorizer`, `model`, `gateway response`, `stage`, `api`. */
  readonly kind: string;
  /** `GET /orders`, the name of an authorizer …; empty for the API itself. */
  readonly name: string;
  readonly origin?: Origin;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * What a deployment's snapshot holds of a REST API, by kind of element and property.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html
 */
const REST_API: Readonly<Record<string, CarriedBy>> = {
  endpointTypes: 'deployment',
  vpcEndpointIds: 'deployment',
  policy: 'deployment',
  apiKeySource: 'deployment',
  binaryMediaTypes: 'deployment',
  minimumCompressionSize: 'deployment',
  disableExecuteApiEndpoint: 'deployment',
  name: 'nothing',
  description: 'nothing',
};

/** HTTP and WebSocket APIs put CORS and the endpoint into effect at once, the rest by a deployment. */
const V2_API: Readonly<Record<string, CarriedBy>> = {
  cors: 'update',
  disableExecuteApiEndpoint: 'update',
  routeSelectionExpression: 'deployment',
  apiKeySelectionExpression: 'deployment',
  name: 'nothing',
  description: 'nothing',
};

/** Properties of an element that no request can tell. */
const DOCUMENTATION = new Set(['operationName', 'description']);

/** What puts a change of a property of an element into effect. */
export function carrierOf(api: AnyApi, element: ApiElement, property: string): CarriedBy {
  const [name = ''] = property.split('.');
  if (element.kind === 'api')
    return (api.kind === 'REST' ? REST_API : V2_API)[name] ?? 'deployment';
  if (DOCUMENTATION.has(name)) return 'nothing';
  return element.kind === 'stage' ? 'update' : 'deployment';
}

/** The elements of an API; which deployment a stage serves is not one of them. */
export function elementsOf(api: AnyApi): ApiElement[] {
  const elements = api.kind === 'REST' ? restElements(api) : v2Elements(api);
  return [apiElement(api), ...elements, ...api.stages.map(stageElement)];
}

function restElements(api: RestApiModel): ApiElement[] {
  return [
    ...api.routes.map((route) => element('route', `${route.method} ${route.path}`, route)),
    ...api.authorizers.map((each) => element('authorizer', text(each.name), each)),
    ...api.models.map((each) => element('model', text(each.name), each)),
    ...api.gatewayResponses.map((each) => element('gateway response', text(each.type), each)),
  ];
}

function v2Elements(api: ApiGatewayV2Model): ApiElement[] {
  return [
    ...api.routes.map((route) => element('route', text(route.routeKey), route)),
    ...api.authorizers.map((each) => element('authorizer', text(each.name), each)),
    ...api.models.map((each) => element('model', text(each.name), each)),
  ];
}

function apiElement(api: AnyApi): ApiElement {
  const names = Object.keys(api.kind === 'REST' ? REST_API : V2_API);
  const members = Object.entries(api).filter(([name]) => names.includes(name));
  return { kind: 'api', name: '', value: Object.fromEntries(members) };
}

function stageElement(stage: AnyApi['stages'][number]): ApiElement {
  const { deployment: _, ...value } = stage;
  const { kind, name, origin } = element('stage', text(stage.name), stage);
  if (!('canary' in value) || value.canary === undefined) return { kind, name, origin, value };
  const { deployment: __, ...canary } = value.canary;
  return { kind, name, origin, value: { ...value, canary } };
}

function element(kind: string, name: string, value: { readonly origin: Origin }) {
  const { origin, ...properties } = value;
  return { kind, name, origin, value: properties };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
