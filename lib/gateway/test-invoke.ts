import type { Backends } from './backends';
import type { ApiIdentity } from './frozen-api';
import type { FrozenDeployment } from './frozen-deployment';
import type { FrozenRoute } from './frozen-route';
import { DEFAULT_MEDIA_TYPE, mediaTypeOf } from './integration/media-types';
import { javaDate } from './java-date';
import { LiveExchange } from './live-exchange';
import { errorTypeOf, runMethod, settle } from './pipeline';
import type { GatewayRequest, GatewayResponse, HeaderPair } from './request';
import { RequestIdSequence } from './request-ids';
import type { KnownKey, LocalCredentials, StageSettings, StageWorld } from './stage-runtime';
import { StageState } from './stage-state';
import { createRouter } from './steps/routing';
import { UsageMeters } from './usage-meters';

/** A call of `TestInvokeMethod`. */
export interface TestInvocation {
  /** Path of the resource: `/pets/{petId}`. */
  readonly resource: string;
  /** Verb of the method, as it is defined: also `ANY`. */
  readonly method: string;
  /** @default - the path of the resource */
  readonly pathWithQueryString?: string;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/**
 * What `TestInvokeMethod` answers.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html
 */
export interface TestInvokeAnswer {
  readonly status: number;
  readonly body: string;
  /** The last value of each. */
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  /** The execution log, one line after the other. */
  readonly log: string;
  /** Milliseconds. */
  readonly latency: number;
}

/** Around what a method is tested. */
export interface TestSurroundings {
  readonly world: StageWorld;
  readonly backends: Backends;
  /** @default 0 */
  readonly seed?: number;
}

/** `TestInvokeMethod` itself fails. */
export class TestInvokeError extends Error {
  /** Code of the error, as the API names it. */
  public readonly code = 'NotFoundException';
  public readonly status = 404;

  public constructor(message: string) {
    super(message);
    this.name = 'TestInvokeError';
  }
}

/** Name of the stage that a test runs in. */
const TEST_STAGE = 'test-invoke-stage';

/** The key that every test has, whether the method requires one or not. */
const TEST_KEY: KnownKey = {
  id: 'test-invoke-api-key-id',
  value: 'test-invoke-api-key',
  enabled: true,
};

/**
 * Runs a method as the console's test does: without the checks that callers go through, and on
 * the API as it stands.
 *
 * @throws {@link TestInvokeError} when the API has no such resource or method
 */
export async function testInvokeMethod(
  deployment: FrozenDeployment,
  invocation: TestInvocation,
  surroundings: TestSurroundings,
): Promise<TestInvokeAnswer> {
  const exchange = exchangeOf(deployment, invocation, surroundings);
  const response = await settle(
    exchange,
    () => runMethod(exchange),
    (_exchange, { status, headers, body }) => ({ status, headers, body }),
  );
  return answerOf(exchange, response);
}

function exchangeOf(
  deployment: FrozenDeployment,
  invocation: TestInvocation,
  { world, backends, seed = 0 }: TestSurroundings,
): LiveExchange {
  const route = routeOf(deployment, invocation);
  const request = requestOf(invocation);
  const variables = invocation.stageVariables ?? {};
  const stage = testStage(variables);
  const exchange = new LiveExchange({
    request,
    ids: new RequestIdSequence(seed).next(),
    state: new StageState(stage, world.clock, new UsageMeters(world.clock)),
    stage,
    world,
    backends,
    deployment,
    isCanary: false,
    stageVariables: variables,
  });
  exchange.frozenRoute = route;
  exchange.apiKey = TEST_KEY;
  exchange.credentials = rootOf(deployment.snapshot.identity);
  exchange.pathParameters = pathParametersOf(route, request.path);
  return exchange;
}

/** Who tests is the account itself: nobody in particular calls the API here. */
function rootOf({ partition, accountId }: ApiIdentity): LocalCredentials {
  const arn = `arn:${partition}:iam::${accountId}:root`;
  return { secretAccessKey: '', arn, accountId, userId: accountId, policies: [] };
}

function routeOf(
  { snapshot, router }: FrozenDeployment,
  { resource, method }: TestInvocation,
): FrozenRoute {
  if (!snapshot.api.resources.some(({ path }) => path === resource)) {
    throw new TestInvokeError('Invalid Resource identifier specified');
  }
  const route = router.routes.find(
    ({ model }) => model.path === resource && model.method === method.toUpperCase(),
  );
  if (route === undefined) throw new TestInvokeError('Invalid Method identifier specified');
  return route;
}

function requestOf({
  resource,
  method,
  pathWithQueryString,
  headers,
  body,
}: TestInvocation): GatewayRequest {
  const [path = resource, ...query] = (pathWithQueryString || resource).split('?');
  return {
    method: method.toUpperCase(),
    path,
    fullPath: path,
    query: query.join('?'),
    headers: (headers ?? []).filter(isHeard),
    body: Buffer.from(body ?? ''),
    source: { ip: 'test-invoke-source-ip' },
    domainName: 'testPrefix.testDomainName',
    protocol: 'HTTP/1.1',
  };
}

/**
 * A test goes by `application/json`, whatever other content type it names.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function isHeard([name, value]: HeaderPair): boolean {
  return name.toLowerCase() !== 'content-type' || mediaTypeOf(value) === DEFAULT_MEDIA_TYPE;
}

/** A path that does not fit the resource gives no path parameters. */
function pathParametersOf({ model }: FrozenRoute, path: string): ReadonlyMap<string, string> {
  const router = createRouter([model], () => true);
  return router.find(path, model.method)?.pathParameters ?? new Map();
}

function testStage(variables: Readonly<Record<string, string>>): StageSettings {
  return {
    name: TEST_STAGE,
    variables,
    methodSettings: [],
    tracingEnabled: false,
    cacheClusterEnabled: false,
  };
}

function answerOf(exchange: LiveExchange, response: GatewayResponse): TestInvokeAnswer {
  const errorType = errorTypeOf(exchange);
  const headers: readonly HeaderPair[] =
    errorType === undefined
      ? response.headers
      : [['x-amzn-ErrorType', errorType], ...response.headers];
  const lists = new Map<string, string[]>();
  for (const [name, value] of headers) lists.set(name, [...(lists.get(name) ?? []), value]);
  return {
    status: response.status,
    body: response.body instanceof Uint8Array ? Buffer.from(response.body).toString() : '',
    headers: Object.fromEntries(headers),
    multiValueHeaders: Object.fromEntries(lists),
    log: logOf(exchange),
    latency: exchange.world.clock.now() - exchange.startedAt,
  };
}

function logOf(exchange: LiveExchange): string {
  const time = javaDate(exchange.startedAt);
  const lines = exchange.log.lines().map((line) => `${time} : ${line}\n`);
  return `Execution log for request ${exchange.requestId}\n${lines.join('')}`;
}
