import { Stack, Token } from 'aws-cdk-lib';
import { CfnCertificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnHostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { IConstruct } from 'constructs';
import type { PrivateDomainProps } from '../private-domain-options';
import { type CheckContext, checkLength, refuse } from './checks';
import { checkZoneHolds } from './private-names';

/** What API Gateway takes for a private domain, in ACM's spelling. */
const KEY_ALGORITHMS = ['RSA_2048', 'EC_prime256v1', 'EC_secp384r1'];

/** Characters that the first name of a requested certificate may have. */
const REQUESTED_NAME = { min: 1, max: 64 };

/** Refuses a certificate that a private domain cannot have, or that ACM could not validate. */
export function checkCertificate(scope: IConstruct, props: PrivateDomainProps): void {
  const { certificate, validationZone, domainName } = props;
  const code = 'PrivateDomainCertificate';
  const change = 'pass a certificate of this region, or the public zone that can validate one';
  const context = { scope, code, prop: 'certificate', change };
  if (certificate && validationZone) {
    refuse(context, 'must not be given beside `validationZone`', 'both');
  }
  if (certificate) checkGiven(context, certificate);
  else if (validationZone) checkRequest(context, validationZone, domainName);
  else refuse(context, 'or `validationZone` must be given', 'neither');
}

function checkGiven(context: CheckContext, certificate: ICertificate): void {
  const region = regionOf(certificate);
  const own = Stack.of(context.scope).region;
  const known = !Token.isUnresolved(region) && !Token.isUnresolved(own);
  if (known && region !== own) {
    refuse(context, `must be in ${own}`, region);
  }
  const resource = certificate.node.defaultChild;
  const algorithm = resource instanceof CfnCertificate ? resource.keyAlgorithm : undefined;
  if (algorithm === undefined || Token.isUnresolved(algorithm)) return;
  if (!KEY_ALGORITHMS.includes(algorithm)) {
    refuse(context, `must have a key of ${KEY_ALGORITHMS.join(', ')}`, algorithm);
  }
}

function checkRequest(context: CheckContext, zone: IHostedZone, domainName: string): void {
  checkPublic({ ...context, prop: 'validationZone' }, zone);
  checkZoneHolds(context.scope, 'validationZone', zone, domainName);
  checkLength({ ...context, prop: 'domainName' }, domainName, REQUESTED_NAME);
}

function checkPublic(context: CheckContext, zone: IHostedZone): void {
  const resource = zone.node.defaultChild;
  const vpcs =
    resource instanceof CfnHostedZone ? Stack.of(zone).resolve(resource.vpcs) : undefined;
  if (!Array.isArray(vpcs) || vpcs.length === 0) return;
  refuse(context, 'must be a public zone, ACM cannot see a private one', zone.zoneName);
}

/** The region that the ARN names, where it is known; an imported certificate has no other. */
function regionOf(certificate: ICertificate): string {
  const { certificateArn, env } = certificate;
  if (Token.isUnresolved(certificateArn)) return env.region;
  return certificateArn.split(':')[3] ?? env.region;
}
