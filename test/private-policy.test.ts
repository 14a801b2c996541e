import { isEmptyPolicy, openStatement } from '../lib/private/private-policy';

const ALLOW = {
  Effect: 'Allow',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
};
const DENY = { ...ALLOW, Effect: 'Deny' };
const VPCE = { 'aws:SourceVpce': 'vpce-1a2b3c4d' };
const ROLE = 'arn:aws:iam::111111111111:role/orders';

function open(...statements: object[]): boolean {
  return openStatement({ Version: '2012-10-17', Statement: statements }) !== undefined;
}

describe('a policy is open', () => {
  test.each<[string, object[]]>([
    ['that lets everybody in', [ALLOW]],
    ['in the other spelling of everybody', [{ ...ALLOW, Principal: { AWS: '*' } }]],
    ['in a list of principals', [{ ...ALLOW, Principal: { AWS: [ROLE, '*'] } }]],
    ['that lets everybody in but one', [{ ...ALLOW, Principal: undefined, NotPrincipal: ROLE }]],
    ['that allows every action of the service', [{ ...ALLOW, Action: 'execute-api:*' }]],
    ['that allows every action', [{ ...ALLOW, Action: ['s3:GetObject', '*'] }]],
    ['that allows all actions but some', [{ ...ALLOW, Action: undefined, NotAction: 's3:*' }]],
    [
      'whose condition is on something that no caller lacks',
      [{ ...ALLOW, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ],
    [
      'whose condition every endpoint meets',
      [{ ...ALLOW, Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } }],
    ],
    [
      'whose condition every address meets',
      [{ ...ALLOW, Condition: { IpAddress: { 'aws:VpcSourceIp': ['10.0.0.0/8', '0.0.0.0/0'] } } }],
    ],
    [
      'whose condition is met by a request without the key',
      [{ ...ALLOW, Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' } } }],
    ],
    [
      'whose condition is met by all but one endpoint',
      [{ ...ALLOW, Condition: { StringNotEquals: VPCE } }],
    ],
    [
      'whose Deny is about some other action',
      [
        ALLOW,
        { ...DENY, Action: 'execute-api:InvalidateCache', Condition: { StringNotEquals: VPCE } },
      ],
    ],
    [
      'whose Deny is about a part of the API',
      [
        ALLOW,
        { ...DENY, Resource: 'execute-api:/prod/POST/*', Condition: { StringNotEquals: VPCE } },
      ],
    ],
    [
      'whose Deny strikes only some strangers',
      [
        ALLOW,
        {
          ...DENY,
          Condition: { StringNotEquals: VPCE, Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    ],
    ['whose Deny strikes one endpoint', [ALLOW, { ...DENY, Condition: { StringEquals: VPCE } }]],
    [
      'whose Deny spares everybody',
      [ALLOW, { ...DENY, Condition: { StringNotLike: { 'aws:SourceVpce': ['vpce-*'] } } }],
    ],
    ['whose Deny is about one principal', [ALLOW, { ...DENY, Principal: { AWS: ROLE } }]],
    [
      'on one route, beside restricted ones',
      [
        { ...ALLOW, Condition: { StringEquals: VPCE } },
        { ...ALLOW, Resource: 'execute-api:/prod/GET/health' },
      ],
    ],
  ])('%s', (_what, statements) => {
    expect(open(...statements)).toBe(true);
  });

  test('also as text', () => {
    expect(openStatement(JSON.stringify({ Statement: ALLOW }))).toEqual(ALLOW);
  });
});

describe('a policy is not open', () => {
  test.each<[string, object[]]>([
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
    [
      "that is AWS's example for endpoints",
      [ALLOW, { ...DENY, Condition: { StringNotEquals: VPCE } }],
    ],
    [
      "that is AWS's example for VPCs",
      [ALLOW, { ...DENY, Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } } }],
    ],
    [
      "that is AWS's example for addresses",
      [ALLOW, { ...DENY, Condition: { NotIpAddress: { 'aws:VpcSourceIp': ['192.0.2.0/24'] } } }],
    ],
    ['that allows on a condition', [{ ...ALLOW, Condition: { StringEquals: VPCE } }]],
    [
      'with a key in other case',
      [{ ...ALLOW, Condition: { StringEquals: { 'AWS:sourcevpce': 'vpce-1a2b3c4d' } } }],
    ],
    ['that allows named principals', [{ ...ALLOW, Principal: { AWS: [ROLE] } }]],
    [
      'that allows other actions to everybody',
      [{ ...ALLOW, Action: 'execute-api:InvalidateCache' }],
    ],
    [
      'whose Deny strikes everybody but one',
      [ALLOW, { ...DENY, Principal: undefined, NotPrincipal: { AWS: ROLE } }],
    ],
    ['whose Deny strikes everybody', [ALLOW, DENY]],
    [
      'whose Deny names the whole API in another form',
      [
        { ...ALLOW, Resource: { 'Fn::Join': ['', ['arn:aws:execute-api:', { Ref: 'Api' }]] } },
        { ...DENY, Condition: { StringNotEquals: VPCE } },
      ],
    ],
    [
      'whose Deny has the resource of the Allow',
      [
        { ...ALLOW, Resource: ['execute-api:/prod/GET/pets'] },
        { ...DENY, Resource: 'execute-api:/prod/*', Condition: { StringNotEquals: VPCE } },
      ],
    ],
    [
      'whose callers are known at deployment',
      [{ ...ALLOW, Condition: { StringEquals: { 'aws:SourceVpce': { Ref: 'Endpoint' } } } }],
    ],
  ])('%s', (_what, statements) => {
    expect(open(...statements)).toBe(false);
  });
});

describe('a policy is empty', () => {
  test.each([[undefined], [''], ['not JSON'], [{}], [{ Statement: [] }]])('%j', (policy) => {
    expect(isEmptyPolicy(policy)).toBe(true);
  });

  test.each([[{ Statement: ALLOW }], [{ Ref: 'Policy' }], [{ 'Fn::ToJsonString': {} }]])(
    'unless it says or may say something: %j',
    (policy) => {
      expect(isEmptyPolicy(policy)).toBe(false);
    },
  );
});
