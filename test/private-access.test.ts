import { App, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AuthorizationType, MockIntegration } from 'aws-cdk-lib/aws-apigateway';
import { InterfaceVpcEndpoint, type IVpc, type IVpcEndpoint, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AccountPrincipal,
  AccountRootPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { PrivateAccess } from '../lib/private-access';
import { PrivateRestApi } from '../lib/private-rest-api';
import { newApp, newStack } from './_helpers/stacks';

const ROLE = 'arn:aws:iam::111111111111:role/orders';
const EVERYBODY = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke' };

/** The statements of AWS's example for private APIs, with the resource that all of them have. */
function statements(...list: object[]) {
  return list.map((statement) => ({ ...statement, Resource: 'execute-api:/*' }));
}

function deny(condition: object) {
  const body = { Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke' };
  return { ...body, Condition: condition };
}

function endpoint(stack: Stack, vpcEndpointId: string): IVpcEndpoint {
  const attributes = { vpcEndpointId, port: 443 };
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, attributes);
}

const RAISED = { 'cdk-gatehouse:quotas': { resourcePolicyCharacters: 100_000 } };

/** The policy that an access comes to, on an API that is associated with `vpce-own`. */
function policyOf(
  access: PrivateAccess | undefined,
  stack = newStack('Stack', newApp(RAISED)),
): Policy {
  const vpcEndpoints = [
    InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, 'Own', {
      vpcEndpointId: 'vpce-own',
      port: 443,
    }),
  ];
  new PrivateRestApi(stack, 'Api', {
    vpcEndpoints,
    deploy: false,
    ...(access && { access }),
  }).root.addMethod('GET', new MockIntegration(), { authorizationType: AuthorizationType.IAM });
  const [api] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::RestApi'));
  return api?.['Properties'].Policy;
}

interface Policy {
  readonly Version: string;
  readonly Statement: object[];
}

