import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AuthorizationType, Cors, MockIntegration } from 'aws-cdk-lib/aws-apigateway';
import { type IInterfaceVpcEndpoint, InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PrivateAccess } from '../lib/private-access';
import { PrivateRestApi, type PrivateRestApiProps } from '../lib/private-rest-api';
import { newApp, newStack } from './_helpers/stacks';

const REST_API = 'AWS::ApiGateway::RestApi';

function endpointIn(stack: Stack, vpcEndpointId = 'vpce-1a2b3c4d'): IInterfaceVpcEndpoint {
  const attributes = { vpcEndpointId, port: 443 };
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, attributes);
}

function apiIn(stack: Stack, props: PrivateRestApiProps, id = 'Api'): PrivateRestApi {
  const api = new PrivateRestApi(stack, id, props);
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

/** A Deny that does nothing here, with as many characters as asked. */
function padding(length: number): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
    conditions: { StringEquals: { 'aws:UserAgent': 'x'.repeat(length) } },
  });
}

function policyOf(stack: Stack): { Statement: object[] } {
  const [api] = Object.values(Template.fromStack(stack).findResources(REST_API));
  return api?.['Properties'].Policy;
}

describe('the policy of a private API', () => {
  test('has the statements of the policy prop and those added, after its own', () => {
    const stack = newStack();
    const policy = new PolicyDocument({ statements: [padding(1)] });
    const api = apiIn(stack, { vpcEndpoints: [endpointIn(stack)], policy });
    policy.addStatements(padding(2));
    api.addToResourcePolicy(padding(3));
    const agents = policyOf(stack).Statement.slice(2);
    expect(agents).toMatchObject(
      ['x', 'xx', 'xxx'].map((agent) => ({
        Effect: 'Deny',
        Condition: { StringEquals: { 'aws:UserAgent': agent } },
      })),
    );
  });

  test('leaves the document that it was given as it is', () => {
    const stack = newStack();
    const policy = new PolicyDocument({ statements: [padding(1)] });
    apiIn(stack, { vpcEndpoints: [endpointIn(stack)], policy });
    Template.fromStack(stack);
    expect(policy.statementCount).toBe(1);
  });

  test('may be written by hand, if it lets only named callers in', () => {
    const stack = newStack();
    const statement = new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['execute-api:Invoke'],
      resources: ['execute-api:/*'],
      conditions: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
    });
    apiIn(stack, { policy: new PolicyDocument({ statements: [statement] }) });
    expect(policyOf(stack).Statement).toEqual([statement.toJSON()]);
  });

  test.each([
    ['passes with 8192 characters', 8192, false],
    ['fails with 8193 characters', 8193, true],
  ])('%s', (_what, length, fails) => {
    const build = (padded: number) => {
      const stack = newStack();
      const policy = new PolicyDocument({ statements: [padding(padded)] });
      apiIn(stack, { vpcEndpoints: [endpointIn(stack)], policy });
      return JSON.stringify(policyOf(stack)).length;
    };
    const padded = length - (build(1) - 1);
    if (fails) expect(() => build(padded)).toThrow('ResourcePolicySize');
    else expect(build(padded)).toBe(length);
  });

  test('may be longer where the quota was raised', () => {
    const raised = { 'cdk-gatehouse:quotas': { resourcePolicyCharacters: 10_000 } };
    const stack = newStack('Stack', newApp(raised));
    const policy = new PolicyDocument({ statements: [padding(9000)] });
    apiIn(stack, { vpcEndpoints: [endpointIn(stack)], policy });
    expect(policyOf(stack).Statement).toHaveLength(3);
  });

  test('makes a new deployment when it changes', () => {
    const deploymentOf = (access: PrivateAccess) => {
      const stack = newStack();
      apiIn(stack, { access });
      return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
    };
    const one = deploymentOf(PrivateAccess.vpcIds('vpc-1a2b3c4d'));
    expect(one).toEqual(deploymentOf(PrivateAccess.vpcIds('vpc-1a2b3c4d')));
    expect(one).not.toEqual(deploymentOf(PrivateAccess.vpcIds('vpc-5e6f7a8b')));
  });
});

describe('a method of a private API that asks for an identity', () => {
  const ID = 'cdk-gatehouse:PrivateApiAnonymousMethod';
  beforeEach(() => jest.spyOn(console, 'error').mockImplementation());
  afterEach(() => jest.restoreAllMocks());

  const identity = PrivateAccess.organization('o-1234567890');

  test('is warned about where it is anonymous, the preflight included', () => {
    const stack = newStack();
    const api = apiIn(stack, {
      access: identity,
      defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS },
    });
    const authorizationType = AuthorizationType.IAM;
    api.root.addMethod('POST', new MockIntegration(), { authorizationType });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(ID));
    expect(warnings.map((warning) => warning.id).sort()).toEqual([
      '/Stack/Api/Default/GET/Resource',
      '/Stack/Api/Default/OPTIONS/Resource',
    ]);
  });

  test.each([
    ['one of several ways in', PrivateAccess.any(identity, PrivateAccess.vpcIds('vpc-1a2b3c4d'))],
    ['not asked for', PrivateAccess.vpcIds('vpc-1a2b3c4d')],
  ])('is not warned about where an identity is %s', (_what, access) => {
    const stack = newStack();
    apiIn(stack, { access });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp(ID));
  });
});
