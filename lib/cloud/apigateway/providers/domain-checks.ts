import { isObject, type JsonObject } from '../../../model/value';
import { badRequest } from '../service-error';
import { textOf } from './provider-context';

/** `arn:aws:acm:{region}:…` */
const CERTIFICATE = /^arn:[^:]+:acm:([^:]+):/;

/** Region of the certificates of edge-optimized domains. */
const EDGE_REGION = 'us-east-1';

/**
 * Refuses what a public custom domain name cannot be.
 *
 * @param region of the stack
 * @throws ServiceError in the words of CloudFormation, which puts its own in front of the service's
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDomainName.html
 */
export function refuseDomain(
  properties: JsonObject,
  endpointTypes: readonly string[],
  region: string,
): void {
  const isRegional = endpointTypes.includes('REGIONAL');
  const [own, other] = isRegional ? ['REGIONAL', 'EDGE'] : ['EDGE', 'REGIONAL'];
  const ofEdge = textOf(properties, 'CertificateArn');
  const ofRegion = textOf(properties, 'RegionalCertificateArn');
  if (endpointTypes.length === 1 && (isRegional ? ofEdge : ofRegion) !== undefined) {
    throw refused(`Cannot import certificates for ${other} while ${own} is active.`);
  }
  if (!isRegional && ofEdge === undefined) {
    throw refused('A certificate was not provided for the endpoint type EDGE.');
  }
  refuseForeign(ofEdge, EDGE_REGION);
  refuseForeign(ofRegion, region);
  const policy = textOf(properties, 'SecurityPolicy');
  if (isObject(properties['MutualTlsAuthentication']) && policy === 'TLS_1_0') {
    throw refused('Mutual TLS authentication is only supported with TLS 1.2.');
  }
}

function refuseForeign(arn: string | undefined, region: string): void {
  const found = CERTIFICATE.exec(arn ?? '')?.[1];
  if (found === undefined || found === region) return;
  throw refused(`Invalid certificate ARN: ${arn}. Certificate must be in '${region}'.`);
}

function refused(reason: string): Error {
  return badRequest(`Invalid request provided: ${reason}`);
}

/**
 * Refuses a base path of several levels, which is for the mappings of API Gateway V2.
 *
 * @throws ServiceError where it has a slash between two parts
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export function refuseLevels(basePath: string): void {
  if (!basePath.includes('/')) return;
  throw badRequest(
    "API Gateway V1 doesn't support the slash character (/) in base path mappings. " +
      'To create a multi-level base path mapping, use API Gateway V2.',
  );
}
