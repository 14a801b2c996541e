import { Token } from 'aws-cdk-lib';
import {
  type DomainName,
  type DomainNameOptions,
  EndpointType,
  IpAddressType,
} from 'aws-cdk-lib/aws-apigateway';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import type { PrivateRestApiProps } from '../private-rest-api';
import { type CheckContext, refuse } from './checks';

/** The VPCs that get an endpoint. */
export function vpcsOf(props: PrivateRestApiProps): IVpc[] {
  return [...(props.vpc ? [props.vpc] : []), ...(props.vpcs ?? [])];
}

/** Refuses props that a private API cannot have, or that contradict each other. */
export function checkPrivateProps(scope: IConstruct, props: PrivateRestApiProps): void {
  checkEndpointType(scope, props);
  checkVpcs(scope, props);
  checkAccess(scope, props);
  checkDomain(scope, props);
}

/** Refuses a public domain name, and says what a private API has instead. */
export function refuseDomainName(scope: IConstruct, options: DomainNameOptions): DomainName {
  const allowed = options.mtls
    ? 'must not be given, and private domains have no mutual TLS'
    : 'must not be given: a private api answers on private domains only';
  const change = 'use `domain`, or `PrivateDomain`';
  const context = { scope, code: 'PrivateApiDomain', prop: 'domainName', change };
  return refuse(context, allowed, options.domainName);
}

function checkEndpointType(scope: IConstruct, props: PrivateRestApiProps): void {
  const { endpointTypes, endpointConfiguration } = props;
  const change = 'leave it out';
  const context: CheckContext = {
    scope,
    code: 'PrivateApiEndpointType',
    prop: endpointTypes ? 'endpointTypes' : 'endpointConfiguration.types',
    change,
  };
  const types = endpointTypes ?? endpointConfiguration?.types ?? [EndpointType.PRIVATE];
  if (types.length !== 1 || types[0] !== EndpointType.PRIVATE) {
    refuse(context, 'must be PRIVATE alone', types);
  }
  if (endpointConfiguration?.ipAddressType === IpAddressType.IPV4) {
    const type = { ...context, prop: 'endpointConfiguration.ipAddressType' };
    refuse(type, 'must be dualstack for a private api', IpAddressType.IPV4);
  }
  if (endpointConfiguration?.vpcEndpoints?.length) {
    const endpoints = { ...context, prop: 'endpointConfiguration.vpcEndpoints' };
    refuse({ ...endpoints, change: 'use `vpcEndpoints`' }, 'must not be given', undefined);
  }
}

function checkVpcs(scope: IConstruct, props: PrivateRestApiProps): void {
  const change = 'name each VPC once, in `vpc` or in `vpcs`';
  const context = { scope, code: 'PrivateApiVpc', prop: 'vpcs', change };
  if (props.vpc && props.vpcs) refuse(context, 'must not be given beside `vpc`', undefined);
  const paths = vpcsOf(props).map((vpc) => vpc.node.path);
  if (new Set(paths).size < paths.length) refuse(context, 'must not name a VPC twice', paths);
  if (props.endpointOptions && paths.length === 0) {
    const options = { ...context, prop: 'endpointOptions', change: 'pass the VPC that gets one' };
    refuse(options, 'must come with `vpc` or `vpcs`', undefined);
  }
}

function checkAccess(scope: IConstruct, props: PrivateRestApiProps): void {
  const endpoints = [...(props.vpcEndpoints ?? []), ...vpcsOf(props)];
  if (endpoints.length > 0 || props.access || props.policy || props.sharedDomain) return;
  const change = 'pass `vpc`, `vpcEndpoints` or `access`';
  const context = { scope, code: 'PrivateApiAccess', prop: 'access', change };
  refuse(context, 'must say who may call', undefined);
}

function checkDomain(scope: IConstruct, props: PrivateRestApiProps): void {
  if (props.domainName) refuseDomainName(scope, props.domainName);
  const own = props.domain ?? props.sharedDomain;
  if (props.domain && props.sharedDomain) {
    const change = 'keep one of them; a domain can have more mappings by `addMapping`';
    const context = { scope, code: 'PrivateApiDomain', prop: 'sharedDomain', change };
    refuse(context, 'must not be given beside `domain`', undefined);
  }
  if (own || Token.isUnresolved(props.disableExecuteApiEndpoint)) return;
  if (props.disableExecuteApiEndpoint !== true) return;
  const change = 'give the api a `domain`, or leave the default address on';
  const context = { scope, code: 'PrivateApiUrl', prop: 'disableExecuteApiEndpoint', change };
  refuse(context, 'must not be set without a domain', true);
}
