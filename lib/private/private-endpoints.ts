import { type CfnResource, Fn, Names, Stack, Validations } from 'aws-cdk-lib';
import {
  CfnVPCEndpoint,
  type IInterfaceVpcEndpoint,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  type IVpc,
  Peer,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import type { PrivateEndpointOptions } from '../private-access-endpoint';
import { refuse } from './checks';

/** The DNS name of an endpoint in its region, and what it answers. */
export interface EndpointDns {
  readonly dnsName: string;
  readonly hostedZoneId: string;
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

/** Makes the `execute-api` endpoint of a VPC; its id goes with the VPC, not with its position. */
export function makeEndpoint(
  scope: Construct,
  vpc: IVpc,
  options: PrivateEndpointOptions,
): InterfaceVpcEndpoint {
  const endpoint = new InterfaceVpcEndpoint(scope, `VpcEndpoint-${Names.nodeUniqueId(vpc.node)}`, {
    ...options,
    vpc,
    service: InterfaceVpcEndpointAwsService.APIGATEWAY,
    open: options.securityGroups === undefined,
  });
  if (options.securityGroups === undefined) guard(endpoint, vpc);
  return endpoint;
}

/** Each endpoint once, in the order of its first mention. */
export function distinctEndpoints(
  endpoints: readonly IInterfaceVpcEndpoint[],
): IInterfaceVpcEndpoint[] {
  return [...new Map(endpoints.map((one) => [one.vpcEndpointId, one])).values()];
}

/** Tells whether an endpoint was made in this app, so that its DNS names are known. */
export function isMade(endpoint: IInterfaceVpcEndpoint): endpoint is InterfaceVpcEndpoint {
  return 'vpcEndpointDnsEntries' in endpoint;
}

/**
 * Where an alias record for this endpoint points.
 *
 * The first DNS entry of an endpoint is its regional name; an entry reads `zone id:name`.
 */
export function dnsOf(endpoint: InterfaceVpcEndpoint): EndpointDns {
  const regional = Fn.split(':', Fn.select(0, endpoint.vpcEndpointDnsEntries));
  return {
    dnsName: Fn.select(1, regional),
    hostedZoneId: Fn.select(0, regional),
    ipv4: speaks(endpoint, 'ipv4'),
    ipv6: speaks(endpoint, 'ipv6'),
  };
}

/** Refuses an endpoint that is known to lead to another service. */
export function checkService(scope: IConstruct, endpoint: IInterfaceVpcEndpoint): void {
  const resource = endpoint.node.defaultChild;
  if (!(resource instanceof CfnVPCEndpoint)) return;
  const service = serviceOf(resource);
  if (!service.includes('com.amazonaws') || service.includes('execute-api')) return;
  const change = 'use InterfaceVpcEndpointAwsService.APIGATEWAY';
  const context = { scope, code: 'PrivateEndpointService', prop: 'vpcEndpoints', change };
  refuse(context, 'must be endpoints of execute-api', JSON.parse(service));
}

/** Refuses a second endpoint with private DNS in a VPC: EC2 takes one for each service. */
export function checkOnlyEndpoint(scope: IConstruct, endpoint: InterfaceVpcEndpoint): void {
  const own = endpoint.node.defaultChild;
  const rival = scope.node.root.node.findAll().find((node) => node !== own && rivals(node, own));
  if (rival === undefined) return;
  const change = `share the other one: pass \`vpcEndpoints\` instead, or turn its private DNS off`;
  const context = { scope, code: 'PrivateEndpointDuplicate', prop: 'vpc', change };
  refuse(context, 'must not get a second execute-api endpoint with private DNS', rival.node.path);
}

function rivals(node: IConstruct, own: IConstruct | undefined): boolean {
  if (!(own instanceof CfnVPCEndpoint) || !(node instanceof CfnVPCEndpoint)) return false;
  const bothResolve = [own, node].every((endpoint) => endpoint.privateDnsEnabled !== false);
  return own.vpcId === node.vpcId && bothResolve && serviceOf(node).includes('execute-api');
}

function serviceOf(endpoint: CfnVPCEndpoint): string {
  return JSON.stringify(Stack.of(endpoint).resolve(endpoint.serviceName) ?? '');
}

function speaks(endpoint: InterfaceVpcEndpoint, version: 'ipv4' | 'ipv6'): boolean {
  const resource = endpoint.node.defaultChild;
  const type = resource instanceof CfnVPCEndpoint ? resource.ipAddressType : undefined;
  return type === version || type === 'dualstack' || (type === undefined && version === 'ipv4');
}

/** Completes the security group that the endpoint has by default. */
function guard(endpoint: InterfaceVpcEndpoint, vpc: IVpc): void {
  if (
    speaks(endpoint, 'ipv6') &&
    'vpcIpv6CidrBlocks' in vpc &&
    Array.isArray(vpc.vpcIpv6CidrBlocks)
  ) {
    endpoint.connections.allowDefaultPortFrom(Peer.ipv6(Fn.select(0, vpc.vpcIpv6CidrBlocks)));
  }
  const group = endpoint.node.tryFindChild('SecurityGroup');
  if (group === undefined) return;
  Validations.of(group).acknowledge({
    id: 'AwsSolutions-EC23',
    reason: "the group admits the VPC's own addresses only, which the template has as an intrinsic",
  });
}

/** The properties of a resource as the template has them, overrides included. */
export function renderedProperty(resource: CfnResource, name: string): unknown {
  const rendered = Stack.of(resource).resolve(resource._toCloudFormation());
  const [definition] = Object.values<{ Properties?: Record<string, unknown> }>(rendered.Resources);
  return definition?.Properties?.[name];
}
