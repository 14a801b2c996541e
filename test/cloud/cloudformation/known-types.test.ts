import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StackEngine } from '../../../lib/cloud/cloudformation';
import { KNOWN_TYPES } from '../../../lib/cloud/cloudformation/known-types';
import type { CfnResource } from '../../../lib/model';
import { reasonOf, source } from './fake-account';

const LIBRARY = dirname(require.resolve('aws-cdk-lib/package.json'));
const SERVICE_FOLDERS: Readonly<Record<string, string>> = {
  'AWS::ElasticLoadBalancingV2': 'aws-elasticloadbalancingv2',
  'AWS::KinesisFirehose': 'aws-kinesisfirehose',
};

/** Attributes of all types of a service, as the generated classes of aws-cdk-lib declare them. */
function declaredAttributes(service: string): Map<string, Set<string>> {
  const folder =
    SERVICE_FOLDERS[service] ??
    (service === 'AWS::CloudFormation' ? 'core' : `aws-${service.slice(5).toLowerCase()}`);
  const lib = join(LIBRARY, folder, 'lib');
  const types = new Map<string, Set<string>>();
  for (const file of readdirSync(lib).filter((name) => name.endsWith('.generated.d.ts'))) {
    let current = new Set<string>();
    const text = readFileSync(join(lib, file), 'utf8');
    for (const [, type, attribute] of text.matchAll(
      /@cloudformationResource (\S+)|@cloudformationAttribute (\S+)/g,
    )) {
      if (attribute !== undefined) current.add(attribute);
      if (type === undefined) continue;
      current = types.get(type) ?? new Set();
      types.set(type, current);
    }
  }
  return types;
}

const SERVICES = [
  ...new Set(Object.keys(KNOWN_TYPES).map((type) => type.split('::').slice(0, 2).join('::'))),
];

test.each(SERVICES.filter((service) => service !== 'AWS::CDK'))(
  'types of %s exist, and so do their attributes',
  (service) => {
    const declared = declaredAttributes(service);
    const mistakes = Object.entries(KNOWN_TYPES)
      .filter(([type]) => type.startsWith(`${service}::`))
      .flatMap(([type, { attributes = {} }]) => {
        const known = declared.get(type);
        if (known === undefined) return [type];
        return Object.keys(attributes)
          .filter((name) => !known.has(name))
          .map((name) => `${type} ${name}`);
      });
    expect(mistakes).toEqual([]);
  },
);

