import { Names } from 'aws-cdk-lib';
import type { IInterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { PrivateDomainAlias, PrivateDomainProps } from '../private-domain-options';
import { refuse } from './checks';
import { dnsOf, type EndpointDns, isMade } from './private-endpoints';
import { checkZoneHolds } from './private-names';

/** Makes the alias records of a private domain; their ids go with the zone. */
export function makeAliases(scope: Construct, props: PrivateDomainProps): void {
  const zones = new Set<string>();
  for (const { prop, alias } of aliasesOf(scope, props)) {
    checkZoneHolds(scope, prop, alias.hostedZone, props.domainName);
    const id = Names.nodeUniqueId(alias.hostedZone.node);
    if (zones.has(id)) {
      const change = 'leave one of them out';
      const context = { scope, code: 'PrivateDomainAlias', prop, change };
      refuse(context, 'must be another zone than those before', alias.hostedZone.zoneName);
    }
    zones.add(id);
    makeRecords(scope, id, props.domainName, alias, targetOf(scope, prop, alias, props));
  }
}

interface NamedAlias {
  readonly prop: string;
  readonly alias: PrivateDomainAlias;
}

function aliasesOf(scope: Construct, props: PrivateDomainProps): NamedAlias[] {
  const { hostedZone, dnsTarget, aliases = [] } = props;
  if (hostedZone === undefined && dnsTarget !== undefined) {
    const change = 'pass the zone that gets the record';
    const context = { scope, code: 'PrivateDomainAlias', prop: 'dnsTarget', change };
    refuse(context, 'must come with `hostedZone`', dnsTarget.dnsName);
  }
  const main = hostedZone && { hostedZone, ...(dnsTarget && { dnsTarget }) };
  return [
    ...(main ? [{ prop: 'hostedZone', alias: main }] : []),
    ...aliases.map((alias, index) => ({ prop: `aliases[${index}].hostedZone`, alias })),
  ];
}

function targetOf(
  scope: Construct,
  prop: string,
  alias: PrivateDomainAlias,
  props: PrivateDomainProps,
): EndpointDns {
  if (alias.dnsTarget)
    return { ...alias.dnsTarget, ipv4: true, ipv6: alias.dnsTarget.ipv6 === true };
  const endpoint: IInterfaceVpcEndpoint | undefined = alias.vpcEndpoint ?? props.vpcEndpoints?.[0];
  if (endpoint !== undefined && isMade(endpoint)) return dnsOf(endpoint);
  const change = 'pass `dnsTarget` with the first DNS entry of the endpoint';
  const context = { scope, code: 'PrivateDomainAlias', prop, change };
  refuse(context, 'must lead to an endpoint whose DNS name is known', endpoint?.node.path);
}

function makeRecords(
  scope: Construct,
  id: string,
  domainName: string,
  alias: PrivateDomainAlias,
  target: EndpointDns,
): void {
  const { dnsName, hostedZoneId, ipv4, ipv6 } = target;
  const record = {
    zone: alias.hostedZone,
    recordName: `${domainName}.`,
    target: RecordTarget.fromAlias({ bind: () => ({ dnsName, hostedZoneId }) }),
  };
  if (ipv4) new ARecord(scope, `Alias-${id}`, record);
  if (ipv6) new AaaaRecord(scope, `Ipv6Alias-${id}`, record);
}
