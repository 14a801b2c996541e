import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { isPrivateTo, testApp } from '../../../lib/testing';
import { PrivateStack, statement } from '../../_fixtures/plain-app/private-stack';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const ENDPOINT = 'vpce-1a2b3c4d';
const OTHER = 'vpce-5e6f7a8b';
const VPC = 'vpc-1a2b3c4d';

function withPolicy(...statements: Record<string, unknown>[]): apigateway.RestApi {
  const api = new apigateway.RestApi(new Stack(testApp(), 'Private'), 'Api', {
    endpointTypes: [apigateway.EndpointType.PRIVATE],
    policy: new iam.PolicyDocument({ statements: statements.map(statement) }),
  });
  api.root.addMethod('GET', new apigateway.MockIntegration());
  return api;
}

const allow = (Condition?: object) => ({ Effect: 'Allow', ...(Condition && { Condition }) });
const deny = (Condition: object, more: object = {}) => ({ Effect: 'Deny', Condition, ...more });

describe('the policy of grantInvokeFromVpcEndpointsOnly', () => {
  const stack = new PrivateStack(testApp(), 'Private');
  stack.api.grantInvokeFromVpcEndpointsOnly([stack.endpoint]);

  test('keeps an API to its endpoint', () => {
    expect(isPrivateTo(stack.api, stack.endpoint)).toMatchObject({ pass: true });
  });

  test('fails for an endpoint that it does not name', () => {
    const { pass, message } = isPrivateTo(stack.api, stack.endpoint, stack.other);
    expect(pass).toBe(false);
    expect(message).toContain('- its policy does not let in VPC endpoint Private/Vpc/Other\n');
  });

  test('keeps an API to the VPC of the endpoint', () => {
    expect(isPrivateTo(stack.api, stack.vpc)).toMatchObject({ pass: true });
    expect(isPrivateTo(stack.api, VPC).pass).toBe(false);
  });
});

test('a policy for a VPC of another stack keeps an API to it', () => {
  const app = testApp();
  const vpc = new ec2.Vpc(new Stack(app, 'Network'), 'Vpc', { maxAzs: 1, natGateways: 0 });
  const policy = new iam.PolicyDocument({
    statements: [statement(allow({ StringEquals: { 'aws:SourceVpc': vpc.vpcId } }))],
  });
  const api = new apigateway.RestApi(new Stack(app, 'Private'), 'Api', {
    endpointTypes: [apigateway.EndpointType.PRIVATE],
    policy,
  });
  api.root.addMethod('GET', new apigateway.MockIntegration());
  expect(isPrivateTo(api, vpc)).toMatchObject({ pass: true });
});

test('a policy for all of a VPC keeps an API to it', () => {
  const api = withPolicy(allow({ StringEquals: { 'aws:SourceVpc': VPC } }));
  expect(isPrivateTo(api, VPC)).toMatchObject({ pass: true });
});