/** `Ref` and some attributes, in the form that the pages of the types show. */
test.each([
  [
    'AWS::IAM::Role',
    {},
    /^S-R-[A-Z0-9]{12}$/,
    { Arn: /^arn:aws:iam::123456789012:role\/S-R-[A-Z0-9]{12}$/ },
  ],
  [
    'AWS::IAM::Role',
    { RoleName: 'r', Path: '/p/' },
    /^r$/,
    { Arn: /^arn:aws:iam::123456789012:role\/p\/r$/ },
  ],
  ['AWS::IAM::ManagedPolicy', {}, /^arn:aws:iam::123456789012:policy\/S-R-/, {}],
  [
    'AWS::SQS::Queue',
    { QueueName: 'q' },
    /^https:\/\/sqs\.us-east-1\.amazonaws\.com\/123456789012\/q$/,
    { Arn: /^arn:aws:sqs:us-east-1:123456789012:q$/, QueueName: /^q$/ },
  ],
  ['AWS::SQS::Queue', { FifoQueue: true }, /\/S-R-[A-Z0-9]{12}\.fifo$/, { QueueName: /\.fifo$/ }],
  [
    'AWS::SNS::Topic',
    { TopicName: 't' },
    /^arn:aws:sns:us-east-1:123456789012:t$/,
    { TopicName: /^t$/ },
  ],
  [
    'AWS::S3::Bucket',
    {},
    /^s-r-[a-z0-9]{12}$/,
    {
      Arn: /^arn:aws:s3:::s-r-/,
      RegionalDomainName: /^s-r-[a-z0-9]+\.s3\.us-east-1\.amazonaws\.com$/,
    },
  ],
  [
    'AWS::DynamoDB::Table',
    { TableName: 't' },
    /^t$/,
    { Arn: /^arn:aws:dynamodb:us-east-1:123456789012:table\/t$/ },
  ],
  ['AWS::KMS::Key', {}, /^[0-9a-f-]{36}$/, { Arn: /:key\/[0-9a-f-]{36}$/ }],
  [
    'AWS::Logs::LogGroup',
    { LogGroupName: '/x' },
    /^\/x$/,
    { Arn: /^arn:aws:logs:us-east-1:123456789012:log-group:\/x:\*$/ },
  ],
  ['AWS::EC2::VPC', {}, /^vpc-[0-9a-f]{17}$/, { DefaultSecurityGroup: /^sg-[0-9a-f]{17}$/ }],
  ['AWS::ApiGateway::RestApi', {}, /^[a-z0-9]{10}$/, { RootResourceId: /^[a-z0-9]{10}$/ }],
  ['AWS::ApiGateway::Deployment', {}, /^[a-z0-9]{6}$/, { DeploymentId: /^[a-z0-9]{6}$/ }],
  [
    'AWS::ApiGatewayV2::Api',
    { ProtocolType: 'HTTP' },
    /^[a-z0-9]{10}$/,
    { ApiEndpoint: /^https:\/\/[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/ },
  ],
  [
    'AWS::Lambda::Function',
    {},
    /^S-R-[A-Z0-9]{12}$/,
    { Arn: /^arn:aws:lambda:us-east-1:123456789012:function:S-R-/ },
  ],
  [
    'AWS::Lambda::Alias',
    { FunctionName: 'f', Name: 'live' },
    /^arn:aws:lambda:us-east-1:123456789012:function:f:live$/,
    {},
  ],
  [
    'AWS::Cognito::UserPool',
    {},
    /^us-east-1_[A-Z0-9]{9}$/,
    { ProviderName: /^cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_/ },
  ],
  [
    'AWS::Events::Rule',
    { Name: 'r' },
    /^r$/,
    { Arn: /^arn:aws:events:us-east-1:123456789012:rule\/r$/ },
  ],
  ['AWS::Events::Rule', { Name: 'r', EventBusName: 'b' }, /^b\|r$/, { Arn: /:rule\/b\/r$/ }],
  [
    'AWS::StepFunctions::StateMachine',
    { StateMachineName: 'm' },
    /^arn:aws:states:us-east-1:123456789012:stateMachine:m$/,
    { Name: /^m$/ },
  ],
  [
    'AWS::WAFv2::WebACL',
    { Name: 'w', Scope: 'REGIONAL' },
    /^w\|[0-9a-f-]{36}\|REGIONAL$/,
    { Arn: /:regional\/webacl\/w\// },
  ],
  [
    'AWS::Strange::Thing',
    {},
    /^S-R-[A-Z0-9]{12}$/,
    { Arn: /^arn:aws:strange:us-east-1:123456789012:thing\/S-R-/, ThingId: /^S-R-/ },
  ],
])('%s of %j', async (type, properties, ref, attributes) => {
  const engine = new StackEngine();
  await engine.deploy([source('S', { R: { Type: type, Properties: properties } })]);
  const resource = engine.resource({ source: 'S', logicalId: 'R' })!;
  expect(resource.physicalId).toMatch(ref);
  for (const [name, pattern] of Object.entries(attributes)) {
    expect(resource.attributes[name]).toMatch(pattern as RegExp);
  }
});

test.each([
  ['AWS::S3::Bucket', 63],
  ['AWS::IAM::Role', 64],
  ['AWS::SQS::Queue', 80],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', 32],
])('a name that is made up for %s has no more than %d characters', async (type, length) => {
  const engine = new StackEngine();
  const logicalId = 'Logical'.repeat(20);
  const name = { 'Fn::GetAtt': [logicalId, 'QueueName'] };
  await engine.deploy([
    source(
      'Stack'.repeat(20),
      { [logicalId]: { Type: type } },
      {
        ...(type === 'AWS::SQS::Queue' && { Outputs: { Name: { Value: name } } }),
      },
    ),
  ]);
  const [stack] = engine.stacks;
  const { physicalId, attributes } = stack!.resources.get(logicalId)!;
  const made = stack!.outputs.get('Name') ?? attributes['TargetGroupName'] ?? physicalId;
  expect(String(made).length).toBeLessThanOrEqual(length);
  expect(String(made)).toMatch(/^stack.*-logical.*-[a-z0-9]{12}$/i);
});

test('a change of a name replaces, a change of something else does not', async () => {
  const engine = new StackEngine();
  const deploy = (properties: Record<string, unknown>) =>
    engine.deploy([source('S', { R: { Type: 'AWS::SQS::Queue', Properties: properties } })]);
  await deploy({ VisibilityTimeout: 1 });
  const before = engine.resource({ source: 'S', logicalId: 'R' });
  await deploy({ VisibilityTimeout: 2 });
  expect(engine.resource({ source: 'S', logicalId: 'R' })).toMatchObject({
    physicalId: before!.physicalId,
    attributes: before!.attributes,
  });
  const { events } = await deploy({ QueueName: 'q' });
  expect(events.map(({ physicalId }) => physicalId)).toContain(before!.physicalId);
  expect(events.some(({ action }) => action === 'DELETE')).toBe(true);
});

test('a resource keeps its id and attributes when a replacement was rolled back', async () => {
  const engine = new StackEngine();
  const stack = (value: unknown, more: Record<string, CfnResource> = {}) => [
    source('S', { R: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: value } }, ...more }),
  ];
  const record = () => engine.resource({ source: 'S', logicalId: 'R' })!;
  await engine.deploy(stack('10.0.0.0/16'));
  const { physicalId, attributes } = record();
  const bad = { Bad: { Type: 'Custom::Bad', Properties: { Vpc: { Ref: 'R' } } } };
  await reasonOf(() => engine.deploy(stack('10.1.0.0/16', bad)));
  expect(record().physicalId).toBe(physicalId);
  const tagged = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', Tags: [] } };
  await engine.deploy([source('S', { R: tagged })]);
  expect(record()).toMatchObject({ physicalId, attributes });
  await engine.deploy(stack('10.1.0.0/16'));
  expect(record().physicalId).not.toBe(physicalId);
});
