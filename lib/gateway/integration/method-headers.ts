import type { Exchange } from '../exchange';
import type { HeaderPair } from '../request';

/** Stage of `TestInvokeMethod`, which no front door stands in front of. */
const TEST_INVOKE_STAGE = 'test-invoke-stage';

/**
 * How the front door hands headers of a client on: under the name given here, or not at all. All
 * others keep the case in which they came.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const HANDED_ON: ReadonlyMap<string, string | undefined> = new Map([
  ['connection', undefined],
  ['content-length', undefined],
  ['content-md5', undefined],
  ['expect', undefined],
  ['max-forwards', undefined],
  ['proxy-authenticate', undefined],
  ['server', undefined],
  ['te', undefined],
  ['trailer', undefined],
  ['transfer-encoding', undefined],
  ['upgrade', undefined],
  ['www-authenticate', undefined],
  ['authorization', 'Authorization'],
  ['user-agent', 'User-Agent'],
  ['host', 'Host'],
  ['x-amzn-trace-id', 'X-Amzn-Trace-Id'],
  ['x-forwarded-for', 'X-Forwarded-For'],
  ['x-forwarded-port', 'X-Forwarded-Port'],
  ['x-forwarded-proto', 'X-Forwarded-Proto'],
]);

/** Headers that the front door adds, or adds to. */
export const FRONT_DOOR_HEADERS: ReadonlyMap<
  string,
  (exchange: Exchange, sent?: string) => string
> = new Map([
  ['Host', ({ request }, sent = request.domainName) => sent],
  ['X-Amzn-Trace-Id', ({ traceId }, sent) => (sent?.includes(traceId) ? sent : traceId)],
  ['X-Forwarded-For', ({ request: { source } }, sent) => (sent ? `${sent}, ` : '') + source.ip],
  ['X-Forwarded-Port', (_exchange, sent = '443') => sent],
  ['X-Forwarded-Proto', (_exchange, sent = 'https') => sent],
]);

/** The headers of a request behind the front door: what mappings, events and proxies see. */
export function methodHeaders(exchange: Exchange): readonly HeaderPair[] {
  const headers: HeaderPair[] = [];
  const shaped = new Map<string, string>();
  const testing = exchange.stage.name === TEST_INVOKE_STAGE;
  for (const pair of exchange.request.headers) {
    const known = pair[0].toLowerCase();
    if (!HANDED_ON.has(known)) headers.push(pair);
    else handOn(exchange, HANDED_ON.get(known), pair[1], testing ? undefined : shaped, headers);
  }
  if (testing) return headers;
  for (const [name, write] of FRONT_DOOR_HEADERS) {
    headers.push([name, write(exchange, shaped.get(name))]);
  }
  return headers;
}

function handOn(
  { route }: Exchange,
  name: string | undefined,
  value: string,
  shaped: Map<string, string> | undefined,
  headers: HeaderPair[],
): void {
  if (name === undefined) return;
  if (name === 'Authorization' && isSigned(route.authorizationType, value)) return;
  if (shaped === undefined || !FRONT_DOOR_HEADERS.has(name)) headers.push([name, value]);
  else noteSent(shaped, name, value);
}

/** Notes what a client sent of a header of the front door: of a list all, of others the last. */
export function noteSent(shaped: Map<string, string>, name: string, value: string): void {
  const before = name === 'X-Forwarded-For' ? shaped.get(name) : undefined;
  shaped.set(name, before === undefined ? value : `${before}, ${value}`);
}

/** The name under which the front door hands a header on; undefined: it does not spell it its own way. */
export function spellingOf(name: string): string | undefined {
  return HANDED_ON.get(name.toLowerCase());
}

// A signature is the gateway's business: it does not go on.
function isSigned(authorizationType: unknown, authorization: string): boolean {
  return authorizationType === 'AWS_IAM' || authorization.startsWith('AWS4-');
}
