import type { AuthorizerModel } from '../../model';
import type { LambdaAnswer, LambdaInvocation } from '../backends';
import type { Snapshot } from '../frozen-api';
import { compileJavaPattern } from '../java-pattern';
import type { LiveExchange } from '../live-exchange';
import { isPromise } from '../promises';
import { Refusal } from '../refusal';
import { literal, numberOf, optionalLiteral } from '../resolved';
import type { Step } from '../step';
import { compileProperty } from '../unsupported-deployment';
import { type AuthorizerAnswer, readAuthorizerAnswer } from './authorizer-answer';
import { requestAuthorizerEvent } from './authorizer-event';
import { logAuthorizerCall, logAuthorizerPolicy, logAuthorizerResult } from './authorizer-log';
import { compileIdentitySources, type IdentityOf } from './identity-sources';
import { compileFunctionArn } from './lambda-uri';

/** Seconds for which an answer is kept when the authorizer does not say. */
const DEFAULT_TTL_SECONDS = 300;

/** Milliseconds that a gateway waits for a Lambda authorizer. */
const TIMEOUT_MS = 30_000;

/** A Lambda authorizer, prepared. */
interface LambdaAuthorizer {
  readonly name: string;
  readonly id: string;
  readonly isToken: boolean;
  readonly identityOf: IdentityOf;
  isValidToken(token: string): boolean;
  readonly ttlSeconds: number;
  /** What the function is called with, apart from the payload. */
  invocation(exchange: LiveExchange): Omit<LambdaInvocation, 'payload'> | undefined;
}

/**
 * Prepares a Lambda authorizer. Its answers are kept by the values of its identity sources; one
 * answer serves every method of the deployment that the authorizer guards.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export function compileLambdaAuthorizer(model: AuthorizerModel, snapshot: Snapshot): Step {
  const authorizer = prepare(model, snapshot);
  return (exchange) => {
    const identity = authorizer.identityOf(exchange);
    if (identity === undefined) throw unauthorized(exchange, 'identity source missing');
    const [token = ''] = identity;
    if (!authorizer.isValidToken(token)) throw unauthorized(exchange, 'token is not valid');
    const cacheKey = keyOf(authorizer, identity, exchange);
    const known = cacheKey === undefined ? undefined : exchange.state.authorizers.get(cacheKey);
    if (known !== undefined) return admit(exchange, known, 0, 'cached');
    return callFunction(authorizer, exchange, { identity, cacheKey });
  };
}

function prepare(model: AuthorizerModel, snapshot: Snapshot): LambdaAuthorizer {
  const name = literal(model.name);
  const isToken = literal(model.type).toUpperCase() === 'TOKEN';
  const source = optionalLiteral(model.identitySource);
  const credentials = optionalLiteral(model.credentials);
  const functionArn = compileFunctionArn(optionalLiteral(model.uri) ?? '', snapshot.identity);
  const { partition, region, accountId, apiId } = snapshot.identity;
  const id = snapshot.authorizerIds?.get(name) ?? name;
  const permission =
    credentials === undefined
      ? {
          sourceArn: `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/authorizers/${id}`,
        }
      : { credentials };
  return {
    name,
    id,
    isToken,
    identityOf: compileIdentitySources(
      source ?? (isToken ? 'method.request.header.Authorization' : ''),
    ),
    isValidToken: isToken ? tokenTest(model) : () => true,
    ttlSeconds: numberOf(model.resultTtlInSeconds) ?? DEFAULT_TTL_SECONDS,
    invocation: (exchange) => {
      const arn = functionArn(exchange.stageVariables);
      if (arn === undefined) return undefined;
      const invocationType = 'RequestResponse' as const;
      return { functionArn: arn, invocationType, timeoutMs: TIMEOUT_MS, ...permission };
    },
  };
}

function tokenTest(model: AuthorizerModel): (token: string) => boolean {
  const expression = optionalLiteral(model.validationExpression);
  if (expression === undefined || expression === '') return () => true;
  return compileProperty(model.origin, 'IdentityValidationExpression', () =>
    compileJavaPattern(expression),
  );
}

/** Without identity sources there is nothing that an answer could be kept by. */
function keyOf(
  { name, ttlSeconds }: LambdaAuthorizer,
  identity: readonly string[],
  { snapshot }: LiveExchange,
): string | undefined {
  if (ttlSeconds <= 0 || identity.length === 0) return undefined;
  return JSON.stringify([snapshot.deploymentId, name, ...identity]);
}

/** Who calls, and what the answer is kept by. */
interface Caller {
  readonly identity: readonly string[];
  readonly cacheKey: string | undefined;
}

