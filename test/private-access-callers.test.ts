import { Template } from 'aws-cdk-lib/assertions';
import { AuthorizationType, MockIntegration } from 'aws-cdk-lib/aws-apigateway';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import { authorizeInvoke, compilePolicy, methodArn, parsePolicy } from '../lib/policy';
import { PrivateAccess } from '../lib/private-access';
import { PrivateRestApi } from '../lib/private-rest-api';
import { newApp, newStack } from './_helpers/stacks';

const RAISED = { 'cdk-gatehouse:quotas': { resourcePolicyCharacters: 100_000 } };
const ROLE = 'arn:aws:iam::111111111111:role/orders';
const GUEST = 'arn:aws:iam::222222222222:role/guest';

function policyOf(access: PrivateAccess): object {
  const stack = newStack('Stack', newApp(RAISED));
  const own = { vpcEndpointId: 'vpce-own', port: 443 };
  const endpoint = InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, 'Own', own);
  const api = new PrivateRestApi(stack, 'Api', {
    vpcEndpoints: [endpoint],
    access,
    deploy: false,
  });
  const authorizationType = AuthorizationType.IAM;
  api.root.addMethod('GET', new MockIntegration(), { authorizationType });
  const apis = Template.fromStack(stack).findResources('AWS::ApiGateway::RestApi');
  return Object.values(apis)[0]?.['Properties'].Policy;
}

describe('who passes the policy of an access', () => {
  const api = { region: 'eu-west-1', accountId: '111111111111', apiId: 'abcdef1234' };
  const resource = methodArn(api, { stage: 'prod', verb: 'GET', path: '/' });

  interface Call {
    readonly vpce: string;
    readonly vpc: string;
    readonly org?: string;
    readonly role?: string;
  }

  /** One thing asked, and whether a call has it: by its meaning, not by the policy. */
  interface Asked {
    readonly access: PrivateAccess;
    readonly has: (call: Call) => boolean;
    readonly text: string;
  }

  const leaves: Asked[] = [
    ...['vpce-own', 'vpce-b'].map((id) => ({
      access: PrivateAccess.vpcEndpointIds(id),
      has: (call: Call) => call.vpce === id,
      text: id,
    })),
    ...['vpc-a', 'vpc-b'].map((id) => ({
      access: PrivateAccess.vpcIds(id),
      has: (call: Call) => call.vpc === id,
      text: id,
    })),
    {
      access: PrivateAccess.organization('o-1234567890'),
      has: (call: Call) => call.org === 'o-1234567890',
      text: 'organization',
    },
    {
      access: PrivateAccess.principals(
        new ArnPrincipal(ROLE),
        new AccountPrincipal('222222222222'),
      ),
      has: (call: Call) => call.role === ROLE || call.role === GUEST,
      text: 'principals',
    },
  ];

  const calls: Call[] = ['vpce-own', 'vpce-b'].flatMap((vpce) =>
    ['vpc-a', 'vpc-b'].flatMap((vpc) => [
      { vpce, vpc },
      { vpce, vpc, role: 'arn:aws:iam::111111111111:role/other' },
      ...[ROLE, GUEST].flatMap((role) => [
        { vpce, vpc, role },
        { vpce, vpc, role, org: 'o-1234567890' },
        { vpce, vpc, role, org: 'o-other00000' },
      ]),
    ]),
  );

  const { asked } = fc.letrec<{ asked: Asked; all: Asked; any: Asked }>((tie) => ({
    asked: fc.oneof({ maxDepth: 2 }, fc.constantFrom(...leaves), tie('all'), tie('any')),
    all: fc.array(tie('asked'), { minLength: 1, maxLength: 3 }).map((parts) => ({
      access: PrivateAccess.all(...parts.map((part) => part.access)),
      has: (call: Call) => parts.every((part) => part.has(call)),
      text: `all(${parts.map((part) => part.text)})`,
    })),
    any: fc.array(tie('asked'), { minLength: 1, maxLength: 3 }).map((parts) => ({
      access: PrivateAccess.any(...parts.map((part) => part.access)),
      has: (call: Call) => parts.some((part) => part.has(call)),
      text: `any(${parts.map((part) => part.text)})`,
    })),
  }));

  /** IAM authorization, with a caller whose own policies allow everything. */
  function passes(policy: object, call: Call): boolean {
    const everything = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    };
    const outcome = authorizeInvoke({
      authorizer: call.role === undefined ? 'none' : 'iam',
      sameAccount: call.role?.includes(api.accountId) ?? true,
      private: true,
      resourcePolicy: compilePolicy(parsePolicy(policy), { api }),
      identityPolicies: [compilePolicy(parsePolicy(everything, { attachedTo: 'identity' }))],
      request: {
        caller: call.role === undefined ? { type: 'anonymous' } : { type: 'aws', arn: call.role },
        action: 'execute-api:Invoke',
        resource,
        context: {
          'aws:SourceVpce': call.vpce,
          'aws:SourceVpc': call.vpc,
          'aws:PrincipalOrgID': call.org,
          'aws:PrincipalArn': call.role,
          'aws:PrincipalAccount': call.role?.split(':')[4],
        },
      },
    });
    return outcome.decision === 'allow';
  }

  test('is exactly who has what the access asks for', () => {
    fc.assert(
      fc.property(asked, ({ access, has, text }) => {
        const expected = calls.filter(has);
        const policy = policyOrRefusal(access);
        if (typeof policy === 'string') {
          // An access that nobody passes, or that is too long to read.
          const code = expected.length > 0 ? /Complexity/ : /Contradiction|Complexity/;
          expect({ text, refusal: policy }).toEqual({ text, refusal: expect.stringMatching(code) });
          return;
        }
        const passing = calls.filter((call) => passes(policy, call));
        expect({ text, passing }).toEqual({ text, passing: expected });
      }),
      { numRuns: 60 },
    );
  });

  function policyOrRefusal(access: PrivateAccess): object | string {
    try {
      return policyOf(access);
    } catch (error) {
      return (error as Error).message;
    }
  }
});
