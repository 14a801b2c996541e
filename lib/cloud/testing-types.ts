// Types of functions, backends and answers that the public types of a local cloud are made of.
export type {
  BackendAnswer,
  BackendRequest,
  CallSource,
  GatewayRequest,
  GatewayResponse,
  GatewayResponseType,
  HeaderPair,
  LogReading,
  MetricCounts,
  ServiceCall,
  Statistic,
  TraceDecision,
} from '../gateway';
export type { ServiceErrorCode } from './apigateway/service-error';
export type { StackAction, StackProgress } from './cloudformation/operations/stack-events';
export type { HttpAnswer, OriginHandler } from './http';
export type {
  GivenHandler,
  LambdaContext,
  LambdaEvent,
  LambdaLogLine,
  LambdaMode,
} from './lambda';
export type {
  AttributeMap,
  DecodedCall,
  DynamoDbResponders,
  EventBridgeResponders,
  KinesisResponders,
  Members,
  MessageAttribute,
  PutEventsEntry,
  PutRecordsEntry,
  RawResponder,
  RecordedCall,
  Responder,
  Responders,
  S3Responders,
  SecretsManagerResponders,
  SendMessageBatchEntry,
  ServiceStub,
  ServiceStubDefinitions,
  SnsResponders,
  SqsResponders,
  SsmResponders,
  StepFunctionsResponders,
  StsResponders,
  WriteCondition,
} from './services';
