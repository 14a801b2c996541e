/** An operation over HTTP. */
interface ControlPlaneRoute {
  readonly method: string;
  /** Parts of the path; a part in braces is a member of the input. */
  readonly path: readonly string[];
  readonly operation: string;
  /** Status of an answer that is no error. */
  readonly status: number;
}

/** A request that an operation answers. */
export interface RoutedRequest {
  readonly operation: string;
  readonly status: number;
  /** Members of the input that the path has. */
  readonly parameters: Readonly<Record<string, string>>;
}

const API = '/restapis/{restApiId}';
const METHOD = `${API}/resources/{resourceId}/methods/{httpMethod}`;
const STAGE = `${API}/stages/{stageName}`;
const DEPLOYMENT = `${API}/deployments/{deploymentId}`;
const PLAN = '/usageplans/{usagePlanId}';
const DOMAIN = '/domainnames/{domainName}';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
const ROUTES: readonly ControlPlaneRoute[] = [
  route('GET', '/restapis', 'GetRestApis'),
  route('GET', API, 'GetRestApi'),
  route('GET', `${API}/resources`, 'GetResources'),
  route('GET', `${API}/resources/{resourceId}`, 'GetResource'),
  route('GET', METHOD, 'GetMethod'),
  route('POST', METHOD, 'TestInvokeMethod'),
  route('GET', `${METHOD}/responses/{statusCode}`, 'GetMethodResponse'),
  route('GET', `${METHOD}/integration`, 'GetIntegration'),
  route('GET', `${METHOD}/integration/responses/{statusCode}`, 'GetIntegrationResponse'),
  route('GET', `${API}/models`, 'GetModels'),
  route('GET', `${API}/models/{modelName}`, 'GetModel'),
  route('GET', `${API}/authorizers`, 'GetAuthorizers'),
  route('GET', `${API}/authorizers/{authorizerId}`, 'GetAuthorizer'),
  route('GET', `${API}/requestvalidators`, 'GetRequestValidators'),
  route('GET', `${API}/requestvalidators/{requestValidatorId}`, 'GetRequestValidator'),
  route('GET', `${API}/gatewayresponses`, 'GetGatewayResponses'),
  route('GET', `${API}/gatewayresponses/{responseType}`, 'GetGatewayResponse'),
  route('GET', `${API}/stages`, 'GetStages'),
  route('POST', `${API}/stages`, 'CreateStage', 201),
  route('GET', STAGE, 'GetStage'),
  route('PATCH', STAGE, 'UpdateStage'),
  route('DELETE', STAGE, 'DeleteStage', 202),
  route('DELETE', `${STAGE}/cache/data`, 'FlushStageCache', 202),
  route('DELETE', `${STAGE}/cache/authorizers`, 'FlushStageAuthorizersCache', 202),
  route('GET', `${STAGE}/exports/{exportType}`, 'GetExport'),
  route('GET', `${API}/deployments`, 'GetDeployments'),
  route('POST', `${API}/deployments`, 'CreateDeployment', 201),
  route('GET', DEPLOYMENT, 'GetDeployment'),
  route('PATCH', DEPLOYMENT, 'UpdateDeployment'),
  route('DELETE', DEPLOYMENT, 'DeleteDeployment', 202),
  route('GET', '/usageplans', 'GetUsagePlans'),
  route('GET', PLAN, 'GetUsagePlan'),
  route('PATCH', PLAN, 'UpdateUsagePlan'),
  route('GET', `${PLAN}/usage`, 'GetUsage'),
  route('PATCH', `${PLAN}/keys/{keyId}/usage`, 'UpdateUsage'),
  route('GET', `${PLAN}/keys`, 'GetUsagePlanKeys'),
  route('GET', '/apikeys', 'GetApiKeys'),
  route('GET', '/apikeys/{apiKey}', 'GetApiKey'),
  route('GET', '/domainnames', 'GetDomainNames'),
  route('GET', DOMAIN, 'GetDomainName'),
  route('GET', `${DOMAIN}/basepathmappings`, 'GetBasePathMappings'),
  route('GET', '/account', 'GetAccount'),
];

function route(method: string, path: string, operation: string, status = 200): ControlPlaneRoute {
  return { method, path: path.split('/').slice(1), operation, status };
}

/**
 * Finds the operation that a request means.
 *
 * @param path percent-encoded, without the query
 * @throws URIError for a path that is not encoded as it should be
 */
export function routeRequest(method: string, path: string): RoutedRequest | undefined {
  const parts = path.replace(/\/+$/, '').split('/').slice(1).map(decodeURIComponent);
  const found = ROUTES.find((candidate) => candidate.method === method && fits(candidate, parts));
  if (found === undefined) return undefined;
  const named = found.path.flatMap((part, index) =>
    isParameter(part) ? [[part.slice(1, -1), parts[index] ?? ''] as const] : [],
  );
  const { operation, status } = found;
  return { operation, status, parameters: Object.fromEntries(named) };
}

function fits({ path }: ControlPlaneRoute, parts: readonly string[]): boolean {
  if (path.length !== parts.length) return false;
  return path.every((part, index) => isParameter(part) || part === parts[index]);
}

function isParameter(part: string): boolean {
  return part.startsWith('{');
}

/** Query parameters that the input has under other names. */
const QUERY_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GetApiKeys: { name: 'nameQuery' },
  GetUsagePlanKeys: { name: 'nameQuery' },
};

/** Query parameters as members of the input; `embed` is a list. */
export function queryInput(operation: string, query: URLSearchParams): Record<string, unknown> {
  if (operation === 'GetExport') return { parameters: Object.fromEntries(query) };
  const names = QUERY_NAMES[operation] ?? {};
  const entries = [...query].map(([name, value]) => [
    Object.hasOwn(names, name) ? names[name] : name,
    name === 'embed' ? query.getAll('embed') : value,
  ]);
  return Object.fromEntries(entries);
}

/**
 * An answer as it goes over the wire: lists are called `item`, usage is called `values`, times are
 * seconds since 1970.
 */
export function wireOutput(output: unknown): unknown {
  const wire = withSeconds(output);
  if (typeof wire !== 'object' || wire === null || !('items' in wire)) return wire;
  const { items, ...rest } = wire;
  return { ...rest, [Array.isArray(items) ? 'item' : 'values']: items };
}

function withSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withSeconds(member)]),
  );
}
