import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import * as snippets from '../examples/snippets/private-rest-api';
import type { PrivateRestApi } from '../lib/private-rest-api';
import { newStack } from './_helpers/stacks';

const REST_API = 'AWS::ApiGateway::RestApi';

interface Surroundings {
  readonly stack: Stack;
  readonly vpc: IVpc;
  readonly publicZone: IHostedZone;
}

function surroundings(): Surroundings {
  const stack = newStack();
  const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 }) as IVpc;
  return { stack, vpc, publicZone: zoneIn(stack, 'example.com') };
}

function zoneIn(stack: Stack, zoneName: string): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(stack, zoneName, { zoneName, hostedZoneId: 'Z1' });
}

function role(stack: Stack) {
  return Role.fromRoleArn(stack, 'Caller', 'arn:aws:iam::111111111111:role/caller');
}

describe('the examples of private APIs', () => {
  test.each<[string, (around: Surroundings) => PrivateRestApi, RegExp]>([
    ['in one VPC', ({ stack, vpc }) => snippets.ordersApi(stack, vpc), /execute-api/],
    [
      'behind an imported endpoint',
      ({ stack }) => snippets.importedEndpointApi(stack),
      /vpce-0123/,
    ],
    [
      'for one role',
      ({ stack, vpc }) => snippets.restrictedApi(stack, vpc, role(stack)),
      /execute-api/,
    ],
    [
      'on a name of its own',
      ({ stack, vpc, publicZone }) => snippets.namedApi(stack, vpc, publicZone),
      /^"https:\/\/orders\.internal\.example\.com\/"$/,
    ],
    [
      'for another account',
      ({ stack, vpc, publicZone }) => snippets.offeredApi(stack, vpc, publicZone),
      /^"https:\/\/orders\.internal\.example\.com\/"$/,
    ],
    [
      'on a name behind an imported endpoint',
      ({ stack, publicZone }) =>
        snippets.importedDnsApi(stack, zoneIn(stack, 'internal.example.com'), publicZone),
      /^"https:\/\/orders\.internal\.example\.com\/"$/,
    ],
  ])('synthesise: %s', (_what, build, address) => {
    const around = surroundings();
    const api = build(around);
    Template.fromStack(around.stack).resourceCountIs(REST_API, 1);
    expect(JSON.stringify(around.stack.resolve(api.url))).toMatch(address);
  });

  test('synthesise: two behind one endpoint', () => {
    const { stack, vpc } = surroundings();
    snippets.billsApi(stack, snippets.ordersApi(stack, vpc));
    const template = Template.fromStack(stack);
    template.resourceCountIs(REST_API, 2);
    template.resourceCountIs('AWS::EC2::VPCEndpoint', 1);
  });

  test('synthesise: two on one name', () => {
    const { stack, vpc, publicZone } = surroundings();
    const [, bills] = snippets.sharedDomainApis(stack, vpc, publicZone);
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::BasePathMappingV2', 2);
    expect(bills?.url).toBe('https://shop.internal.example.com/bills/');
  });
});
