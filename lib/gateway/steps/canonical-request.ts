import { createHash, createHmac } from 'node:crypto';
import { headerValues } from '../headers';
import { decodeQueryText } from '../query';
import type { GatewayRequest } from '../request';
import type { CredentialScope } from './signature-reader';

/** Parts of a request that its signature is made of. */
export type SignedRequest = Pick<
  GatewayRequest,
  'method' | 'sentMethod' | 'fullPath' | 'query' | 'headers' | 'body' | 'domainName'
>;

/**
 * The canonical form of a request, of which the signature is made.
 *
 * @param signedHeaders names in lower case
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const names = [...signedHeaders].sort();
  return [
    request.sentMethod ?? request.method,
    canonicalPath(request.fullPath),
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${canonicalHeader(request, name)}`),
    '',
    names.join(';'),
    createHash('sha256').update(request.body).digest('hex'),
  ].join('\n');
}

/** The text that is signed. */
export function stringToSign(
  { date, scope }: { readonly date: string; readonly scope: CredentialScope },
  canonical: string,
): string {
  return [
    'AWS4-HMAC-SHA256',
    date,
    `${scope.date}/${scope.region}/${scope.service}/aws4_request`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
}

/** The signature of a text, in hex. */
export function signatureOf(secret: string, scope: CredentialScope, text: string): string {
  const key = [scope.date, scope.region, scope.service, 'aws4_request'].reduce<string | Buffer>(
    (parent, part) => hmac(parent, part),
    `AWS4${secret}`,
  );
  return hmac(key, text).toString('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** What was sent percent-encoded is encoded once more, after `.`, `..` and `//` are resolved. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  const slash = path.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${slash}`;
}

function canonicalQuery(query: string): string {
  const pairs: [string, string][] = [];
  for (const part of query.split('&')) {
    const [name = '', ...value] = part.split('=');
    if (part === '' || name === 'X-Amz-Signature') continue;
    pairs.push([encode(decodeQueryText(name)), encode(decodeQueryText(value.join('=')))]);
  }
  return pairs
    .sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function canonicalHeader({ headers, domainName }: SignedRequest, name: string): string {
  const values = headerValues(headers, name);
  if (values.length === 0) return name === 'host' ? domainName : '';
  return values.map((value) => value.trim().replace(/ +/g, ' ')).join(',');
}

/** All but letters, digits and `-._~`; half a surrogate pair, which no request has, becomes `?`. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?')).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
