import { randomUUID } from 'node:crypto';
import type { LambdaAnswer } from '../../gateway/backends';
import type { StackEnvironment } from '../cloudformation/stack-identity';
import type { HttpAnswer } from '../http';
import { type LambdaService, LambdaStreamError } from '../lambda';
import { type CalledFunction, calledFunction } from './called-function';
import { InvokeError } from './invoke-error';
import { headerOf, type LoopbackRequest } from './loopback-server';

const INVOKE = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?(.*))?$/s;

/** Longest time that a function has: a caller waits no longer. */
const CALLER_MS = 900_000;

/** Bytes of a payload. */
const LIMITS = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;

type InvocationType = keyof typeof LIMITS;

/** A call of Lambda's Invoke. */
export interface InvokeCall extends CalledFunction {
  readonly request: LoopbackRequest;
}

/**
 * The call of Invoke that a request is, or undefined for another operation.
 *
 * @param caller account and region that a bare name is of
 * @throws InvokeError for a name that is none
 */
export function invokeCall(
  request: LoopbackRequest,
  caller: StackEnvironment,
): InvokeCall | undefined {
  const [, name, query = ''] = INVOKE.exec(request.url) ?? [];
  if (request.method !== 'POST' || name === undefined) return undefined;
  const qualifier = new URLSearchParams(query).get('Qualifier') ?? undefined;
  return { ...calledFunction(name, qualifier, caller), request };
}

/**
 * Answers Lambda's Invoke. What a function logs is not sent along.
 *
 * @throws InvokeError, or ValidationError for code that cannot run locally
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function answerInvoke(
  lambda: LambdaService,
  { functionArn, request }: InvokeCall,
): Promise<HttpAnswer> {
  const type = invocationType(request);
  const payload = payloadOf(request, type);
  if (!lambda.has(functionArn)) throw missing(functionArn);
  if (type === 'DryRun') return { status: 204, headers: requestId() };
  let version = '';
  const call = { functionArn, payload, invocationType: type, timeoutMs: CALLER_MS };
  const answer = await lambda.invoke(call, (called) => {
    version = called;
  });
  if (type === 'Event' && answer.kind === 'returned') return { status: 202, headers: requestId() };
  const { text, isError } = await resultOf(answer, functionArn);
  const headers = {
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': version,
    ...requestId(),
    ...(isError && { 'X-Amz-Function-Error': 'Unhandled' }),
  };
  return { status: 200, headers, body: text };
}

function invocationType(request: LoopbackRequest): InvocationType {
  const type = headerOf(request, 'x-amz-invocation-type') ?? 'RequestResponse';
  if (Object.hasOwn(LIMITS, type)) return type as InvocationType;
  throw new InvokeError(
    'ValidationException',
    `1 validation error detected: Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`,
  );
}

function payloadOf({ body }: LoopbackRequest, type: InvocationType): string {
  if (body.length > LIMITS[type]) {
    const text = `Request must be smaller than ${LIMITS[type]} bytes for the InvokeFunction operation`;
    throw new InvokeError('RequestEntityTooLargeException', text, 413);
  }
  const payload = Buffer.from(body).toString('utf8');
  try {
    if (payload !== '') JSON.parse(payload);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvokeError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${reason}`,
    );
  }
  return payload;
}

interface Result {
  readonly text: string;
  readonly isError: boolean;
}

async function resultOf(answer: LambdaAnswer, functionArn: string): Promise<Result> {
  switch (answer.kind) {
    case 'returned':
      return { text: answer.payload, isError: false };
    case 'failed':
      return { text: answer.payload, isError: true };
    case 'streamed':
      return wholeStream(answer.body);
    case 'throttled':
      throw new InvokeError('TooManyRequestsException', 'Rate Exceeded.', 429, {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      });
    case 'timeout':
      throw new InvokeError('RequestTimedOut', `${functionArn} has not answered in 15 minutes`);
    default:
      throw missing(functionArn);
  }
}

/** Invoke waits for the end of a stream. */
async function wholeStream(body: AsyncIterable<Uint8Array>): Promise<Result> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof LambdaStreamError)) throw error;
    return { text: error.payload, isError: true };
  }
  return { text: Buffer.concat(chunks).toString('utf8'), isError: false };
}

function missing(functionArn: string): InvokeError {
  return new InvokeError('ResourceNotFoundException', `Function not found: ${functionArn}`, 404);
}

function requestId(): Readonly<Record<string, string>> {
  return { 'x-amzn-RequestId': randomUUID() };
}