describe('the policy of an access', () => {
  test('lets exactly the endpoints of the API in by default', () => {
    const expected = statements(
      EVERYBODY,
      deny({ StringNotEquals: { 'aws:SourceVpce': ['vpce-own'] } }),
    );
    expect(policyOf(undefined)).toEqual({ Version: '2012-10-17', Statement: expected });
    expect(policyOf(PrivateAccess.vpcEndpoints()).Statement).toEqual(expected);
  });

  test('names other endpoints instead, by construct or by id', () => {
    const stack = newStack();
    const ids = ['vpce-1a2b3c4d', 'vpce-5e6f7a8b'];
    const expected = statements(EVERYBODY, deny({ StringNotEquals: { 'aws:SourceVpce': ids } }));
    const constructs = ids.map((id) => endpoint(stack, id));
    expect(policyOf(PrivateAccess.vpcEndpoints(...constructs), stack).Statement).toEqual(expected);
    expect(policyOf(PrivateAccess.vpcEndpointIds(...ids)).Statement).toEqual(expected);
  });

  test('names VPCs, by construct or by id', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
    const [, byConstruct] = policyOf(PrivateAccess.vpc(vpc as IVpc), stack).Statement;
    const ref = stack.resolve(vpc.vpcId);
    expect(byConstruct).toMatchObject({
      Condition: { StringNotEquals: { 'aws:SourceVpc': [ref] } },
    });
    expect(policyOf(PrivateAccess.vpcIds('vpc-1a2b3c4d')).Statement).toEqual(
      statements(EVERYBODY, deny({ StringNotEquals: { 'aws:SourceVpc': ['vpc-1a2b3c4d'] } })),
    );
  });

  test('names an organization', () => {
    expect(policyOf(PrivateAccess.organization('o-1234567890')).Statement).toEqual(
      statements(EVERYBODY, deny({ StringNotEquals: { 'aws:PrincipalOrgID': ['o-1234567890'] } })),
    );
  });

  test('names principals in the Allow, and turns others of the same account away', () => {
    const access = PrivateAccess.principals(
      new ArnPrincipal(ROLE),
      new AccountPrincipal('222222222222'),
    );
    expect(policyOf(access).Statement).toEqual(
      statements(
        {
          ...EVERYBODY,
          Principal: { AWS: [ROLE, 'arn:aws:iam::222222222222:root'] },
        },
        deny({
          ArnNotEquals: { 'aws:PrincipalArn': [ROLE] },
          StringNotEquals: { 'aws:PrincipalAccount': ['222222222222'] },
        }),
      ),
    );
  });

  test('takes roles of the app, composite principals and accounts known at deployment', () => {
    const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Stack');
    const role = Role.fromRoleName(stack, 'Role', 'orders');
    const access = PrivateAccess.principals(
      new CompositePrincipal(role, new AccountRootPrincipal()),
    );
    const [, denied] = policyOf(access, stack).Statement;
    expect(denied).toMatchObject({
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': [stack.resolve(role.roleArn)] } },
    });
    expect(JSON.stringify(denied)).toMatch(/"aws:PrincipalAccount":\[\{"Fn::Select":\[4,/);
  });

  test('asks for everything with all: one Deny each', () => {
    const access = PrivateAccess.all(
      PrivateAccess.vpcEndpoints(),
      PrivateAccess.organization('o-1234567890'),
    );
    expect(policyOf(access).Statement).toEqual(
      statements(
        EVERYBODY,
        deny({ StringNotEquals: { 'aws:SourceVpce': ['vpce-own'] } }),
        deny({ StringNotEquals: { 'aws:PrincipalOrgID': ['o-1234567890'] } }),
      ),
    );
  });

  test('asks for one of them with any: one Deny that strikes who has neither', () => {
    const access = PrivateAccess.any(
      PrivateAccess.vpcEndpoints(),
      PrivateAccess.vpcIds('vpc-1a2b3c4d'),
      PrivateAccess.vpcEndpointIds('vpce-9f9f9f9f'),
    );
    expect(policyOf(access).Statement).toEqual(
      statements(
        EVERYBODY,
        deny({
          StringNotEquals: {
            'aws:SourceVpce': ['vpce-own', 'vpce-9f9f9f9f'],
            'aws:SourceVpc': ['vpc-1a2b3c4d'],
          },
        }),
      ),
    );
  });

  test('multiplies an any over an all out', () => {
    const access = PrivateAccess.any(
      PrivateAccess.all(
        PrivateAccess.vpcIds('vpc-1a2b3c4d'),
        PrivateAccess.organization('o-1234567890'),
      ),
      PrivateAccess.vpcEndpoints(),
    );
    const own = { 'aws:SourceVpce': ['vpce-own'] };
    expect(policyOf(access).Statement).toEqual(
      statements(
        EVERYBODY,
        deny({ StringNotEquals: { 'aws:SourceVpc': ['vpc-1a2b3c4d'], ...own } }),
        deny({ StringNotEquals: { 'aws:PrincipalOrgID': ['o-1234567890'], ...own } }),
      ),
    );
  });

  test('names each caller and each combination once', () => {
    const own = PrivateAccess.vpcEndpoints();
    const twice = PrivateAccess.vpcEndpointIds('vpce-own', 'vpce-own');
    expect(policyOf(PrivateAccess.all(own, own, twice))).toEqual(policyOf(own));
    expect(policyOf(PrivateAccess.any(own, twice))).toEqual(policyOf(own));
  });

  test('keeps values that only the deployment knows', () => {
    const id = Token.asString({ Ref: 'EndpointId' });
    expect(policyOf(PrivateAccess.vpcEndpointIds(id)).Statement[1]).toMatchObject({
      Condition: { StringNotEquals: { 'aws:SourceVpce': [{ Ref: 'EndpointId' }] } },
    });
  });

  test('fails with more than 64 combinations, and not with 64', () => {
    const pairs = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        PrivateAccess.all(
          PrivateAccess.vpcIds(`vpc-${index}`),
          PrivateAccess.organization(`o-${String(index).padStart(10, '0')}`),
        ),
      );
    expect(policyOf(PrivateAccess.any(...pairs(6))).Statement).toHaveLength(1 + 64);
    expect(() => policyOf(PrivateAccess.any(...pairs(7)))).toThrow('PrivateAccessComplexity');
  });
});
