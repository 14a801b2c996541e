import { createHash, timingSafeEqual } from 'node:crypto';
import { type CompiledPolicy, compileUnread } from '../../policy';
import type { LiveExchange } from '../live-exchange';
import { Refusal } from '../refusal';
import type { LocalCredentials } from '../stage-runtime';
import { canonicalRequest, signatureOf, stringToSign } from './canonical-request';
import { authorizationHeaderFault, type RequestSignature, readSignature } from './signature-reader';

/** Minutes by which the clock of a signer may be off. */
const SKEW_MINUTES = 5;
const MINUTE_MS = 60_000;

/** Name of the service in a credential scope. */
const SERVICE = 'execute-api';

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const UNKNOWN_TOKEN = 'The security token included in the request is invalid.';

/**
 * Verifies the signature of a request (Signature Version 4, in the header or in the query) and
 * finds out whose credentials made it.
 *
 * @throws Refusal when the request is not signed, not signed well, or by nobody that is known
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(exchange: LiveExchange): undefined {
  const signature = readSignature(exchange);
  if (signature === undefined) {
    throw new Refusal('MISSING_AUTHENTICATION_TOKEN', { message: 'Missing Authentication Token' });
  }
  if (typeof signature === 'string') throw incompleteSignature(signature);
  const credentials = exchange.world.credentials(signature.accessKeyId);
  if (credentials === undefined || credentials.sessionToken !== signature.sessionToken) {
    throw invalid(UNKNOWN_TOKEN, 'UnrecognizedClientException');
  }
  checkScope(signature, exchange);
  checkTime(signature, exchange.startedAt);
  checkSignature(signature, exchange, credentials);
  exchange.caller = {
    type: 'aws',
    arn: credentials.arn,
    ...(credentials.roleArn === undefined ? {} : { roleArn: credentials.roleArn }),
  };
  exchange.credentials = credentials;
  exchange.accessKeyId = signature.accessKeyId;
  exchange.callerPolicies = policiesOf(credentials);
  exchange.authorizer = { kind: 'iam', context: {} };
  exchange.trace.decide('authorizer', 'verified', { caller: credentials.arn });
}

/** The refusal of an `Authorization` header that is no signature; undefined if it may be one. */
export function refuseBadAuthorization(exchange: LiveExchange): Refusal | undefined {
  const fault = authorizationHeaderFault(exchange);
  return fault === undefined ? undefined : incompleteSignature(fault);
}

function incompleteSignature(message: string): Refusal {
  return new Refusal('DEFAULT_4XX', {
    status: 403,
    message,
    errorType: 'IncompleteSignatureException',
  });
}

function invalid(message: string, errorType = 'InvalidSignatureException'): Refusal {
  return new Refusal('INVALID_SIGNATURE', { message, errorType });
}

function checkScope({ date, scope }: RequestSignature, { snapshot }: LiveExchange): void {
  const { region } = snapshot.identity;
  const faults = [
    scope.region === region
      ? ''
      : `Credential should be scoped to a valid region, not '${scope.region}'. `,
    scope.service === SERVICE
      ? ''
      : `Credential should be scoped to correct service: '${SERVICE}'. `,
    date.startsWith(scope.date)
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${date.slice(0, 8)}', from '${date}'. `,
  ].join('');
  if (faults !== '') throw invalid(faults);
}

function checkTime({ date, expiresSeconds }: RequestSignature, now: number): void {
  const signedAt = timeOf(date);
  const earliest = now - SKEW_MINUTES * MINUTE_MS;
  const latest = now + SKEW_MINUTES * MINUTE_MS;
  if (signedAt > latest) {
    throw invalid(
      `Signature not yet current: ${date} is still later than ${basicDate(latest)} (${basicDate(now)} + ${SKEW_MINUTES} min.)`,
    );
  }
  const validUntil = expiresSeconds === undefined ? undefined : signedAt + expiresSeconds * 1000;
  if (validUntil === undefined ? signedAt < earliest : validUntil < now) {
    throw invalid(
      validUntil === undefined
        ? `Signature expired: ${date} is now earlier than ${basicDate(earliest)} (${basicDate(now)} - ${SKEW_MINUTES} min.)`
        : `Signature expired: ${basicDate(validUntil)} is now earlier than ${basicDate(now)}`,
    );
  }
}

function checkSignature(
  signature: RequestSignature,
  exchange: LiveExchange,
  { secretAccessKey }: LocalCredentials,
): void {
  const canonical = canonicalRequest(exchange.request, signature.signedHeaders);
  const text = stringToSign(signature, canonical);
  const expected = signatureOf(secretAccessKey, signature.scope, text);
  if (sameText(expected, signature.signature)) return;
  exchange.trace.decide('authorizer', 'signature does not match', {
    canonical,
    stringToSign: text,
  });
  throw invalid(mismatch(canonical, text));
}

/** The service tells the signer what it would have signed. */
function mismatch(canonical: string, text: string): string {
  return `${MISMATCH}\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${text}'\n`;
}

function sameText(expected: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

const compiled = new WeakMap<LocalCredentials, readonly CompiledPolicy[]>();

function policiesOf(credentials: LocalCredentials): readonly CompiledPolicy[] {
  const known = compiled.get(credentials);
  if (known !== undefined) return known;
  const policies = credentials.policies.map((policy) =>
    compileUnread(policy, { attachedTo: 'identity' }),
  );
  compiled.set(credentials, policies);
  return policies;
}

/** `20260101T000000Z` in milliseconds since 1970. */
function timeOf(date: string): number {
  return Date.parse(
    date.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
}

function basicDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
