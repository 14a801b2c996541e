import { getOrCreate } from '../../model/value';
import { FRONT_DOOR_HEADERS, noteSent, spellingOf } from '../integration/method-headers';
import type { LiveExchange } from '../live-exchange';
import { presentedKey } from './api-key';

type Lists = Readonly<Record<string, readonly string[]>>;

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
    requestContext: requestContext(exchange),
  };
}

/** A key that the method requires is known before the authorizer is asked, and checked after it. */
function requestContext(exchange: LiveExchange): Readonly<Record<string, unknown>> {
  const context = exchange.proxyRequestContext();
  const key = presentedKey(exchange);
  if (key === undefined) return context;
  const identity = context['identity'] as Readonly<Record<string, unknown>>;
  return { ...context, identity: { ...identity, apiKey: key.value, apiKeyId: key.id } };
}

/** All headers that were sent, and those of the front door. */
function headerLists(exchange: LiveExchange): Lists {
  const lists = new Map<string, string[]>();
  const shaped = new Map<string, string>();
  for (const [sent, value] of exchange.request.headers) {
    const name = spellingOf(sent) ?? sent;
    if (FRONT_DOOR_HEADERS.has(name)) noteSent(shaped, name, value);
    else getOrCreate(lists, name, () => []).push(value);
  }
  for (const [name, write] of FRONT_DOOR_HEADERS) {
    lists.set(name, [write(exchange, shaped.get(name))]);
  }
  return Object.fromEntries(lists);
}

function lastOf(lists: Lists): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? '']),
  );
}
