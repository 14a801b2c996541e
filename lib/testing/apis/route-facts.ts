import type {
  ApiGatewayV2Model,
  IntegrationModel,
  Origin,
  RestApiModel,
  RestRouteModel,
  V2IntegrationModel,
  V2RouteModel,
  Value,
} from '../../model';
import type { Synthesis } from '../synthesis/synthesis';
import { readable } from './names';
import type { Place } from './symbolic-text';

/** An API of any kind. */
export type AnyApi = RestApiModel | ApiGatewayV2Model;

/** A route of an API of any kind, in the same terms for all. */
export interface RouteFacts {
  readonly origin: Origin;
  /** `GET /orders/{id}`; for WebSocket APIs the route key alone. */
  readonly key: string;
  /** `GET` …, `ANY`; empty for `$default` and WebSocket routes. */
  readonly method: string;
  /** `/orders/{id}`; the route key where there is no path. */
  readonly path: string;
  /** `NONE`, `AWS_IAM`, `CUSTOM`, `COGNITO_USER_POOLS` or `JWT`. */
  readonly auth: string;
  /** Name of the authorizer. */
  readonly authorizer?: string;
  /** Construct path of the authorizer, where the API declares it. */
  readonly authorizerOrigin?: Origin;
  readonly scopes: readonly string[];
  readonly apiKey: boolean;
  readonly validatesBody: boolean;
  readonly validatesParameters: boolean;
  /** Parameters that must be there: `querystring.page`, `header.x-tenant`. */
  readonly requiredParameters: readonly string[];
  /** Content type to name of the model. */
  readonly models: Readonly<Record<string, string>>;
  readonly integration?: IntegrationModel | V2IntegrationModel;
}

/** Every route of an API. */
export function routesOf(synthesis: Synthesis, api: AnyApi): RouteFacts[] {
  return api.kind === 'REST'
    ? api.routes.map((route) => restRoute(synthesis, api, route))
    : api.routes.map((route) => v2Route(synthesis, api, route));
}

/** Where the values of a route's integration stand: in HTTP APIs it is a resource of its own. */
export function integrationPlace(synthesis: Synthesis, route: RouteFacts): Place {
  const { integration } = route;
  const origin =
    integration !== undefined && 'origin' in integration ? integration.origin : route.origin;
  return { synthesis, source: origin.source };
}

function restRoute(synthesis: Synthesis, api: RestApiModel, route: RestRouteModel): RouteFacts {
  return {
    ...commonFacts(synthesis, api, route),
    key: `${route.method} ${route.path}`,
    method: route.method,
    path: route.path,
    validatesBody: route.validation?.body === true,
    validatesParameters: route.validation?.parameters === true,
    requiredParameters: Object.keys(route.requestParameters)
      .filter((name) => route.requestParameters[name] === true)
      .map((name) => name.replace(/^method\.request\./, '')),
  };
}

function v2Route(synthesis: Synthesis, api: ApiGatewayV2Model, route: V2RouteModel): RouteFacts {
  const key = readable({ synthesis, source: route.origin.source }, route.routeKey);
  const [, method = '', path = key] = /^([A-Z]+) (\/.*)$/.exec(key) ?? [];
  return {
    ...commonFacts(synthesis, api, route),
    key,
    method,
    path,
    validatesBody: route.modelSelectionExpression !== undefined,
    validatesParameters: false,
    requiredParameters: [],
  };
}

type CommonFacts = Omit<
  RouteFacts,
  'key' | 'method' | 'path' | 'validatesBody' | 'validatesParameters' | 'requiredParameters'
>;

function commonFacts(
  synthesis: Synthesis,
  api: AnyApi,
  route: RestRouteModel | V2RouteModel,
): CommonFacts {
  const text = (value: Value<unknown>) =>
    readable({ synthesis, source: route.origin.source }, value);
  return {
    origin: route.origin,
    auth: text(route.authorizationType),
    ...authorizerFacts(api, route, text),
    scopes: route.authorizationScopes.map(text),
    apiKey: route.apiKeyRequired === true,
    models: Object.fromEntries(
      Object.entries(route.requestModels).map(([type, model]) => [type, text(model)]),
    ),
    ...(route.integration !== undefined && { integration: route.integration }),
  };
}

function authorizerFacts(
  api: AnyApi,
  route: RestRouteModel | V2RouteModel,
  text: (value: Value<string>) => string,
): Pick<RouteFacts, 'authorizer' | 'authorizerOrigin'> {
  if (route.authorizer === undefined) return {};
  const authorizer = text(route.authorizer);
  const declared = api.authorizers.find(({ name }) => text(name) === authorizer);
  return declared === undefined
    ? { authorizer }
    : { authorizer, authorizerOrigin: declared.origin };
}
