import type { DecodedCall, Members } from './decoded-call';

/**
 * Answers an action.
 *
 * What it returns is laid over the answer that the service has by default, as far as there is one;
 * nothing returned is that answer. A `ServiceError` that it throws, or an error of the AWS SDK, is
 * the service's answer, any other error ends the request.
 */
export type Responder<Input = Members, Output = Members> = {
  respond(
    input: Input,
    call: DecodedCall,
  ): Partial<Output> | undefined | Promise<Partial<Output> | undefined>;
}['respond'];

/** Responders by action, for actions of which nothing more is known. */
export interface Responders {
  /** The responder of an action, by its name. */
  readonly [action: string]: Responder | undefined;
}

/** A typed attribute of a message. */
export type MessageAttribute = {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
};

/** An item of DynamoDB, or a key of one, in its own notation: `{ "id": { "S": "42" } }`. */
export type AttributeMap = Readonly<Record<string, Members>>;

/** On what condition an item is written, as DynamoDB's writes have it. */
export type WriteCondition = {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: AttributeMap;
};

/** One message of `SendMessageBatch`. */
export type SendMessageBatchEntry = {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
};

/** One event of `PutEvents`. */
export type PutEventsEntry = {
  readonly Source?: string;
  readonly DetailType?: string;
  /** JSON text. */
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  readonly Time?: number | string;
};

/** One record of `PutRecords`. */
export type PutRecordsEntry = {
  /** Base64. */
  readonly Data: string;
  readonly PartitionKey: string;
  readonly ExplicitHashKey?: string;
};

/**
 * What answers for actions of Amazon SQS.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export interface SqsResponders extends Responders {
  /** Puts a message into a queue. */
  readonly SendMessage?: Responder<
    {
      readonly QueueUrl: string;
      readonly MessageBody: string;
      readonly DelaySeconds?: number;
      readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
      readonly MessageGroupId?: string;
      readonly MessageDeduplicationId?: string;
    },
    { MessageId: string; MD5OfMessageBody: string; SequenceNumber: string }
  >;
  /** Puts up to ten messages into a queue. */
  readonly SendMessageBatch?: Responder<
    { readonly QueueUrl: string; readonly Entries: readonly SendMessageBatchEntry[] },
    { Successful: readonly Members[]; Failed: readonly Members[] }
  >;
}

/**
 * What answers for actions of Amazon SNS.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Operations.html
 */
export interface SnsResponders extends Responders {
  /** Publishes a message to a topic. */
  readonly Publish?: Responder<
    {
      readonly TopicArn?: string;
      readonly Message: string;
      readonly Subject?: string;
      readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
      readonly MessageGroupId?: string;
      readonly MessageDeduplicationId?: string;
    },
    { MessageId: string; SequenceNumber: string }
  >;
}

/**
 * What answers for actions of Amazon EventBridge.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
 */
export interface EventBridgeResponders extends Responders {
  /** Puts events on a bus. */
  readonly PutEvents?: Responder<
    { readonly Entries: readonly PutEventsEntry[] },
    { FailedEntryCount: number; Entries: readonly Members[] }
  >;
}

/**
 * What answers for actions of Amazon Kinesis Data Streams.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html
 */
export interface KinesisResponders extends Responders {
  /** Writes a record to a stream. */
  readonly PutRecord?: Responder<
    PutRecordsEntry & { readonly StreamName?: string; readonly StreamARN?: string },
    { ShardId: string; SequenceNumber: string }
  >;
  /** Writes records to a stream. */
  readonly PutRecords?: Responder<
    {
      readonly StreamName?: string;
      readonly StreamARN?: string;
      readonly Records: readonly PutRecordsEntry[];
    },
    { FailedRecordCount: number; Records: readonly Members[] }
  >;
}

/**
 * What answers for actions of Amazon DynamoDB.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export interface DynamoDbResponders extends Responders {
  /** Reads an item. */
  readonly GetItem?: Responder<
    { readonly TableName: string; readonly Key: AttributeMap },
    { Item: AttributeMap }
  >;
  /** Writes an item. */
  readonly PutItem?: Responder<
    { readonly TableName: string; readonly Item: AttributeMap } & WriteCondition,
    { Attributes: AttributeMap }
  >;
  /** Changes an item, or makes it. */
  readonly UpdateItem?: Responder<
    {
      readonly TableName: string;
      readonly Key: AttributeMap;
      readonly UpdateExpression?: string;
      readonly ReturnValues?: string;
    } & WriteCondition,
    { Attributes: AttributeMap }
  >;
  /** Deletes an item. */
  readonly DeleteItem?: Responder<
    { readonly TableName: string; readonly Key: AttributeMap } & WriteCondition,
    { Attributes: AttributeMap }
  >;
  /** Reads the items of a partition. */
  readonly Query?: Responder<
    {
      readonly TableName: string;
      readonly IndexName?: string;
      readonly KeyConditionExpression?: string;
      readonly ExpressionAttributeValues?: AttributeMap;
    },
    { Items: readonly AttributeMap[]; Count: number; ScannedCount: number }
  >;
  /** Reads the items of a table. */
  readonly Scan?: Responder<
    { readonly TableName: string; readonly FilterExpression?: string },
    { Items: readonly AttributeMap[]; Count: number; ScannedCount: number }
  >;
}

/**
 * What answers for actions of AWS Step Functions.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export interface StepFunctionsResponders extends Responders {
  /** Starts an execution and does not wait for it. */
  readonly StartExecution?: Responder<
    { readonly stateMachineArn: string; readonly input?: string; readonly name?: string },
    { executionArn: string; startDate: number }
  >;
  /** Runs an express execution to its end. */
  readonly StartSyncExecution?: Responder<
    { readonly stateMachineArn: string; readonly input?: string; readonly name?: string },
    {
      executionArn: string;
      status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
      /** JSON text. */
      output: string;
      error: string;
      cause: string;
      startDate: number;
      stopDate: number;
    }
  >;
}

/**
 * What answers for actions of Amazon S3.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export interface S3Responders extends Responders {
  /** Reads an object. */
  readonly GetObject?: Responder<
    { readonly Bucket: string; readonly Key: string; readonly Range?: string },
    {
      Body: string | Uint8Array;
      ContentType: string;
      ETag: string;
      Metadata: Readonly<Record<string, string>>;
    }
  >;
  /** Writes an object. */
  readonly PutObject?: Responder<
    {
      readonly Bucket: string;
      readonly Key: string;
      readonly Body: Uint8Array;
      readonly ContentType?: string;
      readonly Metadata?: Readonly<Record<string, string>>;
    },
    { ETag: string; VersionId: string }
  >;
}
