import { ParameterStore, StackEngine } from '../../../../lib/cloud/cloudformation';
import { reasonOf, source, thing } from '../fake-account';

const ENVIRONMENT = { accountId: '123456789012', region: 'us-east-1' };

async function value(
  declaration: Record<string, unknown>,
  given?: unknown,
  store = new ParameterStore(),
): Promise<unknown> {
  const engine = new StackEngine({ parameters: store });
  await engine.deploy([
    source(
      'S',
      { A: thing({ Value: { Ref: 'P' } }) },
      {
        Parameters: { P: declaration },
        ...(given !== undefined && { parameters: { P: given } }),
      },
    ),
  ]);
  return engine.resource({ source: 'S', logicalId: 'A' })!.properties['Value'];
}

test.each([
  [{ Type: 'String', Default: 'a' }, undefined, 'a'],
  [{ Type: 'String', Default: 'a' }, 'b', 'b'],
  [{ Type: 'String' }, '', ''],
  [{ Type: 'Number', Default: 5 }, undefined, '5'],
  [{ Type: 'CommaDelimitedList' }, 'a, b', ['a', 'b']],
  [{ Type: 'CommaDelimitedList', Default: '' }, undefined, []],
  [{ Type: 'List<AWS::EC2::Subnet::Id>' }, ['s-1', 's-2'], ['s-1', 's-2']],
  [{ Type: 'String', AllowedValues: ['a', 'b'] }, 'b', 'b'],
  [{ Type: 'Number', AllowedValues: [1, 2] }, '2', '2'],
  [{ Type: 'Number', MinValue: 1, MaxValue: 3 }, '1', '1'],
  [{ Type: 'Number', MinValue: 1, MaxValue: 3 }, 3, '3'],
  [{ Type: 'String', MinLength: 1, MaxLength: '3' }, 'abc', 'abc'],
  [{ Type: 'String', AllowedPattern: '[a-z]+' }, 'abc', 'abc'],
  [{ Type: 'AWS::SSM::Parameter::Name' }, '/x', '/x'],
  [{ Type: 'CommaDelimitedList', AllowedPattern: '[a-z]' }, 'a, b', ['a', 'b']],
  [{ Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'b,a', ['b', 'a']],
  [{ Type: 'List<Number>', MinValue: 1, MaxValue: 3 }, '1,3', ['1', '3']],
])('%j with %j is %j', async (declaration, given, expected) => {
  expect(await value(declaration, given)).toEqual(expected);
});

test.each([
  [{ Type: 'Number' }, 'five', 'Parameter \'P\' must be a number, got: "five"'],
  [
    { Type: 'String', AllowedValues: ['a', 'b'] },
    'c',
    'Parameter \'P\' must be one of AllowedValues [a, b], got: "c"',
  ],
  [
    { Type: 'Number', MinValue: 1 },
    '0',
    'Parameter \'P\' must be a number not less than 1, got: "0"',
  ],
  [{ Type: 'Number', MaxValue: 3 }, '4', "Parameter 'P' must be a number not greater than 3"],
  [{ Type: 'String', MinLength: 1 }, '', "Parameter 'P' must contain at least 1 characters"],
  [{ Type: 'String', MaxLength: 3 }, 'abcd', "Parameter 'P' must contain at most 3 characters"],
  [
    { Type: 'String', AllowedPattern: '[a-z]+', ConstraintDescription: 'Lower case, please.' },
    'abc1',
    'Parameter P failed to satisfy constraint: Lower case, please., got: "abc1"',
  ],
  [{ Type: 'String', AllowedPattern: '[a-z]+' }, 'abc1', "Parameter 'P' must match pattern [a-z]+"],
  [
    { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]' },
    'a,b,5',
    "Parameter 'P' must match pattern [a-z]",
  ],
  [{ Type: 'List<Number>' }, '1,two', 'Parameter \'P\' must be a number, got: "1,two"'],
  [
    { Type: 'List<Number>', MaxValue: 3 },
    '1,4',
    "Parameter 'P' must be a number not greater than 3",
  ],
  [{ Type: 'String', AllowedPattern: '\\p{Lower}++' }, 'a', 'is none that JavaScript reads'],
  [{ Type: 'String', NoEcho: true, MaxLength: 3 }, 'secret', 'at most 3 characters, got: ****'],
  [
    { Type: 'String' },
    undefined,
    'TemplateParameter at S/Parameters: Parameters: [P] must have values',
  ],
  [
    { Type: 'String' },
    { a: 1 },
    'the value of a parameter must be a string, a number or a list, got: {"a":1}',
  ],
  [
    { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/none' },
    undefined,
    'TemplateParameter at S/Parameters/P: Unable to fetch parameters [/none] from parameter store for this account',
  ],
])('fails for %j with %j', async (declaration, given, message) => {
  expect(await reasonOf(() => value(declaration, given))).toContain(message);
});

test('fails for a parameter that the template does not have', async () => {
  const engine = new StackEngine();
  const deploy = () => engine.deploy([source('S', { A: thing() }, { parameters: { Q: 1, R: 2 } })]);
  expect(await reasonOf(deploy)).toBe(
    'TemplateParameter at S/Parameters: Parameters: [Q, R] do not exist in the template',
  );
});

describe('parameters of Systems Manager', () => {
  test.each([
    ['AWS::SSM::Parameter::Value<String>', 'a,b'],
    ['AWS::SSM::Parameter::Value<List<String>>', ['a', 'b']],
    ['AWS::SSM::Parameter::Value<CommaDelimitedList>', ['a', 'b']],
  ])('%s is the value of the parameter', async (Type, expected) => {
    const store = new ParameterStore();
    store.put(ENVIRONMENT, '/x', 'old');
    store.put(ENVIRONMENT, '/x', 'a,b');
    expect(await value({ Type, Default: '/x' }, undefined, store)).toEqual(expected);
  });

  test('an image that AWS publishes has an id that stays the same', async () => {
    const declaration = {
      Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    };
    expect(await value(declaration)).toMatch(/^ami-[0-9a-f]{17}$/);
    expect(await value(declaration)).toBe(await value(declaration));
  });

  test('the version that CDK bootstrap leaves is there', async () => {
    const rules = {
      Rules: {
        CheckBootstrapVersion: {
          Assertions: [
            {
              Assert: {
                'Fn::Not': [
                  { 'Fn::Contains': [['1', '2', '3', '4', '5'], { Ref: 'BootstrapVersion' }] },
                ],
              },
              AssertDescription: 'CDK bootstrap stack version 6 required.',
            },
          ],
        },
      },
    };
    const deploy = (Default: string, Type: string) =>
      new StackEngine().deploy([
        source(
          'S',
          { A: thing() },
          { ...rules, Parameters: { BootstrapVersion: { Type, Default } } },
        ),
      ]);
    const stored = 'AWS::SSM::Parameter::Value<String>';
    await deploy('/cdk-bootstrap/hnb659fds/version', stored);
    expect(await reasonOf(() => deploy('5', 'String'))).toBe(
      'TemplateRule at S/Rules/CheckBootstrapVersion: Template validation error: CDK bootstrap stack version 6 required.',
    );
  });
});

test('a rule whose condition is false is not looked at', async () => {
  const never = { 'Fn::Equals': ['a', 'b'] };
  const Rules = { R: { RuleCondition: never, Assertions: [{ Assert: never }] } };
  expect(
    await reasonOf(() => new StackEngine().deploy([source('S', { A: thing() }, { Rules })])),
  ).toBeUndefined();
});
