import { FakeAccount, thing } from '../fake-account';

const SECTIONS = {
  Parameters: {
    Stage: { Type: 'String', Default: 'prod' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    Count: { Type: 'Number', Default: 3 },
  },
  Mappings: { Sizes: { prod: { size: 'large', zones: ['x', 'y'] }, dev: { size: 'small' } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Both: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Equals': [{ Ref: 'Count' }, 3] }] },
    Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { 'Fn::Equals': ['a', 'b'] }] },
  },
};

/** What a property of a resource becomes. */
async function resolved(value: unknown, options = {}): Promise<unknown> {
  const account = new FakeAccount({ accountId: '111111111111', region: 'eu-west-1', ...options });
  await account.deploy({ A: thing(), B: thing({ Value: value }) }, SECTIONS);
  const { properties } = account.engine.resource({ source: 'S', logicalId: 'B' })!;
  return properties['Value'];
}

async function refusal(value: unknown): Promise<string | undefined> {
  return new FakeAccount().failure({ A: thing(), B: thing({ Value: value }) }, SECTIONS);
}

/** Examples of the CloudFormation template reference have their function's page in the name. */
const CASES: [string, unknown, unknown][] = [
  ['Ref of a resource', { Ref: 'A' }, 'a-1'],
  ['Ref of a parameter', { Ref: 'Stage' }, 'prod'],
  ['Ref of a number, which is a text', { Ref: 'Count' }, '3'],
  ['Ref of a list', { Ref: 'Zones' }, ['a', 'b', 'c']],
  ['Ref of AWS::Region', { Ref: 'AWS::Region' }, 'eu-west-1'],
  ['Ref of AWS::AccountId', { Ref: 'AWS::AccountId' }, '111111111111'],
  ['Ref of AWS::Partition', { Ref: 'AWS::Partition' }, 'aws'],
  ['Ref of AWS::URLSuffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  ['Ref of AWS::StackName', { Ref: 'AWS::StackName' }, 'S'],
  ['Ref of AWS::NotificationARNs', { Ref: 'AWS::NotificationARNs' }, []],
  ['Ref of AWS::NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
  ['Ref of AWS::NoValue in a list', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
  ['Ref of AWS::NoValue alone', { Ref: 'AWS::NoValue' }, undefined],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['A', 'Arn'] }, 'arn:a-1'],
  ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'A.Arn' }, 'arn:a-1'],
  ['Fn::Join', { 'Fn::Join': [':', ['a', 'b', 'c']] }, 'a:b:c'],
  ['Fn::Join of a list', { 'Fn::Join': ['-', { Ref: 'Zones' }] }, 'a-b-c'],
  ['Fn::Join of numbers', { 'Fn::Join': ['', [1, { Ref: 'Stage' }, true]] }, '1prodtrue'],
  ['Fn::Join without what is no value', { 'Fn::Join': [',', ['a', { Ref: 'AWS::NoValue' }]] }, 'a'],
  ['Fn::Join of nothing', { 'Fn::Join': [',', []] }, ''],
  ['Fn::Sub', { 'Fn::Sub': '${A}/${A.Arn}/${AWS::Region}/${Stage}' }, 'a-1/arn:a-1/eu-west-1/prod'],
  ['Fn::Sub with blanks', { 'Fn::Sub': '${ Stage }' }, 'prod'],
  [
    'Fn::Sub with a literal',
    { 'Fn::Sub': '${!stageVariables.alias}-${Stage}' },
    '${stageVariables.alias}-prod',
  ],
  ['Fn::Sub without placeholders', { 'Fn::Sub': 'a $b {c}' }, 'a $b {c}'],
  [
    'Fn::Sub with variables',
    { 'Fn::Sub': ['www.${Domain}.${Stage}', { Domain: { 'Fn::Join': ['.', ['a', 'b']] } }] },
    'www.a.b.prod',
  ],
  ['Fn::Sub with a variable before a resource', { 'Fn::Sub': ['${A}', { A: 'mine' }] }, 'mine'],
  ['Fn::Split', { 'Fn::Split': ['|', 'a|b|c'] }, ['a', 'b', 'c']],
  ['Fn::Split with an empty end', { 'Fn::Split': ['|', 'a||c|'] }, ['a', '', 'c', '']],
  ['Fn::Select', { 'Fn::Select': ['1', ['apples', 'grapes', 'oranges']] }, 'grapes'],
  ['Fn::Select of a split', { 'Fn::Select': [2, { 'Fn::Split': [',', 'x,y,z'] }] }, 'z'],
  ['Fn::Select of a list parameter', { 'Fn::Select': ['0', { Ref: 'Zones' }] }, 'a'],
  ['Fn::If of a true condition', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'],
  ['Fn::If of a false condition', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'no'],
  ['Fn::If of Fn::And', { 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
  ['Fn::If of Fn::Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'no'],
  ['Fn::If without a value', { a: { 'Fn::If': ['IsDev', 1, { Ref: 'AWS::NoValue' }] } }, {}],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'size'] }, 'large'],
  ['Fn::FindInMap of a list', { 'Fn::FindInMap': ['Sizes', 'prod', 'zones'] }, ['x', 'y']],
  [
    'Fn::FindInMap with a default',
    { 'Fn::FindInMap': ['Sizes', 'test', 'size', { DefaultValue: { Ref: 'Stage' } }] },
    'prod',
  ],
  ['Fn::Base64', { 'Fn::Base64': 'AWS CloudFormation' }, 'QVdTIENsb3VkRm9ybWF0aW9u'],
  ['Fn::GetAZs', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
  [
    'Fn::GetAZs of another region',
    { 'Fn::GetAZs': { 'Fn::Sub': 'us-east-1' } },
    ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  ],
  [
    'Fn::Cidr of the reference',
    { 'Fn::Cidr': ['192.168.0.0/24', '6', '5'] },
    [
      '192.168.0.0/27',
      '192.168.0.32/27',
      '192.168.0.64/27',
      '192.168.0.96/27',
      '192.168.0.128/27',
      '192.168.0.160/27',
    ],
  ],
  ['Fn::Cidr of a block with host bits', { 'Fn::Cidr': ['10.1.2.3/16', 1] }, ['10.1.0.0/24']],
  [
    'Fn::Cidr of IPv6',
    { 'Fn::Cidr': ['2001:db8:1234:1a00::/56', '2', '64'] },
    ['2001:db8:1234:1a00::/64', '2001:db8:1234:1a01::/64'],
  ],
  ['Fn::Length', { 'Fn::Length': { Ref: 'Zones' } }, 3],
  [
    'Fn::ToJsonString',
    { 'Fn::ToJsonString': { a: { Ref: 'Stage' }, b: [1] } },
    '{"a":"prod","b":[1]}',
  ],
  ['a key of an object that is no function', { Condition: 'IsProd' }, { Condition: 'IsProd' }],
  ['an object of two members', { Ref: 'A', Other: 1 }, { Ref: 'A', Other: 1 }],
];

test.each(CASES)('%s', async (_name, value, expected) => {
  expect(await resolved(value)).toEqual(expected);
});

test.each([
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['us-east-1', 'aws', 'amazonaws.com'],
])('region %s lies in partition %s', async (region, partition, suffix) => {
  expect(await resolved({ 'Fn::Sub': '${AWS::Partition}/${AWS::URLSuffix}' }, { region })).toBe(
    `${partition}/${suffix}`,
  );
});

test('AWS::StackId is the ARN of the stack', async () => {
  expect(await resolved({ Ref: 'AWS::StackId' })).toMatch(
    /^arn:aws:cloudformation:eu-west-1:111111111111:stack\/S\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('a member called __proto__ stays a member', async () => {
  const value: unknown = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}');
  expect(JSON.stringify(await resolved(value))).toBe('{"__proto__":{"polluted":true},"a":1}');
});

const AT = 'TemplateFunction at S/Resources/B/Properties/Value';

test.each([
  [
    { 'Fn::Join': ['-'] },
    `${AT}/Fn::Join: Template error: every Fn::Join object requires two parameters`,
  ],
  [{ 'Fn::Join': ['-', 'a'] }, `${AT}/Fn::Join: Template error: every Fn::Join object`],
  [{ 'Fn::Join': ['-', [['a']]] }, `${AT}/Fn::Join: Template error: every Fn::Join object`],
  [{ 'Fn::Sub': 5 }, `${AT}/Fn::Sub: Template error: One or more Fn::Sub intrinsic functions don`],
  [
    { 'Fn::Sub': '${Zones}' },
    `${AT}/Fn::Sub: Template error: \${Zones} of Fn::Sub must be a string, got: a list`,
  ],
  [{ 'Fn::Split': ['', 'a'] }, `${AT}/Fn::Split: Template error: every Fn::Split object requires`],
  [
    { 'Fn::Select': [3, ['a', 'b', 'c']] },
    `${AT}/Fn::Select: Template error: Fn::Select cannot select nonexistent value at index 3`,
  ],
  [
    { 'Fn::Select': [-1, ['a']] },
    `${AT}/Fn::Select: Template error: Fn::Select cannot select nonexistent value at index -1`,
  ],
  [
    { 'Fn::Select': [0, 'a'] },
    `${AT}/Fn::Select: Template error: the values of Fn::Select must be a list`,
  ],
  [
    { x: [{ 'Fn::FindInMap': ['Sizes', 'test', 'size'] }] },
    `${AT}/x/0/Fn::FindInMap: Template error: Unable to get mapping for Sizes::test::size`,
  ],
  [{ 'Fn::FindInMap': ['Sizes', 'toString', 'x'] }, 'Unable to get mapping for Sizes::toString::x'],
  [{ 'Fn::Cidr': ['10.0.0.0', 1, 8] }, 'the block must be an address and a mask, got: "10.0.0.0"'],
  [{ 'Fn::Cidr': ['10.0.0.0/16', 257, 8] }, 'the number of blocks must be 1 to 256, got: 257'],
  [{ 'Fn::Cidr': ['10.0.0.0/16', 0, 8] }, 'the number of blocks must be 1 to 256, got: 0'],
  [{ 'Fn::Cidr': ['10.0.0.0/24', 2, 8] }, '10.0.0.0/24 has no 2 subnets of 8 bits'],
  [{ 'Fn::Length': 'abc' }, 'the value of Fn::Length must be a list'],
  [{ 'Fn::Transform': { Name: 'AWS::Include' } }, 'macros cannot run here, got: Fn::Transform'],
  [
    { 'Fn::Unknown': 1 },
    `${AT}: Template error: Fn::Unknown is not a function that can stand here`,
  ],
  [{ 'Fn::If': ['IsProd', 1] }, 'Fn::If requires a list argument with three elements'],
  [{ 'Fn::GetAtt': ['A'] }, 'every Fn::GetAtt object requires two non-empty parameters'],
  [
    { 'Fn::GetAtt': ['A', 'Size'] },
    `ResourceAttribute at S/Resources/B/Properties/Value/Fn::GetAtt: Template error: resource A does not support attribute type Size in Fn::GetAtt; Test::Fake::Thing has here: Arn, Value`,
  ],
  [{ 'Fn::GetAtt': ['A', '__proto__'] }, 'resource A does not support attribute type __proto__'],
  [
    { 'Fn::ImportValue': 'none' },
    'StackImport at S/Resources/B/Properties/Value/Fn::ImportValue: No export named none found',
  ],
  [
    { 'Fn::GetStackOutput': { StackName: 'T', OutputName: 'O' } },
    'stack T has no output O in 123456789012/us-east-1; deploy that stack first',
  ],
])('fails for %j', async (value, message) => {
  expect(await refusal(value)).toContain(message);
});

test('fails for a value that is nested too deep', async () => {
  let value: unknown = 'end';
  for (let level = 0; level < 5000; level += 1) value = { x: value };
  expect(await refusal(value)).toContain('a template must not be nested more than 200 levels deep');
});

test('Fn::If does not look at the branch that is not taken', async () => {
  const branches = ['IsProd', 'taken', { 'Fn::Select': [9, []] }];
  expect(await resolved({ 'Fn::If': branches })).toBe('taken');
});
