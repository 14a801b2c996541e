const PREFIX = 'x-amzn-Remapped-';

/**
 * Headers that are the gateway's own: an endpoint's value for one of them goes to the client under
 * another name.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const REMAPPED: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
  'x-amzn-requestid',
]);

/**
 * The name under which a client sees a header of an integration's answer.
 *
 * @returns undefined when the client does not see it
 */
export function clientHeaderName(name: string): string | undefined {
  const known = name.toLowerCase();
  if (known === 'transfer-encoding') return undefined;
  return REMAPPED.has(known) ? `${PREFIX}${name}` : name;
}
