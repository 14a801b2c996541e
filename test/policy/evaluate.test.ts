import { evaluate } from '../../lib/policy';
import { invoke, policy } from './requests';

const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
const other = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

describe('the decision', () => {
  test('is the implicit deny when no statement applies', () => {
    expect(evaluate(policy(other), invoke())).toEqual({ effect: 'implicitDeny' });
    expect(evaluate([], invoke())).toEqual({ effect: 'implicitDeny' });
  });

  test('names the first statement that allows', () => {
    expect(evaluate(policy([other, { ...allow, Sid: 'All' }, allow]), invoke())).toEqual({
      effect: 'allow',
      statement: { policy: 0, index: 1, sid: 'All' },
    });
  });

  test('is an explicit deny wherever the Deny stands, and names it', () => {
    const expected = { effect: 'explicitDeny', statement: { policy: 1, index: 1 } };
    expect(evaluate([policy(allow), policy([other, deny])], invoke())).toEqual(expected);
  });
});
