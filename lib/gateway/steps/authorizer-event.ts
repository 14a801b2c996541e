import type { LiveExchange } from '../live-exchange';

type Lists = Readonly<Record<string, readonly string[]>>;

/** Headers whose names the service spells its own way. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['authorization', 'Authorization'],
  ['user-agent', 'User-Agent'],
]);

/**
 * The event of a Lambda authorizer of type REQUEST.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function requestAuthorizerEvent(exchange: LiveExchange): Readonly<Record<string, unknown>> {
  const { request, route } = exchange;
  const headers = headerLists(exchange);
  const query = Object.fromEntries(exchange.query);
  return {
    type: 'REQUEST',
    methodArn: exchange.methodArn,
    resource: route.path,
    path: request.path,
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: lastOf(query),
    multiValueQueryStringParameters: query,
    pathParameters: Object.fromEntries(exchange.pathParameters),
    stageVariables: exchange.stageVariables,
    requestContext: exchange.proxyRequestContext(),
  };
}

function headerLists({ request, traceId }: LiveExchange): Lists {
  const lists = new Map<string, string[]>();
  for (const [name, value] of request.headers) add(lists, name, value);
  if (![...lists.keys()].some((name) => name.toLowerCase() === 'x-amzn-trace-id')) {
    add(lists, 'X-Amzn-Trace-Id', traceId);
  }
  add(lists, 'X-Forwarded-For', request.source.ip);
  add(lists, 'X-Forwarded-Port', '443');
  add(lists, 'X-Forwarded-Proto', 'https');
  return Object.fromEntries(lists);
}

function add(lists: Map<string, string[]>, name: string, value: string): void {
  const spelled = SPELLINGS.get(name.toLowerCase()) ?? name;
  const values = lists.get(spelled);
  if (values === undefined) lists.set(spelled, [value]);
  else values.push(value);
}

function lastOf(lists: Lists): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? '']),
  );
}
