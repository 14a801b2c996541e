import { headerOf, type LoopbackRequest } from './loopback-server';

/** What the signature of a request says. */
export interface CallScope {
  /** Name that the request is signed for: `dynamodb`. */
  readonly service: string;
  /** Undefined for a signature that is good in several regions, and for a request without one. */
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly sessionToken?: string;
}

/** `Authorization` of Signature Version 4, and of 4A, whose scope has no region. */
const SIGNED = /^AWS4-(?:HMAC-SHA256|ECDSA-P256-SHA256)\s.*?\bCredential=([^,\s]+)/;
const SCOPE = /^(.+?)\/\d{8}(?:\/([^/]+))?\/([^/]+)\/aws4_request$/;

/** Services whose requests need no signature, by what their actions are called. */
const UNSIGNED: Readonly<Record<string, string>> = {
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AWSCognitoIdentityService: 'cognito-identity',
};
const UNSIGNED_STS = /(^|&)Action=AssumeRoleWith(SAML|WebIdentity)(&|$)/;

/**
 * Which service and region a request is for; undefined where nothing says it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 */
export function callScope(request: LoopbackRequest): CallScope | undefined {
  const query = new URLSearchParams(request.url.split(/\?(.*)/s)[1]);
  const [, signed] = SIGNED.exec(headerOf(request, 'authorization') ?? '') ?? [];
  const credential = signed ?? query.get('X-Amz-Credential') ?? '';
  const [, accessKeyId, region, service] = SCOPE.exec(credential) ?? [];
  const unsigned = service === undefined ? unsignedService(request) : undefined;
  if (unsigned !== undefined) return { service: unsigned };
  if (service === undefined || accessKeyId === undefined) return undefined;
  const sessionToken =
    headerOf(request, 'x-amz-security-token') ?? query.get('X-Amz-Security-Token') ?? undefined;
  return {
    service,
    accessKeyId,
    ...(region !== undefined && { region }),
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

function unsignedService(request: LoopbackRequest): string | undefined {
  const [prefix = ''] = (headerOf(request, 'x-amz-target') ?? '').split('.');
  if (Object.hasOwn(UNSIGNED, prefix)) return UNSIGNED[prefix];
  const isForm = headerOf(request, 'content-type')?.includes('x-www-form-urlencoded') === true;
  return isForm && UNSIGNED_STS.test(Buffer.from(request.body).toString()) ? 'sts' : undefined;
}
