/**
 * The second argument of a handler.
 *
 * `done`, `succeed`, `fail` and `callbackWaitsForEmptyEventLoop` are there up to Node.js 22 only,
 * as on Lambda.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export interface LambdaContext {
  /** Name of the function, without version or alias. */
  readonly functionName: string;
  /** `$LATEST`, or the number of a version. */
  readonly functionVersion: string;
  /** As the caller named it: with the alias or version, if there was one. */
  readonly invokedFunctionArn: string;
  /** Megabytes, as text. */
  readonly memoryLimitInMB: string;
  /** Id of the invocation, a UUID. */
  readonly awsRequestId: string;
  /** Log group of the function, such as `/aws/lambda/Orders`. */
  readonly logGroupName: string;
  /** Log stream of the instance that runs the function. */
  readonly logStreamName: string;
  /** Of mobile apps; here always `undefined`. */
  readonly identity?: unknown;
  /** Of mobile apps; here always `undefined`. */
  readonly clientContext?: unknown;
  /** Milliseconds until Lambda ends the invocation. */
  getRemainingTimeInMillis(): number;
  /** Whether a callback is answered only when nothing is left to do; up to Node.js 22. */
  callbackWaitsForEmptyEventLoop?: boolean;
  /** Ends the invocation; up to Node.js 22. */
  done?(error?: unknown, result?: unknown): void;
  /** Ends the invocation with a result; up to Node.js 22. */
  succeed?(result?: unknown): void;
  /** Ends the invocation with an error; up to Node.js 22. */
  fail?(error?: unknown): void;
}

/** What all invocations of a function version have in common. */
export interface SandboxIdentity {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** What makes one invocation. */
export interface InvocationIdentity {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
}

/** The context of one invocation, without what only callbacks need. */
export function invocationContext(
  sandbox: SandboxIdentity,
  invocation: InvocationIdentity,
  remainingMs: () => number,
): LambdaContext {
  return {
    functionName: sandbox.functionName,
    functionVersion: sandbox.functionVersion,
    invokedFunctionArn: invocation.invokedFunctionArn,
    memoryLimitInMB: String(sandbox.memoryMb),
    awsRequestId: invocation.requestId,
    logGroupName: sandbox.logGroupName,
    logStreamName: sandbox.logStreamName,
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: remainingMs,
  };
}
