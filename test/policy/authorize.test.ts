import {
  authorizeInvoke,
  denyBeforeAuthorizer,
  type Effect,
  type InvokeAuthorization,
  methodArn,
} from '../../lib/policy';
import { ANONYMOUS, API, invoke, policy, signed } from './requests';

const everyone = { Principal: '*', Action: 'execute-api:Invoke' };
const RANGES = ['192.0.2.0/24', '198.51.100.0/24'];

const resourceSays: Record<Effect, unknown> = {
  allow: { Effect: 'Allow', ...everyone, Resource: 'execute-api:/*' },
  implicitDeny: { Effect: 'Allow', ...everyone, Resource: 'execute-api:/dev/GET/other' },
  explicitDeny: { Effect: 'Deny', ...everyone, Resource: 'execute-api:/dev/GET/pets' },
};
const callerSays: Record<Effect, unknown> = {
  allow: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' },
  implicitDeny: {
    Effect: 'Allow',
    Action: 'execute-api:Invoke',
    Resource: 'arn:aws:execute-api:us-east-1:123456789012:other00000/dev/GET/other',
  },
  explicitDeny: { Effect: 'Deny', Action: 'execute-api:Invoke', Resource: '*' },
};

// The tables of apigateway-authorization-flow: caller's side, resource policy, outcome.
const TABLES: readonly (readonly [Effect, Effect, sameAccount: Effect, crossAccount: Effect])[] = [
  ['allow', 'allow', 'allow', 'allow'],
  ['allow', 'implicitDeny', 'allow', 'implicitDeny'],
  ['allow', 'explicitDeny', 'explicitDeny', 'explicitDeny'],
  ['implicitDeny', 'allow', 'allow', 'implicitDeny'],
  ['implicitDeny', 'implicitDeny', 'implicitDeny', 'implicitDeny'],
  ['implicitDeny', 'explicitDeny', 'explicitDeny', 'explicitDeny'],
  ['explicitDeny', 'allow', 'explicitDeny', 'explicitDeny'],
  ['explicitDeny', 'implicitDeny', 'explicitDeny', 'explicitDeny'],
  ['explicitDeny', 'explicitDeny', 'explicitDeny', 'explicitDeny'],
];

function authorize(input: Partial<InvokeAuthorization>) {
  return authorizeInvoke({ authorizer: 'none', sameAccount: true, request: invoke(), ...input });
}

describe.each(TABLES)('caller %s, resource policy %s', (caller, resource, tableA, tableB) => {
  const resourcePolicy = policy(resourceSays[resource], { attachedTo: 'resource' });
  const own = policy(callerSays[caller], { attachedTo: 'identity' });
  const identityPolicies = [own];
  const request = invoke({ caller: signed() });

  test(`IAM in the same account: ${tableA}`, () => {
    const input = { authorizer: 'iam', identityPolicies, resourcePolicy, request } as const;
    expect(authorize(input).decision).toBe(tableA);
  });

  test(`IAM from another account: ${tableB}`, () => {
    const input = { authorizer: 'iam', identityPolicies, resourcePolicy, request } as const;
    expect(authorize({ ...input, sameAccount: false }).decision).toBe(tableB);
  });

  test(`Lambda authorizer: ${tableA}`, () => {
    const input = { authorizer: 'lambda', authorizerPolicy: own, resourcePolicy } as const;
    const result = authorize(input);
    expect(result.decision).toBe(tableA);
    expect(result.phase).toBe(resource === 'explicitDeny' ? 'beforeAuthorizer' : 'afterAuthorizer');
    expect(denyBeforeAuthorizer({ ...input, request: invoke() }) !== undefined).toBe(
      resource === 'explicitDeny',
    );
  });
});

describe('without an authorizer', () => {
  test.each([
    ['deny list, inside the first range', 'Deny', '192.0.2.7', 'explicitDeny'],
    ['deny list, inside the second range', 'Deny', '198.51.100.255', 'explicitDeny'],
    ['deny list, outside', 'Deny', '203.0.113.5', 'allow'],
    ['allow list, inside', 'Allow', '198.51.100.1', 'allow'],
    ['allow list, outside', 'Allow', '203.0.113.5', 'implicitDeny'],
  ])('%s', (_name, effect, sourceIp, decision) => {
    const condition = { Condition: { IpAddress: { 'aws:SourceIp': RANGES } } };
    const listed = { Effect: effect, ...everyone, Resource: ['execute-api:/*'], ...condition };
    const resourcePolicy = policy(effect === 'Deny' ? [resourceSays.allow, listed] : [listed]);
    const request = invoke({ context: { 'aws:SourceIp': sourceIp } });
    expect(authorize({ resourcePolicy, request }).decision).toBe(decision);
  });

  test.each([
    ['/pets', 'allow'],
    ['/other', 'implicitDeny'],
    ['/pets/1', 'implicitDeny'],
  ])('execute-api:/dev/GET/pets is expanded and names one path: %s', (path, decision) => {
    const resourcePolicy = policy({
      Effect: 'Allow',
      ...everyone,
      Resource: 'execute-api:/dev/GET/pets',
    });
    const resource = methodArn(API, { stage: 'dev', verb: 'GET', path });
    expect(authorize({ resourcePolicy, request: invoke({ resource }) }).decision).toBe(decision);
  });

  test('a public API without a policy is open', () => {
    expect(authorize({})).toEqual({
      decision: 'allow',
      phase: 'beforeAuthorizer',
      decidedBy: 'noPolicy',
    });
  });

  test('the deciding statement is named', () => {
    const statements = [
      resourceSays.allow,
      { Sid: 'NoPets', ...(resourceSays.explicitDeny as object) },
    ];
    expect(authorize({ resourcePolicy: policy(statements) })).toEqual({
      decision: 'explicitDeny',
      phase: 'beforeAuthorizer',
      decidedBy: 'resourcePolicy',
      statement: { policy: 0, index: 1, sid: 'NoPets' },
    });
  });
});

