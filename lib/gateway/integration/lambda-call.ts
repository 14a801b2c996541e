import { methodArn } from '../../policy';
import type { LambdaAnswer, LambdaInvocation } from '../backends';
import type { Exchange } from '../exchange';
import { logLambdaCall } from '../lambda-log';
import { isPromise } from '../promises';
import type { HeaderPair } from '../request';
import { type AwsUri, type FunctionUri, serviceDomain } from './aws-uri';
import { compileCredentials } from './credentials';
import { compileMethod } from './endpoint-request';
import {
  configurationError,
  integrationFailure,
  integrationTimeout,
  lambdaThrottled,
  payloadTooLarge,
} from './failures';
import type { IntegrationSource } from './integration-source';
import { DEFAULT_MEDIA_TYPE } from './media-types';
import { lambdaTraceHeader } from './trace-header';

/** An answer that came from the function itself. */
export type FunctionAnswer = Extract<
  LambdaAnswer,
  { readonly kind: 'returned' | 'failed' | 'streamed' }
>;

/** What a function is called with. */
export interface LambdaPayload {
  /** JSON text; empty stands for `{}`. */
  readonly text: string;
  /**
   * Whether the text cannot be too large, so that it need not be written to be measured.
   *
   * @default false
   */
  readonly isSmall?: boolean;
  /**
   * Makes the value of the text, of which nobody else has a part.
   *
   * @default - the text is to be read
   */
  readonly newEvent?: () => unknown;
}

/** How a function is called. */
export interface LambdaCallParts {
  readonly payload: LambdaPayload;
  readonly invocationType: LambdaInvocation['invocationType'];
}

/** Calls the function of an integration. */
export type CallLambda = <T>(
  exchange: Exchange,
  parts: LambdaCallParts,
  finish: (answer: FunctionAnswer) => T | Promise<T>,
) => T | Promise<T>;

/**
 * Bytes of the payload of a synchronous call.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const PAYLOAD_LIMIT = 6 * 1024 * 1024;

const NO_PATH: ReadonlyMap<string, string> = new Map();

/**
 * Compiles the call of a Lambda function, with its lines of the execution log.
 *
 * @returns a function that throws a Refusal when the function cannot be called (500) or takes too
 * long (504)
 * @throws {@link UnsupportedIntegration} when the integration has no verb
 */
export function compileLambdaCall(
  source: IntegrationSource,
  uri: AwsUri,
  target: FunctionUri,
): CallLambda {
  const credentialsOf = compileCredentials(source);
  const methodOf = compileMethod(source);
  const sourceArnOf = rememberingLast(sourceArn);
  return function call<T>(
    exchange: Exchange,
    { payload, invocationType }: LambdaCallParts,
    finish: (answer: FunctionAnswer) => T | Promise<T>,
  ): T | Promise<T> {
    const values = { stageVariables: exchange.stageVariables, path: NO_PATH };
    const functionArn = target.functionArn.render(values);
    const credentials = credentialsOf(exchange);
    logLambdaCall(exchange, payload, () => {
      const host = `lambda.${uri.region.render(values)}.${serviceDomain(uri.partition)}`;
      return `https://${host}/${target.apiVersion}/functions/${functionArn}/${target.operation}`;
    });
    // Lambda knows no other verb.
    if (methodOf(exchange) !== 'POST') {
      throw integrationFailure(500, 'Lambda invocation failed with status: 405.');
    }
    if (isTooLarge(payload)) throw payloadTooLarge();
    const { clock } = exchange.world;
    const sentAt = clock.now();
    const receive = (answer: LambdaAnswer): T | Promise<T> => {
      exchange.measured.integrationLatencyMs = clock.now() - sentAt;
      return finish(answerOfFunction(answer, exchange));
    };
    const answer = exchange.backends.lambda(
      new FunctionCall(
        functionArn,
        invocationType,
        source.timeoutMs,
        credentials === undefined ? sourceArnOf(exchange) : undefined,
        credentials,
        payload,
      ),
    );
    return isPromise(answer) ? answer.then(receive) : receive(answer);
  };
}

/** A call whose payload is written when somebody reads it. */
class FunctionCall implements LambdaInvocation {
  public readonly newEvent: LambdaInvocation['newEvent'];

  public constructor(
    public readonly functionArn: string,
    public readonly invocationType: LambdaInvocation['invocationType'],
    public readonly timeoutMs: number,
    public readonly sourceArn: string | undefined,
    public readonly credentials: string | undefined,
    private readonly given: LambdaPayload,
  ) {
    this.newEvent = given.newEvent;
  }

  public get payload(): string {
    const { text } = this.given;
    return text === '' ? '{}' : text;
  }
}

function isTooLarge(payload: LambdaPayload): boolean {
  if (payload.isSmall) return false;
  // Three bytes of UTF-8 are the most that one UTF-16 unit becomes.
  const { text } = payload;
  return text.length * 3 > PAYLOAD_LIMIT && Buffer.byteLength(text) > PAYLOAD_LIMIT;
}

/** The method that calls, as the permissions of a function name it: with the resource's own path. */
function sourceArn({ snapshot, route }: Exchange, stage: string, verb: string): string {
  return methodArn(snapshot.identity, { stage, verb, path: route.path });
}

/** One route is mostly called on one stage by one verb, again and again. */
function rememberingLast(arnOf: typeof sourceArn): (exchange: Exchange) => string {
  let last: { route?: Exchange['route']; stage: string; verb: string; arn: string };
  last = { stage: '', verb: '', arn: '' };
  return (exchange) => {
    const { route, stage, request } = exchange;
    if (route !== last.route || stage.name !== last.stage || request.method !== last.verb) {
      const [name, verb] = [stage.name, request.method];
      last = { route, stage: name, verb, arn: arnOf(exchange, name, verb) };
    }
    return last.arn;
  };
}

type Unanswered = Exclude<LambdaAnswer, FunctionAnswer>['kind'];

const FAILURES: Readonly<Record<Unanswered, (requestId: string) => Error>> = {
  forbidden: () => configurationError('Invalid permissions on Lambda function'),
  missing: () => configurationError('Invalid permissions on Lambda function'),
  throttled: lambdaThrottled,
  timeout: integrationTimeout,
};

const STATUSES: Readonly<Record<Unanswered, number | undefined>> = {
  forbidden: 403,
  missing: 404,
  throttled: 429,
  timeout: undefined,
};

function answerOfFunction(answer: LambdaAnswer, exchange: Exchange): FunctionAnswer {
  const { measured, requestId } = exchange;
  if (answer.kind === 'returned' || answer.kind === 'failed' || answer.kind === 'streamed') {
    measured.integrationStatus = 200;
    return answer;
  }
  const status = STATUSES[answer.kind];
  if (status !== undefined) measured.integrationStatus = status;
  throw FAILURES[answer.kind](requestId);
}

/** Headers that the Lambda service answers with, as far as they depend on the request alone. */
export function lambdaHeaders(exchange: Exchange, failed: boolean): HeaderPair[] {
  return [
    ['Content-Type', DEFAULT_MEDIA_TYPE],
    ...(failed ? [['X-Amz-Function-Error', 'Unhandled'] as const] : []),
    ['X-Amz-Executed-Version', '$LATEST'],
    ['X-Amzn-Trace-Id', lambdaTraceHeader(exchange)],
  ];
}
