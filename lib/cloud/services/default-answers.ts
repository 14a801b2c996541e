import { createHash } from 'node:crypto';
import type { Clock } from '../../gateway/stage-runtime';
import type { CalledAction, Members } from './decoded-call';
import { ServiceError } from './service-error';

/** What default answers are made with. */
export interface AnswerWorld {
  readonly clock: Clock;
  /** Next id, a UUID. */
  id(): string;
  /** Next of the numbers that records are in order by. */
  sequence(): number;
}

interface DefaultAnswer {
  /** Members of the request without which the service refuses it. */
  readonly required: readonly string[];
  answer(input: Members, world: AnswerWorld): Members;
}

/** Digits of a sequence number, which Kinesis and FIFO queues give. */
const SEQUENCE_DIGITS = 20;

/** Answers of actions that only tell that something was taken, by service and action. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, DefaultAnswer>>>> = {
  dynamodb: {
    PutItem: nothing('TableName', 'Item'),
    UpdateItem: nothing('TableName', 'Key'),
    DeleteItem: nothing('TableName', 'Key'),
  },
  events: {
    PutEvents: {
      required: ['Entries'],
      answer: ({ Entries }, { id }) => ({
        FailedEntryCount: 0,
        Entries: list(Entries).map(() => ({ EventId: id() })),
      }),
    },
  },
  kinesis: {
    PutRecord: { required: ['Data', 'PartitionKey'], answer: storedRecord },
    PutRecords: {
      required: ['Records'],
      answer: ({ Records }, world) => ({
        FailedRecordCount: 0,
        Records: list(Records).map((record) => storedRecord(record, world)),
      }),
    },
  },
  s3: {
    PutObject: {
      required: ['Bucket', 'Key'],
      answer: ({ Body }) => ({ ETag: `"${md5(Body as Uint8Array)}"` }),
    },
    DeleteObject: nothing('Bucket', 'Key'),
  },
  sns: {
    Publish: {
      required: ['Message'],
      answer: ({ TopicArn }, world) => ({
        MessageId: world.id(),
        ...fifoNumber(TopicArn, world),
      }),
    },
    PublishBatch: {
      required: ['TopicArn', 'PublishBatchRequestEntries'],
      answer: ({ PublishBatchRequestEntries }, { id }) => ({
        Successful: list(PublishBatchRequestEntries).map(({ Id }) => ({ Id, MessageId: id() })),
        Failed: [],
      }),
    },
  },
  sqs: {
    SendMessage: {
      required: ['QueueUrl', 'MessageBody'],
      answer: ({ QueueUrl, MessageBody }, world) => ({
        MessageId: world.id(),
        MD5OfMessageBody: md5(String(MessageBody)),
        ...fifoNumber(QueueUrl, world),
      }),
    },
    SendMessageBatch: {
      required: ['QueueUrl', 'Entries'],
      answer: ({ QueueUrl, Entries }, world) => ({
        Successful: list(Entries).map(({ Id, MessageBody }) => ({
          Id,
          MessageId: world.id(),
          MD5OfMessageBody: md5(String(MessageBody)),
          ...fifoNumber(QueueUrl, world),
        })),
        Failed: [],
      }),
    },
    DeleteMessage: nothing('QueueUrl', 'ReceiptHandle'),
  },
  ssm: {
    PutParameter: {
      required: ['Name', 'Value'],
      answer: () => ({ Version: 1, Tier: 'Standard' }),
    },
  },
  states: {
    StartExecution: {
      required: ['stateMachineArn'],
      answer: ({ stateMachineArn, name }, { clock, id }) => ({
        executionArn: executionArn(String(stateMachineArn), String(name ?? id())),
        startDate: clock.now() / 1000,
      }),
    },
  },
};

/** Code of the error for a missing parameter, where it is not `ValidationException`. */
const MISSING: Readonly<Record<string, string>> = {
  sns: 'InvalidParameter',
  sqs: 'MissingParameter',
};

/** Whether a service takes an action without anybody answering for it. */
export function hasDefaultAnswer(service: string, action: string): boolean {
  return find(service, action) !== undefined;
}

/**
 * What a service answers by default, or nothing for an action that gives something back that only
 * a test can know.
 *
 * @throws ServiceError ValidationException for a request without a member that must be there
 */
export function defaultAnswer(service: string, call: CalledAction, world: AnswerWorld): Members {
  const found = find(service, call.action);
  if (!found) return {};
  const missing = found.required.find((name) => call.input[name] === undefined);
  if (missing !== undefined) {
    const text = `the request must contain the parameter ${missing}`;
    throw new ServiceError(MISSING[service] ?? 'ValidationException', text);
  }
  return found.answer(call.input, world);
}

/** The action is the caller's word: nothing that objects have by themselves is one. */
function find(service: string, action: string): DefaultAnswer | undefined {
  const answers = ANSWERS[service] ?? {};
  return Object.hasOwn(answers, action) ? answers[action] : undefined;
}

function nothing(...required: readonly string[]): DefaultAnswer {
  return { required, answer: () => ({}) };
}

function list(value: unknown): readonly Members[] {
  return Array.isArray(value) ? value : [];
}

function storedRecord(_input: Members, world: AnswerWorld): Members {
  return { ShardId: 'shardId-000000000000', SequenceNumber: sequenceNumber(world) };
}

function fifoNumber(address: unknown, world: AnswerWorld): Members {
  return String(address).endsWith('.fifo') ? { SequenceNumber: sequenceNumber(world) } : {};
}

function sequenceNumber({ sequence }: AnswerWorld): string {
  return String(sequence()).padStart(SEQUENCE_DIGITS, '0');
}

function md5(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}

function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}
