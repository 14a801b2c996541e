export type {
  AttributeMap,
  DynamoDbResponders,
  EventBridgeResponders,
  KinesisResponders,
  MessageAttribute,
  PutEventsEntry,
  PutRecordsEntry,
  Responder,
  Responders,
  S3Responders,
  SendMessageBatchEntry,
  SnsResponders,
  SqsResponders,
  SsmResponders,
  StepFunctionsResponders,
} from './actions';
export type { DecodedCall, Members, RecordedCall } from './decoded-call';
export { ServiceError } from './service-error';
export {
  type RawResponder,
  type ServiceStub,
  type ServiceStubDefinitions,
  ServiceStubs,
  type ServiceStubsOptions,
} from './service-stubs';
