import type { DecodedCall, Members } from './decoded-call';

/**
 * Answers an action.
 *
 * What it returns is laid over the answer that the service has by default, as far as there is one;
 * nothing returned is that answer. A `ServiceError` that it throws is the service's answer, any
 * other error ends the request.
 */
export type Responder<Input = Members, Output = Members> = {
  respond(
    input: Input,
    call: DecodedCall,
  ): Partial<Output> | undefined | Promise<Partial<Output> | undefined>;
}['respond'];

/** Responders by action, for actions of which nothing more is known. */
export interface Responders {
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

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
export interface SqsResponders extends Responders {
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
  readonly SendMessageBatch?: Responder<
    { readonly QueueUrl: string; readonly Entries: readonly SendMessageBatchEntry[] },
    { Successful: readonly Members[]; Failed: readonly Members[] }
  >;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Operations.html */
export interface SnsResponders extends Responders {
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

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html */
export interface EventBridgeResponders extends Responders {
  readonly PutEvents?: Responder<
    { readonly Entries: readonly PutEventsEntry[] },
    { FailedEntryCount: number; Entries: readonly Members[] }
  >;
}

/** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html */
export interface KinesisResponders extends Responders {
  readonly PutRecord?: Responder<
    PutRecordsEntry & { readonly StreamName?: string; readonly StreamARN?: string },
    { ShardId: string; SequenceNumber: string }
  >;
  readonly PutRecords?: Responder<
    {
      readonly StreamName?: string;
      readonly StreamARN?: string;
      readonly Records: readonly PutRecordsEntry[];
    },
    { FailedRecordCount: number; Records: readonly Members[] }
  >;
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html */
export interface DynamoDbResponders extends Responders {
  readonly GetItem?: Responder<
    { readonly TableName: string; readonly Key: AttributeMap },
    { Item: AttributeMap }
  >;
  readonly PutItem?: Responder<
    { readonly TableName: string; readonly Item: AttributeMap },
    { Attributes: AttributeMap }
  >;
  readonly UpdateItem?: Responder<
    {
      readonly TableName: string;
      readonly Key: AttributeMap;
      readonly UpdateExpression?: string;
      readonly ExpressionAttributeValues?: AttributeMap;
    },
    { Attributes: AttributeMap }
  >;
  readonly DeleteItem?: Responder<
    { readonly TableName: string; readonly Key: AttributeMap },
    { Attributes: AttributeMap }
  >;
  readonly Query?: Responder<
    {
      readonly TableName: string;
      readonly IndexName?: string;
      readonly KeyConditionExpression?: string;
      readonly ExpressionAttributeValues?: AttributeMap;
    },
    { Items: readonly AttributeMap[]; Count: number; ScannedCount: number }
  >;
  readonly Scan?: Responder<
    { readonly TableName: string; readonly FilterExpression?: string },
    { Items: readonly AttributeMap[]; Count: number; ScannedCount: number }
  >;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export interface StepFunctionsResponders extends Responders {
  readonly StartExecution?: Responder<
    { readonly stateMachineArn: string; readonly input?: string; readonly name?: string },
    { executionArn: string; startDate: number }
  >;
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

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export interface S3Responders extends Responders {
  readonly GetObject?: Responder<
    { readonly Bucket: string; readonly Key: string; readonly Range?: string },
    {
      Body: string | Uint8Array;
      ContentType: string;
      ETag: string;
      Metadata: Readonly<Record<string, string>>;
    }
  >;
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

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html */
export interface SsmResponders extends Responders {
  readonly GetParameter?: Responder<
    { readonly Name: string; readonly WithDecryption?: boolean },
    { Parameter: Members }
  >;
}
