import { compileUnread, evaluate, type PolicyRequest } from '../../lib/policy';

const request: PolicyRequest = {
  caller: { type: 'aws', arn: 'arn:aws:iam::123456789012:user/alice' },
  action: 'execute-api:Invoke',
  resource: 'arn:aws:execute-api:us-east-1:123456789012:abc/dev/GET/pets',
  context: {},
};
const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('a policy that has not been read before', () => {
  test('is what it is', () => {
    const policy = compileUnread({ Statement: ALLOW }, { attachedTo: 'identity' });
    expect(evaluate(policy, request).effect).toBe('allow');
  });

  test.each([
    null,
    'x',
    [],
    {},
    { Statement: [ALLOW, { Effect: 'Deny' }] },
    { Statement: [ALLOW, { ...ALLOW, Effect: 'deny' }] },
    { Statement: { ...ALLOW, Resource: 'execute-api:/*' } },
  ])('denies everything when it is %j', (json) => {
    const policy = compileUnread(json, { attachedTo: 'identity' });
    expect(evaluate(policy, request).effect).toBe('explicitDeny');
  });
});
