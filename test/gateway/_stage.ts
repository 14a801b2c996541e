import {
  type Backends,
  type CompileIntegration,
  freezeDeployment,
  Gateway,
  type GatewayAnswer,
  type GatewayOptions,
  type GatewayRequest,
  type HeaderPair,
  type MethodResponse,
  type ResolvedApi,
  type ResolvedRoute,
  type RunIntegration,
  type Snapshot,
  type StageSettings,
} from '../../lib/gateway';
import type { AuthorizerModel, GatewayResponseModel, SchemaModel } from '../../lib/model';
import { emptyWorld, type TestClock } from './_driver';
import { IDENTITY } from './_resolve';

const origin = { source: 'Stack', logicalId: 'Api' };

/** Where the API of the tests answers. */
export const DOMAIN = 'abc.execute-api.us-east-1.amazonaws.com';

/** A route that answers with MOCK, changed in what matters to a test. */
export function route(key: string, change: Partial<ResolvedRoute> = {}): ResolvedRoute {
  const [method = 'GET', path = '/'] = key.split(' ');
  return {
    origin: { source: 'Stack', logicalId: 'Method' },
    method,
    path,
    authorizationType: 'NONE',
    authorizationScopes: [],
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    responses: [],
    ...change,
  };
}

/** A gateway response of an API. */
export function gatewayResponse(
  type: string,
  change: Partial<GatewayResponseModel> = {},
): GatewayResponseModel {
  return {
    origin: { source: 'Stack', logicalId: 'Response' },
    type,
    parameters: {},
    templates: {},
    ...change,
  };
}

/** An authorizer of an API. */
export function authorizer(change: Partial<AuthorizerModel> = {}): AuthorizerModel {
  return {
    origin: { source: 'Stack', logicalId: 'Authorizer' },
    name: 'authorizer',
    type: 'TOKEN',
    uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:Auth/invocations',
    identitySource: 'method.request.header.Authorization',
    providerArns: [],
    ...change,
  };
}

/** A model of an API. */
export function model(name: string, schema: unknown): SchemaModel {
  return {
    origin: { source: 'Stack', logicalId: name },
    name,
    contentType: 'application/json',
    schema,
  };
}

/** A snapshot of an API with these routes. */
export function snapshot(
  routes: readonly ResolvedRoute[],
  change: Partial<ResolvedApi> = {},
  deploymentId = 'd1',
): Snapshot {
  const paths = [...new Set(routes.map(({ path }) => path))];
  const api: ResolvedApi = {
    kind: 'REST',
    target: { kind: 'external', value: 'abc' },
    endpointTypes: ['REGIONAL'],
    vpcEndpointIds: [],
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    disableExecuteApiEndpoint: false,
    resources: paths.map((path) => ({ path, origin })),
    routes,
    authorizers: [],
    models: [],
    validators: [],
    gatewayResponses: [],
    deployments: [],
    stages: [],
    ...change,
  };
  return {
    deploymentId,
    identity: { ...IDENTITY, apiId: 'abc' },
    api,
    resourceIds: new Map(paths.map((path, index) => [path, `res${index}`])),
  };
}

/** Settings of a stage that says nothing. */
export function settings(change: Partial<StageSettings> = {}): StageSettings {
  return {
    name: 'prod',
    variables: {},
    methodSettings: [],
    tracingEnabled: false,
    cacheClusterEnabled: false,
    ...change,
  };
}

/** An integration that answers 200 with the name of the deployment. */
export const NAMES_ITSELF: RunIntegration = ({ snapshot: { deploymentId } }): MethodResponse => ({
  status: 200,
  headers: [['Content-Type', 'text/plain']],
  body: Buffer.from(deploymentId),
});

const UNREACHABLE = (): never => {
  throw new Error('nothing is to be called here');
};

/** Backends of which none may be called. */
export const NO_BACKENDS: Backends = {
  lambda: UNREACHABLE,
  http: UNREACHABLE,
  vpcLink: UNREACHABLE,
  service: UNREACHABLE,
};

/** What a test changes of a stage. */
export type StageChange = Partial<Omit<GatewayOptions, 'deployment' | 'settings' | 'world'>> & {
  readonly settings?: Partial<StageSettings>;
  readonly world?: Partial<GatewayOptions['world']>;
  readonly clock?: TestClock;
  /** What answers behind every route. */
  readonly run?: RunIntegration;
  /** Prepares what stands behind each route, in place of `run`. */
  readonly compile?: CompileIntegration;
};

/** A stage of a snapshot. */
export function stageOf(frozen: Snapshot, change: StageChange = {}): Gateway {
  const { settings: own, world, clock, run = NAMES_ITSELF, compile, ...options } = change;
  return new Gateway({
    backends: NO_BACKENDS,
    ...options,
    deployment: freezeDeployment(frozen, compile ?? (() => run)),
    settings: settings(own),
    world: { ...emptyWorld(clock), ...world },
  });
}

/** A request such as `GET /orders?limit=1`. */
export function request(
  call: string,
  headers: readonly HeaderPair[] = [],
  change: Partial<GatewayRequest> = {},
): GatewayRequest {
  const [method = 'GET', target = '/'] = call.split(' ');
  const [path = '/', ...query] = target.split('?');
  return {
    method,
    path,
    fullPath: `/prod${path}`,
    query: query.join('?'),
    headers: [['Host', DOMAIN], ...headers],
    body: new Uint8Array(),
    source: { ip: '192.0.2.1' },
    domainName: DOMAIN,
    protocol: 'HTTP/1.1',
    ...change,
  };
}

/** Body of an answer as text. */
export function bodyOf({ body }: Pick<GatewayAnswer, 'body'>): string {
  if (!(body instanceof Uint8Array)) throw new Error('the body is a stream');
  return Buffer.from(body).toString();
}

/** Value of a header of an answer. */
export function headerOf({ headers }: Pick<GatewayAnswer, 'headers'>, name: string) {
  return headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1];
}

/** Sends a request and gives status and body. */
export async function send(
  gateway: Gateway,
  call: string,
  headers: readonly HeaderPair[] = [],
  change: Partial<GatewayRequest> = {},
): Promise<[status: number, body: string]> {
  const answer = await gateway.handle(request(call, headers, change));
  return [answer.status, bodyOf(answer)];
}