function callFunction(
  authorizer: LambdaAuthorizer,
  exchange: LiveExchange,
  { identity, cacheKey }: Caller,
): undefined | Promise<undefined> {
  const invocation = authorizer.invocation(exchange);
  if (invocation === undefined) {
    throw misconfigured(exchange, 'Invalid endpoint address', AUTHORIZER_ERROR);
  }
  const { clock } = exchange.world;
  const startedAt = clock.now();
  const payload = JSON.stringify(
    authorizer.isToken
      ? { type: 'TOKEN', methodArn: exchange.methodArn, authorizationToken: identity[0] ?? '' }
      : requestAuthorizerEvent(exchange),
  );
  const { functionArn } = invocation;
  logAuthorizerCall(exchange, { authorizerId: authorizer.id, identity, functionArn, payload });
  const finish = (answer: LambdaAnswer): undefined => {
    const result = resultOf(answer, exchange);
    if (cacheKey !== undefined) {
      exchange.state.authorizers.set(cacheKey, result, authorizer.ttlSeconds);
    }
    return admit(exchange, result, clock.now() - startedAt, 'called');
  };
  const answer = exchange.backends.lambda({ ...invocation, payload });
  return isPromise(answer) ? answer.then(finish) : finish(answer);
}

/** Said of a function that does not exist, and of one that may not be called. */
const NOT_CALLED = 'Invalid permissions on Lambda function';

/** What the execution log says of a function that has not been run to its end. */
const UNANSWERED: Readonly<Record<string, string>> = {
  forbidden: NOT_CALLED,
  throttled: 'Rate Exceeded.',
  timeout: 'the function has taken too long',
  streamed: 'the function streams',
};

/** What the log says after that. */
const AUTHORIZER_ERROR = 'Authorizer error';

function resultOf(answer: LambdaAnswer, exchange: LiveExchange): AuthorizerAnswer {
  if (answer.kind === 'failed' && errorMessageOf(answer.payload) === 'Unauthorized') {
    throw unauthorized(exchange, 'the function answered Unauthorized');
  }
  if (answer.kind === 'missing') throw missing(exchange);
  if (answer.kind !== 'returned' && answer.kind !== 'failed') {
    throw misconfigured(exchange, UNANSWERED[answer.kind] ?? answer.kind, AUTHORIZER_ERROR);
  }
  logAuthorizerResult(exchange, answer.payload);
  const read = readAuthorizerAnswer(answer.payload);
  // An error is no answer, whatever it looks like.
  if (answer.kind === 'failed') throw failed(exchange, read);
  if (typeof read === 'string') throw misconfigured(exchange, read);
  logAuthorizerPolicy(exchange, read.principalId);
  return read;
}

function admit(
  exchange: LiveExchange,
  answer: AuthorizerAnswer,
  integrationLatency: number,
  how: 'called' | 'cached',
): undefined {
  const { context, principalId, usageIdentifierKey, policy } = answer;
  exchange.callerPolicies = [policy];
  exchange.authorizer = {
    kind: 'lambda',
    context: { ...context, ...(principalId !== undefined && { principalId }), integrationLatency },
    ...(usageIdentifierKey === undefined ? {} : { usageIdentifierKey }),
  };
  exchange.trace.decide('authorizer', how, { principalId, context });
}

function unauthorized(exchange: LiveExchange, reason: string): Refusal {
  exchange.trace.decide('authorizer', 'unauthorized', { reason });
  return new Refusal('UNAUTHORIZED', {
    message: 'Unauthorized',
    log: [`Unauthorized request: ${exchange.requestId}`],
  });
}

/** A function that has thrown an error: the refusal is of a type of its own. */
function failed(exchange: LiveExchange, read: AuthorizerAnswer | string): Refusal {
  const reason = typeof read === 'string' ? read : 'the function has failed';
  exchange.trace.decide('authorizer', 'failed', { reason });
  return new Refusal('AUTHORIZER_FAILURE', { message: null, log: [configurationLine(reason)] });
}

/**
 * A function that does not exist. The gateway response is that of an authorizer, and
 * `$context.error.responseType` that of an integration.
 */
function missing(exchange: LiveExchange): Refusal {
  exchange.trace.decide('authorizer', 'failed', { reason: NOT_CALLED });
  return new Refusal('AUTHORIZER_CONFIGURATION_ERROR', {
    message: 'Internal server error',
    running: true,
    shownType: 'API_CONFIGURATION_ERROR',
    log: [configurationLine(NOT_CALLED), configurationLine(AUTHORIZER_ERROR)],
  });
}

function configurationLine(reason: string): string {
  return `Execution failed due to configuration error: ${reason}`;
}

function misconfigured(exchange: LiveExchange, ...reasons: string[]): Refusal {
  exchange.trace.decide('authorizer', 'failed', { reason: reasons[0] });
  return new Refusal('AUTHORIZER_CONFIGURATION_ERROR', {
    message: null,
    log: reasons.map(configurationLine),
  });
}

function errorMessageOf(payload: string): unknown {
  try {
    const error = JSON.parse(payload) as { errorMessage?: unknown } | null;
    return error?.errorMessage;
  } catch {
    return undefined;
  }
}
