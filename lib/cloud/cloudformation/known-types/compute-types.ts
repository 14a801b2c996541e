import {
  arn,
  type KnownType,
  type KnownTypes,
  ownId,
  type TypeFacts,
  textProperty,
} from './known-type';

/** The ARN of a function that is given by its name or by its ARN. */
function functionArn(facts: TypeFacts, property: string): string {
  const given = textProperty(facts, property);
  return given.startsWith('arn:') ? given : arn(facts, 'lambda', `function:${given}`);
}

/** An ARN as the physical id, which an attribute repeats. */
function byArn(attribute: string, service: string, path: (facts: TypeFacts) => string): KnownType {
  return {
    id: (facts) => arn(facts, service, path(facts)),
    attributes: { [attribute]: ownId },
  };
}

/** Lambda. */
export const LAMBDA_TYPES: KnownTypes = {
  'AWS::Lambda::Alias': {
    id: (facts) => `${functionArn(facts, 'FunctionName')}:${textProperty(facts, 'Name')}`,
    attributes: { AliasArn: ownId },
    createOnly: ['FunctionName', 'Name'],
  },
  'AWS::Lambda::CodeSigningConfig': byArn(
    'CodeSigningConfigArn',
    'lambda',
    ({ ids }) => `code-signing-config:csc-0${ids.hex(16)}`,
  ),
  'AWS::Lambda::EventInvokeConfig': { createOnly: ['FunctionName', 'Qualifier'] },
  'AWS::Lambda::EventSourceMapping': {
    id: ({ ids }) => ids.uuid(),
    attributes: {
      Id: ownId,
      EventSourceMappingArn: (facts) => arn(facts, 'lambda', `event-source-mapping:${facts.id}`),
    },
    createOnly: ['EventSourceArn'],
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    attributes: { Arn: (facts) => arn(facts, 'lambda', `function:${facts.id}`) },
    createOnly: ['PackageType'],
  },
  'AWS::Lambda::LayerVersion': {
    ...byArn('LayerVersionArn', 'lambda', ({ name }) => `layer:${name}:1`),
    nameProperty: 'LayerName',
    createOnly: ['Content', 'CompatibleRuntimes', 'CompatibleArchitectures'],
  },
  'AWS::Lambda::LayerVersionPermission': { attributes: { Id: ownId } },
  'AWS::Lambda::Permission': {
    attributes: { Id: ownId },
    createOnly: ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'],
  },
  'AWS::Lambda::Url': {
    id: (facts) => functionArn(facts, 'TargetFunctionArn'),
    attributes: {
      FunctionArn: ownId,
      FunctionUrl: ({ ids, stack }) =>
        `https://${ids.lowerAlphanumeric(32, 'url')}.lambda-url.${stack.region}.on.aws/`,
    },
    createOnly: ['TargetFunctionArn', 'Qualifier'],
  },
  'AWS::Lambda::Version': {
    id: (facts) => `${functionArn(facts, 'FunctionName')}:1`,
    attributes: { FunctionArn: ownId, Version: () => '1' },
    createOnly: ['FunctionName'],
  },
};

/** Containers and workflows. */
export const WORKLOAD_TYPES: KnownTypes = {
  'AWS::ECR::Repository': {
    nameProperty: 'RepositoryName',
    maxName: 256,
    lowerCaseName: true,
    attributes: {
      Arn: (facts) => arn(facts, 'ecr', `repository/${facts.id}`),
      RepositoryUri: ({ stack, id }) =>
        `${stack.accountId}.dkr.ecr.${stack.region}.${stack.urlSuffix}/${id}`,
    },
  },
  'AWS::ECS::Cluster': {
    nameProperty: 'ClusterName',
    attributes: { Arn: (facts) => arn(facts, 'ecs', `cluster/${facts.id}`) },
  },
  'AWS::ECS::Service': {
    ...byArn('ServiceArn', 'ecs', ({ name }) => `service/${name}`),
    nameProperty: 'ServiceName',
    attributes: { ServiceArn: ownId, Name: ({ name }) => name },
  },
  'AWS::ECS::TaskDefinition': byArn(
    'TaskDefinitionArn',
    'ecs',
    ({ logicalId, properties }) =>
      `task-definition/${typeof properties['Family'] === 'string' ? properties['Family'] : logicalId}:1`,
  ),
  'AWS::StepFunctions::Activity': {
    id: (facts) => arn(facts, 'states', `activity:${facts.name}`),
    nameProperty: 'Name',
    attributes: { Arn: ownId, Name: ({ name }) => name },
  },
  'AWS::StepFunctions::StateMachine': {
    id: (facts) => arn(facts, 'states', `stateMachine:${facts.name}`),
    nameProperty: 'StateMachineName',
    maxName: 80,
    attributes: {
      Arn: ownId,
      Name: ({ name }) => name,
      StateMachineRevisionId: ({ ids }) => ids.uuid('revision'),
    },
    createOnly: ['StateMachineType'],
  },
};
