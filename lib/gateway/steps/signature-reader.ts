import { createHash } from 'node:crypto';
import type { LiveExchange } from '../live-exchange';

/** Where and when a signature is good. */
export interface CredentialScope {
  /** `20260101` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** The signature of a request, read but not verified. */
export interface RequestSignature {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** Names in lower case, as the signer listed them. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260101T000000Z` */
  readonly date: string;
  /** Seconds for which a presigned address is good. */
  readonly expiresSeconds?: number;
  readonly sessionToken: string | undefined;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const PARTS = ['Credential', 'Signature', 'SignedHeaders'];
const DATE = /^\d{8}T\d{6}Z$/;

/** Longest life of a presigned address: seven days. */
const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Reads the signature of a request.
 *
 * @returns undefined when the request is not signed, a text when the signature lacks something
 */
export function readSignature(exchange: LiveExchange): RequestSignature | string | undefined {
  const header = exchange.headerValues('authorization')[0];
  if (header !== undefined) {
    return authorizationHeaderFault(exchange) ?? fromHeader(header, exchange);
  }
  return exchange.query.has('X-Amz-Signature') ? fromQuery(exchange) : undefined;
}

/** What is wrong with an `Authorization` header that should be a signature. */
export function authorizationHeaderFault(exchange: LiveExchange): string | undefined {
  const header = exchange.headerValues('authorization')[0];
  if (header === undefined) return undefined;
  const parts = partsOf(header);
  if (parts === undefined) {
    return `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${digestOf(header)}'.`;
  }
  const missing = PARTS.filter((part) => !parts.has(part)).map(
    (part) => `Authorization header requires '${part}' parameter. `,
  );
  if (dateOf(exchange) === undefined) {
    missing.push(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
    );
  }
  if (missing.length === 0) return undefined;
  return `${missing.join('')}(Hashed with SHA-256 and encoded with Base64) Authorization=${digestOf(header)}`;
}

/** The `key=value` pairs after the scheme; undefined when one of them is no pair. */
function partsOf(header: string): ReadonlyMap<string, string> | undefined {
  const blank = header.trim().indexOf(' ');
  const parts = new Map<string, string>();
  if (blank < 0) return parts;
  for (const pair of header
    .trim()
    .slice(blank + 1)
    .split(',')) {
    const equals = pair.indexOf('=');
    if (equals < 0) return undefined;
    parts.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  return parts;
}

function dateOf(exchange: LiveExchange): string | undefined {
  const given = exchange.headerValues('x-amz-date')[0];
  if (given !== undefined) return given;
  const date = Date.parse(exchange.headerValues('date')[0] ?? '');
  return Number.isNaN(date) ? undefined : new Date(date).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function fromHeader(header: string, exchange: LiveExchange): RequestSignature | string {
  const parts = partsOf(header);
  if (!header.trim().startsWith(`${ALGORITHM} `)) {
    return `Unsupported AWS 'algorithm': '${header.trim().split(' ')[0]}'.`;
  }
  return assemble({
    credential: parts?.get('Credential') ?? '',
    signedHeaders: parts?.get('SignedHeaders') ?? '',
    signature: parts?.get('Signature') ?? '',
    date: dateOf(exchange) ?? '',
    sessionToken: exchange.headerValues('x-amz-security-token')[0],
  });
}

function fromQuery({ query }: LiveExchange): RequestSignature | string {
  const value = (name: string) => query.get(name)?.[0] ?? '';
  if (value('X-Amz-Algorithm') !== ALGORITHM) {
    return `AWS query-string parameters must include 'X-Amz-Algorithm' with value '${ALGORITHM}'.`;
  }
  const expiresSeconds = Number(value('X-Amz-Expires') || Number.NaN);
  if (!(expiresSeconds >= 1 && expiresSeconds <= MAX_EXPIRES_SECONDS)) {
    return `X-Amz-Expires must be a number of seconds from 1 to ${MAX_EXPIRES_SECONDS}.`;
  }
  const read = assemble({
    credential: value('X-Amz-Credential'),
    signedHeaders: value('X-Amz-SignedHeaders'),
    signature: value('X-Amz-Signature'),
    date: value('X-Amz-Date'),
    sessionToken: query.get('X-Amz-Security-Token')?.[0],
  });
  return typeof read === 'string' ? read : { ...read, expiresSeconds };
}

interface SignatureTexts {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  readonly sessionToken: string | undefined;
}

function assemble(texts: SignatureTexts): RequestSignature | string {
  const [accessKeyId, date, region, service, end, ...more] = texts.credential.split('/');
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || more.length > 0) {
    return `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${texts.credential}'`;
  }
  if (!DATE.test(texts.date)) {
    return `Date must be in ISO-8601 'basic format'. Got '${texts.date}'. See http://en.wikipedia.org/wiki/ISO_8601`;
  }
  const signedHeaders = texts.signedHeaders.toLowerCase().split(';');
  if (!signedHeaders.includes('host')) {
    return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
  }
  const { signature, sessionToken } = texts;
  const scope = { date, region, service };
  return { accessKeyId, scope, signedHeaders, signature, date: texts.date, sessionToken };
}

function digestOf(header: string): string {
  return createHash('sha256').update(header).digest('base64');
}