describe('a private API', () => {
  test.each([
    ['the VPC endpoint named', 'aws:SourceVpce', 'vpce-1a2b3c4d', 'allow'],
    ['another VPC endpoint', 'aws:SourceVpce', 'vpce-99999999', 'explicitDeny'],
    ['the VPC named', 'aws:SourceVpc', 'vpc-1a2b3c4d', 'allow'],
    ['another VPC', 'aws:SourceVpc', 'vpc-99999999', 'explicitDeny'],
    ['no VPC at all', 'aws:SourceVpc', undefined, 'explicitDeny'],
  ])('called from %s', (_name, key, value, decision) => {
    const wanted = key === 'aws:SourceVpc' ? 'vpc-1a2b3c4d' : 'vpce-1a2b3c4d';
    const others = {
      Effect: 'Deny',
      ...everyone,
      Resource: 'execute-api:/*',
      Condition: { StringNotEquals: { [key]: wanted } },
    };
    const resourcePolicy = policy([resourceSays.allow, others]);
    const request = invoke({ context: { [key]: value } });
    expect(authorize({ resourcePolicy, private: true, request }).decision).toBe(decision);
  });

  test.each([
    ['192.0.2.7', 'explicitDeny'],
    ['203.0.113.5', 'allow'],
  ])('with denied private addresses, called from %s', (ip, decision) => {
    const condition = { IpAddress: { 'aws:VpcSourceIp': RANGES } };
    const denied = {
      Effect: 'Deny',
      ...everyone,
      Resource: 'execute-api:/*',
      Condition: condition,
    };
    const resourcePolicy = policy([resourceSays.allow, denied]);
    const request = invoke({ context: { 'aws:VpcSourceIp': ip } });
    expect(authorize({ resourcePolicy, private: true, request }).decision).toBe(decision);
  });

  test.each(['none', 'lambda', 'iam', 'cognito'] as const)(
    'without a resource policy denies all, whatever the authorizer: %s',
    (authorizer) => {
      const allowing = policy(callerSays.allow);
      const request = invoke({ caller: signed() });
      const sides = { identityPolicies: [allowing], authorizerPolicy: allowing };
      expect(authorize({ authorizer, private: true, request, ...sides })).toEqual({
        decision: 'implicitDeny',
        phase: 'beforeAuthorizer',
        decidedBy: 'missingResourcePolicy',
      });
    },
  );
});

describe('with a Cognito user pool', () => {
  test.each([
    ['allow', 'allow'],
    ['implicitDeny', 'implicitDeny'],
    ['explicitDeny', 'explicitDeny'],
  ] as const)('a resource policy that says %s decides by itself', (says, decision) => {
    const resourcePolicy = policy(resourceSays[says]);
    expect(authorize({ authorizer: 'cognito', resourcePolicy })).toMatchObject({
      decision,
      phase: 'afterAuthorizer',
      decidedBy: 'resourcePolicy',
    });
  });

  test('an API without a policy lets a verified token through', () => {
    expect(authorize({ authorizer: 'cognito' }).decision).toBe('allow');
  });
});

describe('what cannot be decided is denied', () => {
  test('an unsigned call to an IAM method, even if the resource policy allows everyone', () => {
    const resourcePolicy = policy(resourceSays.allow);
    expect(authorize({ authorizer: 'iam', resourcePolicy })).toMatchObject({
      decision: 'implicitDeny',
      decidedBy: 'anonymousCaller',
    });
  });

  test('a Lambda authorizer that gave no policy', () => {
    const resourcePolicy = policy(resourceSays.allow);
    expect(authorize({ authorizer: 'lambda', resourcePolicy })).toMatchObject({
      decision: 'implicitDeny',
      decidedBy: 'missingAuthorizerPolicy',
    });
  });

  test('a call from another account to an API without a resource policy', () => {
    const input = { authorizer: 'iam', identityPolicies: [policy(callerSays.allow)] } as const;
    const request = invoke({ caller: signed() });
    expect(authorize({ ...input, request, sameAccount: true }).decision).toBe('allow');
    expect(authorize({ ...input, request, sameAccount: false }).decision).toBe('implicitDeny');
  });

  test('a signed call without any policy', () => {
    const request = invoke({ caller: signed() });
    expect(authorize({ authorizer: 'iam', request }).decision).toBe('implicitDeny');
  });
});

test.each([
  ['allow', 'implicitDeny', 'authorizerPolicy'],
  ['implicitDeny', 'allow', 'resourcePolicy'],
  ['allow', 'allow', 'tableA'],
  ['implicitDeny', 'implicitDeny', 'tableA'],
  ['explicitDeny', 'allow', 'authorizerPolicy'],
] as const)('authorizer %s, resource policy %s: decided by %s', (answer, says, decidedBy) => {
  const sides = {
    authorizerPolicy: policy(callerSays[answer]),
    resourcePolicy: policy(resourceSays[says]),
  };
  const request = invoke({ caller: ANONYMOUS });
  expect(authorize({ authorizer: 'lambda', request, ...sides }).decidedBy).toBe(decidedBy);
});

test('a Lambda authorizer alone decides for an API without a resource policy', () => {
  const decisionOf = (says: Effect) =>
    authorize({
      authorizer: 'lambda',
      sameAccount: false,
      authorizerPolicy: policy(callerSays[says]),
    });
  expect(decisionOf('allow')).toMatchObject({ decision: 'allow', decidedBy: 'authorizerPolicy' });
  expect(decisionOf('implicitDeny').decision).toBe('implicitDeny');
});