// The documents of "API Gateway resource policy examples" of the developer guide, with variations.
describe('a policy that lets in one endpoint', () => {
  test.each<[string, Record<string, unknown>[]]>([
    ['by Allow on it', [allow({ StringEquals: { 'aws:SourceVpce': ENDPOINT } })]],
    ['by Allow on a list of it', [allow({ StringEquals: { 'aws:SourceVpce': [ENDPOINT] } })]],
    ['by Deny of all others', [allow(), deny({ StringNotEquals: { 'aws:SourceVpce': ENDPOINT } })]],
    ['whatever the case of the key', [allow({ StringEquals: { 'aws:sourceVpce': ENDPOINT } })]],
    [
      'and narrows it by address',
      [
        allow({
          StringEquals: { 'aws:SourceVpce': ENDPOINT },
          IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' },
        }),
      ],
    ],
    [
      'with a Deny of one path beside',
      [
        allow({ StringEquals: { 'aws:SourceVpce': ENDPOINT } }),
        { Effect: 'Deny', Resource: 'execute-api:/*/GET/admin' },
      ],
    ],
  ])('keeps the API to it: %s', (_, statements) => {
    expect(isPrivateTo(withPolicy(...statements), ENDPOINT)).toMatchObject({ pass: true });
  });

  test.each<[string, Record<string, unknown>[], string]>([
    ['everybody', [allow()], 'its policy also lets in others: statement 1'],
    [
      'another endpoint too',
      [allow({ StringEquals: { 'aws:SourceVpce': [ENDPOINT, OTHER] } })],
      'also lets in others: statement 1',
    ],
    [
      'a VPC too',
      [
        allow({ StringEquals: { 'aws:SourceVpce': ENDPOINT } }),
        allow({ StringEquals: { 'aws:SourceVpc': VPC } }),
      ],
      'also lets in others: statement 2',
    ],
    [
      'whoever has no endpoint',
      [allow({ StringEqualsIfExists: { 'aws:SourceVpce': ENDPOINT } })],
      'also lets in others',
    ],
    [
      'all by a wildcard',
      [allow({ StringLike: { 'aws:SourceVpce': 'vpce-*' } })],
      'also lets in others',
    ],
    [
      'others on all but one path',
      [
        allow(),
        deny(
          { StringNotEquals: { 'aws:SourceVpce': ENDPOINT } },
          { Resource: 'execute-api:/*/GET/admin' },
        ),
      ],
      'also lets in others',
    ],
    [
      'others by day',
      [
        allow(),
        deny({
          StringNotEquals: { 'aws:SourceVpce': ENDPOINT },
          DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
        }),
      ],
      'also lets in others',
    ],
    [
      'others but one account',
      [
        allow(),
        deny(
          { StringNotEquals: { 'aws:SourceVpce': ENDPOINT } },
          { Principal: { AWS: '111111111111' } },
        ),
      ],
      'also lets in others',
    ],
    [
      'another endpoint alone',
      [allow({ StringEquals: { 'aws:SourceVpce': OTHER } })],
      `its policy does not let in VPC endpoint ${ENDPOINT}`,
    ],
    [
      'all but it',
      [allow(), deny({ StringEquals: { 'aws:SourceVpce': ENDPOINT } })],
      `its policy does not let in VPC endpoint ${ENDPOINT}`,
    ],
    ['nobody', [deny({ StringEquals: { 'aws:SourceVpce': OTHER } })], 'its policy allows nobody'],
  ])('fails where it lets in %s', (_, statements, problem) => {
    const { pass, message } = isPrivateTo(withPolicy(...statements), ENDPOINT);
    expect(pass).toBe(false);
    expect(message).toContain(problem);
  });
});

test('endpoints and a VPC may be let in together', () => {
  const either = {
    StringNotEquals: { 'aws:SourceVpce': [ENDPOINT, OTHER], 'aws:SourceVpc': VPC },
  };
  const api = withPolicy(allow(), deny(either));
  expect(isPrivateTo(api, ENDPOINT, OTHER, VPC)).toMatchObject({ pass: true });
  expect(isPrivateTo(api, ENDPOINT, OTHER).pass).toBe(false);
});

test('fails on an API without a policy', () => {
  const { api } = new PrivateStack(testApp(), 'Private');
  expect(isPrivateTo(api, ENDPOINT).message).toContain('- it has no resource policy\n');
});

test('fails on an API that is not private, and on one that cannot be', () => {
  const shop = new StorefrontStack(testApp(), 'Shop');
  expect(isPrivateTo(shop.api, ENDPOINT).message).toContain(
    'its endpoint is REGIONAL, not PRIVATE',
  );
  const { http } = new V2Stack(testApp(), 'V2');
  expect(isPrivateTo(http, ENDPOINT).message).toContain('only REST APIs can be private');
});

test.each<[string, string[], RegExp]>([
  ['nothing', [], /`sources` must be at least one VPC endpoint or VPC, got: "none"/],
  ['something else', ['sg-123'], /`sources` must be VPC endpoints .* got: "sg-123"/],
])('fails when told to look for %s', (_, sources, message) => {
  const { api } = new PrivateStack(testApp(), 'Private');
  expect(() => isPrivateTo(api, ...sources)).toThrow(message);
});
