import { Token } from 'aws-cdk-lib';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { IConstruct } from 'constructs';
import type { PrivateDomainConsumer } from '../private-domain-options';
import { type CheckContext, checkLength, checkPattern, refuse } from './checks';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN_NAME = new RegExp(`^${LABEL}(\\.${LABEL})+$`);
const BASE_PATH = /^[A-Za-z0-9$\-_.+!*'()]+$/;
const ENDPOINT_ID = /^vpce-[0-9a-z]+$/;
const SHARE_PRINCIPAL =
  /^(\d{12}|arn:aws[a-z-]*:organizations::\d{12}:(organization\/o-[a-z0-9]{10,32}|ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}))$/;

const DOMAIN_NAME_LENGTH = 253;

/** Refuses names that cannot be a private custom domain name. */
export function checkDomainName(scope: IConstruct, name: string): void {
  const code = 'PrivateDomainName';
  const context = { scope, code, prop: 'domainName', change: 'use a name such as api.example.com' };
  if (!Token.isUnresolved(name) && name.includes('*')) {
    refuse(context, 'must not be a wildcard', name);
  }
  checkLength(context, name, { min: 1, max: DOMAIN_NAME_LENGTH });
  const allowed = 'labels of lower-case letters, digits and inner hyphens, joined by dots';
  checkPattern(context, name, DOMAIN_NAME, allowed);
}

/** Refuses base paths that API Gateway would refuse; private domains have one level only. */
export function checkBasePath(scope: IConstruct, basePath: string | undefined): void {
  const context = {
    scope,
    code: 'PrivateDomainBasePath',
    prop: 'basePath',
    change: "use one path segment such as 'orders', or leave it out for the root",
  };
  checkPattern(context, basePath, BASE_PATH, "letters, digits and $-_.+!*'(), without slashes");
}

/** Refuses a zone that cannot hold a record of this name. */
export function checkZoneHolds(
  scope: IConstruct,
  prop: string,
  zone: IHostedZone,
  name: string,
): void {
  const zoneName = zone.zoneName;
  if (Token.isUnresolved(zoneName) || Token.isUnresolved(name)) return;
  const bare = zoneName.replace(/\.$/, '').toLowerCase();
  if (name === bare || name.endsWith(`.${bare}`)) return;
  const change = `pass the zone of ${name} or of one of its parents`;
  refuse({ scope, code: 'PrivateDomainZone', prop, change }, `must hold ${name}`, zoneName);
}

/** Refuses what cannot be the id of an interface endpoint. */
export function checkEndpointId(context: CheckContext, id: string): void {
  checkPattern(context, id, ENDPOINT_ID, 'vpce- and lower-case letters and digits');
}

/** Refuses consumers that AWS RAM cannot share a domain name with, or whose endpoints have no id. */
export function checkConsumer(
  scope: IConstruct,
  prop: string,
  consumer: PrivateDomainConsumer,
): void {
  const code = 'PrivateDomainConsumer';
  const change = 'name an account, an organization or an organizational unit';
  const allowed = 'the 12 digits of an account, or the ARN of an organization or unit';
  const principal = { scope, code, prop: `${prop}.principal`, change };
  checkPattern(principal, consumer.principal, SHARE_PRINCIPAL, allowed);
  const ids = {
    scope,
    code,
    prop: `${prop}.vpcEndpointIds`,
    change: 'ask the consumer for the id',
  };
  for (const id of consumer.vpcEndpointIds ?? []) checkEndpointId(ids, id);
}
