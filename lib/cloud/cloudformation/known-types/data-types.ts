import { arn, host, type KnownTypes, ownId, type TypeFacts, textProperty } from './known-type';

/** Streams are labelled with the time at which they were turned on; time stands still here. */
const STREAM_LABEL = '1970-01-01T00:00:00.000';

function tableArn(facts: TypeFacts & { readonly id: string }): string {
  return arn(facts, 'dynamodb', `table/${facts.id}`);
}

/** The URL of a queue: what `Ref` yields. */
function queueUrl(facts: TypeFacts): string {
  return `https://${host(facts, 'sqs')}/${facts.stack.accountId}/${queueName(facts)}`;
}

/** A FIFO queue or topic that is not named by the template ends as its service wants it. */
function queueName({ name, properties }: TypeFacts): string {
  const fifo = String(properties['FifoQueue'] ?? properties['FifoTopic']) === 'true';
  return fifo && !name.endsWith('.fifo') ? `${name}.fifo` : name;
}

/** Databases and files. */
export const STORAGE_TYPES: KnownTypes = {
  'AWS::DynamoDB::GlobalTable': {
    nameProperty: 'TableName',
    attributes: {
      Arn: tableArn,
      StreamArn: (facts) => `${tableArn(facts)}/stream/${STREAM_LABEL}`,
      TableId: ({ ids }) => ids.uuid('table'),
    },
  },
  'AWS::DynamoDB::Table': {
    nameProperty: 'TableName',
    maxName: 255,
    attributes: {
      Arn: tableArn,
      StreamArn: (facts) => `${tableArn(facts)}/stream/${STREAM_LABEL}`,
    },
    createOnly: ['KeySchema'],
  },
  'AWS::EFS::AccessPoint': {
    id: ({ ids }) => `fsap-0${ids.hex(16)}`,
    attributes: {
      AccessPointId: ownId,
      Arn: (facts) => arn(facts, 'elasticfilesystem', `access-point/${facts.id}`),
    },
  },
  'AWS::EFS::FileSystem': {
    id: ({ ids }) => `fs-0${ids.hex(16)}`,
    attributes: {
      FileSystemId: ownId,
      Arn: (facts) => arn(facts, 'elasticfilesystem', `file-system/${facts.id}`),
    },
  },
  'AWS::RDS::DBCluster': {
    nameProperty: 'DBClusterIdentifier',
    maxName: 63,
    lowerCaseName: true,
    attributes: {
      DBClusterArn: (facts) => arn(facts, 'rds', `cluster:${facts.id}`),
      'Endpoint.Address': (facts) => host(facts, `${facts.id}.cluster-local`),
      'Endpoint.Port': ({ properties }) => String(properties['Port'] ?? 3306),
      'ReadEndpoint.Address': (facts) => host(facts, `${facts.id}.cluster-ro-local`),
    },
  },
  'AWS::RDS::DBInstance': {
    nameProperty: 'DBInstanceIdentifier',
    maxName: 63,
    lowerCaseName: true,
    attributes: {
      DBInstanceArn: (facts) => arn(facts, 'rds', `db:${facts.id}`),
      'Endpoint.Address': (facts) => host(facts, `${facts.id}.local`),
      'Endpoint.Port': ({ properties }) => String(properties['Port'] ?? 3306),
    },
  },
  'AWS::RDS::DBSubnetGroup': { nameProperty: 'DBSubnetGroupName', lowerCaseName: true },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    maxName: 63,
    lowerCaseName: true,
    attributes: {
      Arn: ({ stack, id }) => `arn:${stack.partition}:s3:::${id}`,
      DomainName: ({ stack, id }) => `${id}.s3.${stack.urlSuffix}`,
      DualStackDomainName: (facts) => host(facts, `${facts.id}.s3.dualstack`),
      RegionalDomainName: (facts) => host(facts, `${facts.id}.s3`),
      WebsiteURL: ({ stack, id }) => `http://${id}.s3-website-${stack.region}.${stack.urlSuffix}`,
    },
  },
  'AWS::S3::BucketPolicy': {
    id: (facts) => textProperty(facts, 'Bucket'),
    createOnly: ['Bucket'],
  },
};

/** Queues, topics, streams and events. */
export const MESSAGING_TYPES: KnownTypes = {
  'AWS::Events::ApiDestination': {
    nameProperty: 'Name',
    attributes: {
      Arn: (facts) =>
        arn(facts, 'events', `api-destination/${facts.id}/${facts.ids.uuid('destination')}`),
    },
  },
  'AWS::Events::Archive': {
    nameProperty: 'ArchiveName',
    maxName: 48,
    attributes: { Arn: (facts) => arn(facts, 'events', `archive/${facts.id}`) },
  },
  'AWS::Events::Connection': {
    nameProperty: 'Name',
    attributes: {
      Arn: (facts) =>
        arn(facts, 'events', `connection/${facts.id}/${facts.ids.uuid('connection')}`),
      SecretArn: (facts) => arn(facts, 'secretsmanager', `secret:events!connection/${facts.id}`),
    },
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    attributes: {
      Arn: (facts) => arn(facts, 'events', `event-bus/${facts.id}`),
      Name: ownId,
    },
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    attributes: {
      Arn: (facts) => {
        const bus = textProperty(facts, 'EventBusName').split('/').at(-1);
        return arn(facts, 'events', bus ? `rule/${bus}/${facts.name}` : `rule/${facts.name}`);
      },
    },
    id: (facts) => {
      const bus = textProperty(facts, 'EventBusName').split('/').at(-1);
      return bus ? `${bus}|${facts.name}` : facts.name;
    },
  },
  'AWS::Kinesis::Stream': {
    nameProperty: 'Name',
    maxName: 128,
    attributes: { Arn: (facts) => arn(facts, 'kinesis', `stream/${facts.id}`) },
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    nameProperty: 'DeliveryStreamName',
    attributes: { Arn: (facts) => arn(facts, 'firehose', `deliverystream/${facts.id}`) },
  },
  'AWS::Pipes::Pipe': {
    nameProperty: 'Name',
    attributes: { Arn: (facts) => arn(facts, 'pipes', `pipe/${facts.id}`) },
  },
  'AWS::SNS::Subscription': {
    id: (facts) => `${textProperty(facts, 'TopicArn')}:${facts.ids.uuid()}`,
    attributes: { Arn: ownId },
    createOnly: ['TopicArn', 'Protocol', 'Endpoint'],
  },
  'AWS::SNS::Topic': {
    id: (facts) => arn(facts, 'sns', queueName(facts)),
    nameProperty: 'TopicName',
    maxName: 251,
    attributes: { TopicArn: ownId, TopicName: queueName },
    createOnly: ['FifoTopic'],
  },
  'AWS::SNS::TopicPolicy': { attributes: { Id: ownId } },
  'AWS::SQS::Queue': {
    id: queueUrl,
    nameProperty: 'QueueName',
    maxName: 75,
    attributes: {
      Arn: (facts) => arn(facts, 'sqs', queueName(facts)),
      QueueName: queueName,
      QueueUrl: ownId,
    },
    createOnly: ['FifoQueue'],
  },
  'AWS::SQS::QueuePolicy': { attributes: { Id: ownId } },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    attributes: {
      Arn: (facts) => {
        const group = textProperty(facts, 'GroupName') || 'default';
        return arn(facts, 'scheduler', `schedule/${group}/${facts.id}`);
      },
    },
  },
  'AWS::Scheduler::ScheduleGroup': {
    nameProperty: 'Name',
    attributes: { Arn: (facts) => arn(facts, 'scheduler', `schedule-group/${facts.id}`) },
  },
};
