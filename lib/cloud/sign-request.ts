import type { GatewayRequest, HeaderPair } from '../gateway';
import { headerValues } from '../gateway/headers';
import { canonicalRequest, signatureOf, stringToSign } from '../gateway/steps/canonical-request';
import type { CallerCredentials } from './identities';

/** What is signed beside the host and the headers of the signature itself. */
const SIGNED_IF_PRESENT = ['content-type'];

/**
 * The request with a signature (Signature Version 4) in its headers.
 *
 * @param now - milliseconds since 1970
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signRequest(
  request: GatewayRequest,
  credentials: CallerCredentials,
  region: string,
  now: number,
): GatewayRequest {
  const date = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = { date: date.slice(0, 8), region, service: 'execute-api' };
  const headers = [...request.headers, ...dateAndToken(date, credentials)];
  const signed = { ...request, headers };
  const present = SIGNED_IF_PRESENT.filter((name) => headerValues(headers, name).length > 0);
  const added = credentials.sessionToken === undefined ? [] : ['x-amz-security-token'];
  const names = [...present, 'host', 'x-amz-date', ...added];
  const text = stringToSign({ date, scope }, canonicalRequest(signed, names));
  const credential = `${credentials.accessKeyId}/${scope.date}/${region}/${scope.service}/aws4_request`;
  const signature = signatureOf(credentials.secretAccessKey, scope, text);
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...request, headers: [...headers, ['Authorization', authorization]] };
}

function dateAndToken(date: string, { sessionToken }: CallerCredentials): HeaderPair[] {
  const dated: HeaderPair = ['X-Amz-Date', date];
  return sessionToken === undefined ? [dated] : [dated, ['X-Amz-Security-Token', sessionToken]];
}
