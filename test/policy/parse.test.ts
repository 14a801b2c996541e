import { compilePolicy, PolicyError, parsePolicy } from '../../lib/policy';

const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };

function problem(json: unknown, options = {}): { path: string; message: string } {
  try {
    parsePolicy(json, options);
  } catch (error) {
    if (error instanceof PolicyError) return { path: error.path, message: error.message };
    throw error;
  }
  throw new Error('the policy was accepted');
}

test('a policy may be JSON text, and texts may stand for lists', () => {
  expect(
    parsePolicy(JSON.stringify({ Version: '2012-10-17', Id: 'p', Statement: statement })),
  ).toEqual({
    version: '2012-10-17',
    id: 'p',
    statements: [
      {
        effect: 'Allow',
        action: { negated: false, patterns: ['execute-api:Invoke'] },
        resource: { negated: false, patterns: ['*'] },
        conditions: [],
      },
    ],
  });
});

test('numbers and booleans of conditions become texts', () => {
  const condition = {
    'ForAnyValue:NumericLessThanIfExists': { 'a:b': [1, '2'] },
    Bool: { 'a:c': true },
  };
  const [read] = parsePolicy({ Statement: [{ ...statement, Condition: condition }] }).statements;
  expect(read?.conditions).toEqual([
    {
      operator: 'NumericLessThan',
      setOperator: 'ForAnyValue',
      ifExists: true,
      key: 'a:b',
      values: ['1', '2'],
    },
    { operator: 'Bool', ifExists: false, key: 'a:c', values: ['true'] },
  ]);
});

test.each([
  ['no JSON', '{', '', 'must be JSON'],
  ['a list', [], '', 'must be an object, got: []'],
  ['null', null, '', 'must be an object, got: null'],
  [
    'an unknown member',
    { Statement: statement, Statements: [] },
    '',
    'unknown member "Statements"; allowed are Version, Id, Statement',
  ],
  [
    'an unknown version',
    { Version: '2012-10-18', Statement: statement },
    'Version',
    'must be one of 2012-10-17, 2008-10-17, got: "2012-10-18"',
  ],
  ['no statement', {}, 'Statement', 'must be an object, got: undefined'],
  [
    'an empty list of statements',
    { Statement: [] },
    'Statement',
    'must have at least one statement',
  ],
  [
    'an unknown effect',
    { Statement: [statement, { ...statement, Effect: 'allow' }] },
    'Statement[1].Effect',
    'must be Allow or Deny, got: "allow"',
  ],
  [
    'a misspelt member',
    { Statement: { ...statement, Resources: '*' } },
    'Statement',
    'unknown member "Resources"',
  ],
  [
    'no action',
    { Statement: { Effect: 'Allow', Resource: '*' } },
    'Statement',
    'must say Action or NotAction',
  ],
  [
    'no resource',
    { Statement: { Effect: 'Allow', Action: '*' } },
    'Statement',
    'must say Resource or NotResource',
  ],
  [
    'Action and NotAction',
    { Statement: { ...statement, NotAction: '*' } },
    'Statement',
    'can say Action or NotAction, not both',
  ],
  [
    'Principal and NotPrincipal',
    { Statement: { ...statement, Principal: '*', NotPrincipal: '*' } },
    'Statement',
    'can say Principal or NotPrincipal, not both',
  ],
  [
    'an action without a service',
    { Statement: { ...statement, Action: 'Invoke' } },
    'Statement.Action',
    'must be * or service:action, got: "Invoke"',
  ],
  [
    'an empty list of actions',
    { Statement: { ...statement, Action: [] } },
    'Statement.Action',
    'must have at least one value',
  ],
  [
    'a resource that is no ARN',
    { Statement: [{ ...statement, Resource: ['*', '/pets'] }] },
    'Statement[0].Resource',
    'must be *, an ARN, or execute-api:/stage/verb/path, got: "/pets"',
  ],
  [
    'a Sid that is no text',
    { Statement: { ...statement, Sid: 1 } },
    'Statement.Sid',
    'must be a text, got: 1',
  ],
  [
    'a condition that is no object',
    { Statement: { ...statement, Condition: [] } },
    'Statement.Condition',
    'must be an object, got: []',
  ],
  [
    'a condition without a value',
    { Statement: { ...statement, Condition: { Bool: { a: [] } } } },
    'Statement.Condition.Bool.a',
    'must have at least one value',
  ],
  [
    'an empty condition key',
    { Statement: { ...statement, Condition: { Bool: { '': true } } } },
    'Statement.Condition.Bool',
    'a condition key cannot be empty',
  ],
])('fails for %s', (_name, json, path, text) => {
  const found = problem(json);
  expect(found.path).toBe(path);
  expect(found.message).toContain(text);
});

test('the policy of a resource must name a principal', () => {
  expect(problem({ Statement: statement }, { attachedTo: 'resource' }).message).toContain(
    'must say Principal or NotPrincipal',
  );
  const named = { Statement: { ...statement, Principal: '*' } };
  expect(parsePolicy(named, { attachedTo: 'resource' }).statements).toHaveLength(1);
});

test('the policy of an identity cannot name a principal', () => {
  const named = { Statement: { ...statement, Principal: '*' } };
  expect(problem(named, { attachedTo: 'identity' }).path).toBe('Statement.Principal');
  expect(parsePolicy({ Statement: statement }, { attachedTo: 'identity' }).statements).toHaveLength(
    1,
  );
});

describe('compiling', () => {
  const compile = (resource: string) =>
    compilePolicy(
      parsePolicy({ Version: '2012-10-17', Statement: { ...statement, Resource: resource } }),
    );

  test('fails for the short form when it is not known of which API', () => {
    expect(() => compile('execute-api:/*')).toThrow(
      'only the policy of an API can use the short form',
    );
  });

  test.each([
    ['arn:aws:execute-api:us-east-1:${aws:PrincipalAccount}:x/*', false],
    ['${aws:nothing}', undefined],
    ['arn:aws:execute-api:us-east-1:123456789012:${aws:username}/*', true],
  ])('a variable in %s is accepted: %s', (resource, accepted) => {
    if (accepted) expect(() => compile(resource)).not.toThrow();
    else expect(() => compile(resource)).toThrow(PolicyError);
  });
});

test.each(['resource', 'identity', undefined] as const)(
  'an effect in lower case is none of a policy attached to: %s',
  (attachedTo) => {
    const Principal = attachedTo === 'resource' ? { Principal: '*' } : {};
    const Statement = { Effect: 'allow', Action: '*', Resource: '*', ...Principal };
    const options = attachedTo === undefined ? {} : { attachedTo };
    expect(() => parsePolicy({ Version: '2012-10-17', Statement }, options)).toThrow(
      'Statement.Effect: must be Allow or Deny, got: "allow"',
    );
  },
);
