import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  type InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  Vpc,
  VpcEndpointIpAddressType,
} from 'aws-cdk-lib/aws-ec2';
import { apiOn, NAME, policyFor, zoneIn } from './_helpers/private-domain';
import { newStack } from './_helpers/stacks';

const DOMAIN = 'AWS::ApiGateway::DomainNameV2';
const ASSOCIATION = 'AWS::ApiGateway::DomainNameAccessAssociation';
const RECORD = 'AWS::Route53::RecordSet';
const DNS = { dnsName: 'vpce-1a2b.execute-api.eu-west-1.vpce.amazonaws.com', hostedZoneId: 'Z38G' };

function madeEndpoint(
  stack: Stack,
  ipAddressType?: VpcEndpointIpAddressType,
): InterfaceVpcEndpoint {
  return new Vpc(stack, 'Vpc', { natGateways: 0 }).addInterfaceEndpoint('Gateway', {
    service: InterfaceVpcEndpointAwsService.APIGATEWAY,
    ...(ipAddressType && { ipAddressType }),
  });
}

describe('the records of a private domain', () => {
  const regional = (stack: Stack, endpoint: InterfaceVpcEndpoint, index: number) => ({
    'Fn::Select': [
      index,
      {
        'Fn::Split': [':', { 'Fn::Select': [0, stack.resolve(endpoint.vpcEndpointDnsEntries)] }],
      },
    ],
  });

  test('point to the regional name of an endpoint made in the app', () => {
    const stack = newStack();
    const endpoint = madeEndpoint(stack);
    apiOn(stack, { vpcEndpoints: [endpoint], hostedZone: zoneIn(stack) });
    const template = Template.fromStack(stack);
    template.resourceCountIs(RECORD, 1);
    template.hasResourceProperties(RECORD, {
      Name: `${NAME}.`,
      Type: 'A',
      HostedZoneId: 'ZZone',
      AliasTarget: {
        HostedZoneId: regional(stack, endpoint, 0),
        DNSName: regional(stack, endpoint, 1),
      },
    });
  });

  test.each([
    [VpcEndpointIpAddressType.IPV4, ['A']],
    [VpcEndpointIpAddressType.DUALSTACK, ['A', 'AAAA']],
    [VpcEndpointIpAddressType.IPV6, ['AAAA']],
  ])('of an endpoint with %s are of the types %j', (ipAddressType, types) => {
    const stack = newStack();
    apiOn(stack, {
      vpcEndpoints: [madeEndpoint(stack, ipAddressType)],
      hostedZone: zoneIn(stack),
    });
    const records = Object.values(Template.fromStack(stack).findResources(RECORD));
    expect(records.map((record) => record['Properties'].Type).sort()).toEqual(types);
  });

  test('point to an imported endpoint by the name that is given', () => {
    const stack = newStack();
    apiOn(stack, { hostedZone: zoneIn(stack), dnsTarget: { ...DNS, ipv6: true } });
    const template = Template.fromStack(stack);
    for (const Type of ['A', 'AAAA']) {
      template.hasResourceProperties(RECORD, {
        Type,
        AliasTarget: { DNSName: DNS.dnsName, HostedZoneId: DNS.hostedZoneId },
      });
    }
  });

  test('are made in each zone, for the endpoint that its VPCs reach', () => {
    const stack = newStack();
    const endpoint = madeEndpoint(stack);
    apiOn(stack, {
      hostedZone: zoneIn(stack),
      dnsTarget: DNS,
      aliases: [{ hostedZone: zoneIn(stack, 'Other'), vpcEndpoint: endpoint }],
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(RECORD, {
      HostedZoneId: 'ZZone',
      AliasTarget: { DNSName: DNS.dnsName },
    });
    template.hasResourceProperties(RECORD, {
      HostedZoneId: 'ZOther',
      AliasTarget: { DNSName: regional(stack, endpoint, 1) },
    });
  });

  test('are left to others without a zone', () => {
    const stack = newStack();
    apiOn(stack);
    Template.fromStack(stack).resourceCountIs(RECORD, 0);
  });
});

describe('sharing a private domain', () => {
  const consumer = { principal: '222222222222', vpcEndpointIds: ['vpce-9f9f9f9f'] };

  test('makes a resource share within the organization, with the permission AWS has for it', () => {
    const stack = newStack();
    const organization = 'arn:aws:organizations::111111111111:organization/o-1234567890';
    const unit = 'arn:aws:organizations::111111111111:ou/o-1234567890/ou-ab12-11111111';
    const api = apiOn(stack, {
      shareWith: [consumer, { principal: organization }, { principal: unit }],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::RAM::ResourceShare', {
      AllowExternalPrincipals: false,
      Principals: ['222222222222', organization, unit],
      ResourceArns: [stack.resolve(api.privateDomain?.domainNameArn)],
      PermissionArns: [
        'arn:aws:ram::aws:permission/APIGatewayPrivateDomainNameManagementPolicyDefaultPermission',
      ],
    });
  });

  test("lets the consumer's endpoints through both policies, and associates none of them", () => {
    const stack = newStack();
    apiOn(stack, { shareWith: [consumer] });
    const template = Template.fromStack(stack);
    const policy = { Policy: policyFor('vpce-1a2b3c4d', 'vpce-9f9f9f9f') };
    template.hasResourceProperties(DOMAIN, policy);
    template.hasResourceProperties('AWS::ApiGateway::RestApi', policy);
    template.resourceCountIs(ASSOCIATION, 1);
  });

  test('reaches other organizations only where asked', () => {
    const stack = newStack();
    apiOn(stack, { shareWith: [consumer], shareOutsideOrganization: true });
    Template.fromStack(stack).hasResourceProperties('AWS::RAM::ResourceShare', {
      AllowExternalPrincipals: true,
    });
  });

  test('is not done by itself', () => {
    const stack = newStack();
    apiOn(stack);
    Template.fromStack(stack).resourceCountIs('AWS::RAM::ResourceShare', 0);
  });
});
