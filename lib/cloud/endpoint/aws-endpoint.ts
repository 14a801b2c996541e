import { randomUUID } from 'node:crypto';
import { ValidationError } from '../../errors';
import type { BackendAnswer, ServiceCall } from '../../gateway/backends';
import type { HeaderPair } from '../../gateway/request';
import { answerControlPlane } from '../apigateway/control-plane-http';
import type { StackEnvironment } from '../cloudformation/stack-identity';
import type { HttpAnswer } from '../http';
import type { LambdaService } from '../lambda';
import type { Regions } from '../regions';
import { ServiceError, type ServiceStubs } from '../services';
import { type CallScope, callScope } from './call-scope';
import { sessionOf } from './caller-session';
import { answerInvoke, type InvokeCall, invokeCall } from './invoke-api';
import { InvokeError, invokeErrorAnswer } from './invoke-error';
import {
  createLoopbackServer,
  type LoopbackHead,
  type LoopbackRequest,
  type LoopbackServer,
  type Refusal,
} from './loopback-server';
import { plainBody } from './plain-body';

/** What stands behind an endpoint. */
export interface EndpointWorld {
  readonly lambda: LambdaService;
  readonly services: ServiceStubs;
  readonly regions: Regions;
  /** Region of requests that say none. */
  readonly region: string;
  /** ARN of the user or session that credentials are of. */
  arnOf(accessKeyId: string): string | undefined;
  /** Account and region that a call of somebody is about. */
  environmentOf(caller: string | undefined, region: string): StackEnvironment;
}

/** Who calls which service where. */
interface Caller {
  readonly service: string;
  readonly environment: StackEnvironment;
  /** ARN of a user or a session. */
  readonly arn: string | undefined;
}

/** Milliseconds that a service has to answer: as long as SDKs wait by default. */
const SERVICE_MS = 60_000;

/** Headers of the connection, and those that no longer fit a body that was decoded. */
const OF_THE_WAY = new Set(['connection', 'content-length', 'expect', 'host', 'transfer-encoding']);

/**
 * The endpoint of a cloud's AWS services: what the AWS SDK of functions and tests talks to.
 *
 * It takes service and region from the signature of a request, and does not verify it: whoever can
 * reach the loopback interface may do everything. IAM is not asked.
 */
export class AwsEndpoint {
  readonly #world: EndpointWorld;
  #server: LoopbackServer | undefined;
  #opening: Promise<string> | undefined;
  #address: string | undefined;

  public constructor(world: EndpointWorld) {
    this.#world = world;
  }

  /** Address while it is open. */
  public get address(): string | undefined {
    return this.#address;
  }

  /**
   * Opens it, unless it is open.
   *
   * @returns the address: `http://127.0.0.1:4567`
   */
  public open(): Promise<string> {
    this.#opening ??= this.#listen();
    return this.#opening;
  }

  /** Ends all connections. */
  public async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#address = undefined;
    await opening?.catch(() => undefined);
    await this.#server?.close();
    this.#server = undefined;
  }

  async #listen(): Promise<string> {
    const server = createLoopbackServer({
      answer: (request) => this.#answer(request),
      refuse: (head, refusal) => this.#refuse(head, refusal),
    });
    this.#address = await server.listen();
    this.#server = server;
    return this.#address;
  }

  async #answer(encoded: LoopbackRequest): Promise<HttpAnswer> {
    const scope = callScope(encoded);
    if (scope === undefined) return withoutScope();
    const caller = this.#callerOf(scope);
    let request = encoded;
    try {
      request = plainBody(encoded, caller.service);
      if (caller.service === 'apigateway') {
        const { regions } = this.#world;
        return await answerControlPlane((id) => regions.owning(id, caller.environment), request);
      }
      const invoke = caller.service === 'lambda' && this.#invokeOf(request, caller);
      if (invoke) return await answerInvoke(this.#world.lambda, invoke);
      return await this.#callService(serviceCall(request, caller));
    } catch (error) {
      if (error instanceof InvokeError) return invokeErrorAnswer(error);
      return answered(this.#failure(serviceCall(request, caller), error));
    }
  }

  #callerOf(scope: CallScope): Caller {
    const { lambda, environmentOf, arnOf, region: home } = this.#world;
    const { service, region = home } = scope;
    const arn = sessionOf(scope, lambda, arnOf);
    return { service, arn, environment: environmentOf(arn, region) };
  }

  /** A function that is not here may be one of another app, which `services.lambda` stands for. */
  #invokeOf(request: LoopbackRequest, { environment }: Caller): InvokeCall | undefined {
    const { lambda, services } = this.#world;
    const call = invokeCall(request, environment);
    if (call === undefined || lambda.has(call.functionArn)) return call;
    return services.has('lambda') ? undefined : call;
  }

  async #callService(call: ServiceCall): Promise<HttpAnswer> {
    const answer = await inTime(this.#world.services.call(call));
    if (answer.kind === 'answered') return answered(answer);
    const why =
      answer.kind === 'timeout'
        ? `has not answered in ${SERVICE_MS / 1000} seconds`
        : `cannot be reached: ${answer.detail}`;
    throw new ServiceError('ServiceStub', `what stands for the service ${call.service} ${why}`);
  }

  /** An error that the AWS SDK gives to its caller at once, without trying again. */
  #failure(call: ServiceCall, error: unknown): BackendAnswer {
    return this.#world.services.failure(call, asServiceError(call, error));
  }

  #refuse(head: LoopbackHead, { status, code, message }: Refusal): HttpAnswer {
    const request = { ...head, body: new Uint8Array() };
    const scope = callScope(request);
    const error = new ServiceError(code, message, status);
    if (scope === undefined) return { status, json: { code, message } };
    const call = serviceCall(request, this.#callerOf(scope));
    return answered(this.#world.services.failure(call, error));
  }
}

/** A request as the endpoint of the service would get it. */
function serviceCall(request: LoopbackRequest, caller: Caller): ServiceCall {
  const { service, arn, environment } = caller;
  const { region } = environment;
  const host = `${service}.${region}.amazonaws.com`;
  const headers: HeaderPair[] = [
    ['Host', host],
    ...request.headers.filter(([name]) => !OF_THE_WAY.has(name.toLowerCase())),
  ];
  const { method, url, body } = request;
  return {
    service,
    region,
    ...(arn !== undefined && { credentials: arn }),
    request: { method, url: `https://${host}${url}`, headers, body, timeoutMs: Infinity },
  };
}

/** The timer keeps no process alive: whoever waits for the answer does. */
async function inTime(answer: BackendAnswer | Promise<BackendAnswer>): Promise<BackendAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<BackendAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timeout' }), SERVICE_MS).unref();
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function asServiceError({ service }: ServiceCall, error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (ValidationError.isValidationError(error)) {
    return new ServiceError(error.code, error.message.replace(`${error.code}: `, ''));
  }
  return new ServiceError('ServiceStub', `what stands for the service ${service} failed: ${error}`);
}

function answered(answer: BackendAnswer): HttpAnswer {
  if (answer.kind !== 'answered') throw new Error(`the answer is ${answer.kind}`);
  return answer;
}

/** What a service says to a request without a signature. */
function withoutScope(): HttpAnswer {
  const code = 'MissingAuthenticationTokenException';
  const message =
    'the service of a request is found in its signature (Signature Version 4), which is missing';
  const headers = { 'x-amzn-ErrorType': code, 'x-amzn-RequestId': randomUUID() };
  return { status: 403, headers, json: { __type: code, message } };
}
