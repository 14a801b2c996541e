import type { BackendAnswer, ServiceCall } from '../../../gateway/backends';
import type { HeaderPair } from '../../../gateway/request';
import { backendAnswer } from '../../http';
import type { CalledAction, Members } from '../decoded-call';
import { ServiceError } from '../service-error';
import { header, pathText, queryText, type WireProtocol } from './wire-protocol';
import { element } from './xml';

/** Members of a request or of an answer that travel as headers. */
const HEADERS: Readonly<Record<string, string>> = {
  CacheControl: 'Cache-Control',
  ContentDisposition: 'Content-Disposition',
  ContentEncoding: 'Content-Encoding',
  ContentLanguage: 'Content-Language',
  ContentType: 'Content-Type',
  CopySource: 'x-amz-copy-source',
  ETag: 'ETag',
  Expires: 'Expires',
  IfMatch: 'If-Match',
  IfNoneMatch: 'If-None-Match',
  LastModified: 'Last-Modified',
  Range: 'Range',
  ServerSideEncryption: 'x-amz-server-side-encryption',
  StorageClass: 'x-amz-storage-class',
  VersionId: 'x-amz-version-id',
};
const METADATA = 'x-amz-meta-';

/** Query parameter by which the AWS SDK says the operation. */
const OPERATION = 'x-id';

/** Query parameters of a presigned URL. */
const SIGNED =
  /^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token|Content-Sha256)$/i;

/** Actions by method, for an object, a bucket, and the service. */
const ACTIONS: Readonly<Record<'object' | 'bucket' | 'service', Readonly<Record<string, string>>>> =
  {
    object: {
      GET: 'GetObject',
      HEAD: 'HeadObject',
      PUT: 'PutObject',
      DELETE: 'DeleteObject',
    },
    bucket: {
      GET: 'ListObjects',
      HEAD: 'HeadBucket',
      PUT: 'CreateBucket',
      DELETE: 'DeleteBucket',
    },
    service: { GET: 'ListBuckets' },
  };

/** Elements that answers are in, where they are not named after the action. */
const ROOTS: Readonly<Record<string, string>> = {
  ListBuckets: 'ListAllMyBucketsResult',
  ListObjects: 'ListBucketResult',
  ListObjectsV2: 'ListBucketResult',
};

const NO_CONTENT = new Set(['DeleteObject', 'DeleteBucket']);
const NAMESPACE = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * The REST protocol of Amazon S3: method and path say the action, headers and query string its
 * parameters, and the bytes of an object are the body.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
 */
export const S3_PROTOCOL: WireProtocol = {
  decode,
  encode: (_call, action, output, requestId) => {
    const { Body, Metadata, ...members } = output;
    const headers = [...headersOf(members), ...metadataOf(Metadata), idHeader(requestId)];
    const status = NO_CONTENT.has(action) ? 204 : 200;
    if (isBody(Body)) return backendAnswer({ status, headers, body: Body });
    const rest = Object.entries(members).filter(([name]) => !Object.hasOwn(HEADERS, name));
    if (rest.length === 0) return backendAnswer({ status, headers });
    return xmlAnswer(status, ROOTS[action] ?? `${action}Result`, Object.fromEntries(rest), headers);
  },
  encodeError: (call, { code, message, status }, requestId) => {
    const content = { Code: code, Message: message, Key: keyOf(call), RequestId: requestId };
    const xml = element('Error', content, 'flat');
    const headers = { 'x-amz-request-id': requestId, 'Content-Type': 'application/xml' };
    return backendAnswer({ status, headers, body: PROLOG + xml });
  },
};

function decode(call: ServiceCall): CalledAction {
  const { request } = call;
  const { bucket, key } = locationOf(call);
  const level = key ? 'object' : bucket ? 'bucket' : 'service';
  const { [OPERATION]: named, ...query } = unsignedQuery(call);
  const usual = ACTIONS[level][request.method.toUpperCase()];
  const action = call.action ?? named ?? refined(usual, call, query);
  if (action === undefined) {
    const text = `no action of S3 is ${request.method} ${pathText(call)}`;
    throw new ServiceError('MethodNotAllowed', text, 405);
  }
  const input = {
    ...(bucket ? { Bucket: bucket } : {}),
    ...(key ? { Key: key } : {}),
    ...query,
    ...membersOf(request.headers),
    ...(request.body.length > 0 || action === 'PutObject' ? { Body: request.body } : {}),
  };
  return { action, input };
}

/** Parameters of the query string, without those of a presigned URL. */
function unsignedQuery(call: ServiceCall): Readonly<Record<string, string>> {
  const parameters = [...new URLSearchParams(queryText(call))];
  return Object.fromEntries(parameters.filter(([name]) => !SIGNED.test(name)));
}

/** The actions that a header or a query parameter tells from another. */
function refined(
  action: string | undefined,
  call: ServiceCall,
  query: Members,
): string | undefined {
  if (action === 'ListObjects' && query['list-type'] === '2') return 'ListObjectsV2';
  if (action === 'PutObject' && header(call, 'x-amz-copy-source') !== undefined)
    return 'CopyObject';
  return action;
}

/** `/bucket/key`, or the key alone where the host names the bucket. */
function locationOf(call: ServiceCall): { readonly bucket: string; readonly key: string } {
  const path = pathText(call).slice(1);
  const host = /^[a-z]+:\/\/([^/?]*)/i.exec(call.request.url)?.[1] ?? '';
  const [, bucketOfHost] = /^(.+)\.s3[.-]/.exec(host) ?? [];
  if (bucketOfHost !== undefined) return { bucket: bucketOfHost, key: decoded(path) };
  const at = path.indexOf('/');
  if (at < 0) return { bucket: decoded(path), key: '' };
  return { bucket: decoded(path.slice(0, at)), key: decoded(path.slice(at + 1)) };
}

function keyOf(call: ServiceCall): string | undefined {
  return locationOf(call).key || undefined;
}

/** A text with a percent sign that stands for itself is left as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function membersOf(headers: readonly HeaderPair[]): Members {
  const metadata: Record<string, string> = {};
  const members: Record<string, unknown> = {};
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const member = Object.keys(HEADERS).find((one) => HEADERS[one]?.toLowerCase() === lower);
    if (member) members[member] = value;
    if (lower.startsWith(METADATA)) metadata[lower.slice(METADATA.length)] = value;
  }
  return Object.keys(metadata).length > 0 ? { ...members, Metadata: metadata } : members;
}

function headersOf(members: Members): HeaderPair[] {
  return Object.entries(members).flatMap(([member, value]) => {
    const name = Object.hasOwn(HEADERS, member) ? HEADERS[member] : undefined;
    if (name === undefined || value === undefined) return [];
    return [[name, value instanceof Date ? value.toUTCString() : String(value)]];
  });
}

function metadataOf(metadata: unknown): HeaderPair[] {
  return Object.entries(metadata ?? {}).map(([name, value]) => [METADATA + name, String(value)]);
}

function idHeader(requestId: string): HeaderPair {
  return ['x-amz-request-id', requestId];
}

function isBody(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || ArrayBuffer.isView(value);
}

function xmlAnswer(
  status: number,
  root: string,
  content: Members,
  headers: readonly HeaderPair[],
): BackendAnswer {
  const body = PROLOG + element(root, content, 'flat', NAMESPACE);
  return backendAnswer({
    status,
    headers: [...headers, ['Content-Type', 'application/xml']],
    body,
  });
}
