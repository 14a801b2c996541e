import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import type { BackendAnswer, BackendRequest, ServiceCall } from '../../gateway/backends';
import type { Clock } from '../../gateway/stage-runtime';
import { own } from '../../model/value';
import { type HttpAnswer, HttpBackend, withinTimeout } from '../http';
import type {
  DynamoDbResponders,
  EventBridgeResponders,
  KinesisResponders,
  Responders,
  S3Responders,
  SnsResponders,
  SqsResponders,
  StepFunctionsResponders,
} from './actions';
import type {
  SecretsManagerResponders,
  SsmResponders,
  StsResponders,
} from './configuration-actions';
import type { CalledAction, DecodedCall, Members, RecordedCall } from './decoded-call';
import { type AnswerWorld, defaultAnswer, hasDefaultAnswer } from './default-answers';
import type { DeployedAnswer, DeployedAnswers } from './deployed';
import { missingResponder, missingStub, unknownProtocol } from './missing-stub';
import { errorEncoderOf, protocolOf, type WireProtocol } from './protocols';
import { asServiceError, ServiceError } from './service-error';

/** Answers the raw requests to a service. */
export type RawResponder = {
  answer(
    request: BackendRequest,
    call: ServiceCall,
  ): HttpAnswer | BackendAnswer | Promise<HttpAnswer | BackendAnswer>;
}['answer'];

/**
 * What stands for a service: responders by action, a function that gets the raw requests, or the
 * URL of a server on this machine that speaks as the service does.
 *
 * Responders may be few or none: an action that gives back nothing but a receipt, such as
 * `SendMessage`, is answered anyway.
 */
export type ServiceStub<Actions extends Responders = Responders> = Actions | RawResponder | string;

/** What stands for services, by their names in the URI of an integration. */
export interface ServiceStubDefinitions {
  /** Amazon DynamoDB. */
  readonly dynamodb?: ServiceStub<DynamoDbResponders>;
  /** Amazon EventBridge. */
  readonly events?: ServiceStub<EventBridgeResponders>;
  /** Amazon Kinesis Data Streams. */
  readonly kinesis?: ServiceStub<KinesisResponders>;
  /** Amazon S3. */
  readonly s3?: ServiceStub<S3Responders>;
  /** AWS Secrets Manager. */
  readonly secretsmanager?: ServiceStub<SecretsManagerResponders>;
  /** Amazon SNS. */
  readonly sns?: ServiceStub<SnsResponders>;
  /** Amazon SQS. */
  readonly sqs?: ServiceStub<SqsResponders>;
  /** AWS Systems Manager. */
  readonly ssm?: ServiceStub<SsmResponders>;
  /** AWS Step Functions. */
  readonly states?: ServiceStub<StepFunctionsResponders>;
  /** AWS STS. */
  readonly sts?: ServiceStub<StsResponders>;
  /** Any other service, by the name that its integrations use, or that its requests are signed for. */
  readonly [service: string]: ServiceStub | undefined;
}

/** What service stubs are made with. */
export interface ServiceStubsOptions {
  /** @default - none */
  readonly stubs?: ServiceStubDefinitions;
  /**
   * What answers for actions that read what the stacks have deployed, where `stubs` has nothing.
   *
   * @default - nothing
   */
  readonly deployed?: DeployedAnswers;
  /** @default - real time */
  readonly clock?: Clock;
  /** Next id of a message, an event or a request. @default - a random UUID */
  readonly id?: () => string;
  /** How many calls are kept, the last ones. @default 1000 */
  readonly keptCalls?: number;
}

const DEFAULT_KEPT_CALLS = 1000;
const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/**
 * The AWS services behind a gateway: each call is recorded, and answered by what stands for the
 * service. A service that nothing stands for is an error, as is an action that nothing answers.
 */
export class ServiceStubs {
  readonly #stubs: ReadonlyMap<string, ServiceStub>;
  readonly #deployed: DeployedAnswers;
  readonly #world: AnswerWorld;
  readonly #http: HttpBackend;
  readonly #keptCalls: number;
  #calls: RecordedCall[] = [];

  /** @throws ValidationError HttpOrigin - an endpoint that is no HTTP URL */
  public constructor(options: ServiceStubsOptions = {}) {
    const { stubs = {}, clock = SYSTEM_CLOCK, id = randomUUID } = options;
    let sequence = 0;
    this.#world = { clock, id, sequence: () => ++sequence };
    this.#keptCalls = options.keptCalls ?? DEFAULT_KEPT_CALLS;
    this.#deployed = options.deployed ?? {};
    this.#stubs = new Map(
      Object.entries(stubs).flatMap(([service, stub]) => (stub ? [[service, stub]] : [])),
    );
    const endpoints = [...this.#stubs.values()].filter((stub) => typeof stub === 'string');
    this.#http = new HttpBackend({ clock, allow: endpoints });
  }

  /** The last calls, oldest first: those of one service, or all. */
  public calls(service?: string): readonly RecordedCall[] {
    return this.#calls.filter((call) => service === undefined || call.service === service);
  }

  /** Whether something was given that stands for a service. */
  public has(service: string): boolean {
    return this.#stubs.has(service);
  }

  /** Forgets the calls. */
  public clearCalls(): void {
    this.#calls = [];
  }

  /**
   * Calls a service.
   *
   * A promise comes back unless a responder answers at once.
   *
   * @throws ValidationError ServiceStub - nothing stands for the service, or answers the action
   * @throws what a responder throws, unless it is a ServiceError
   */
  public call(call: ServiceCall): BackendAnswer | Promise<BackendAnswer> {
    const protocol = protocolOf(call);
    const decoded = protocol && attempt(() => protocol.decode(call));
    const action = decoded instanceof ServiceError ? undefined : decoded?.action;
    this.#record(decoded && !(decoded instanceof ServiceError) ? { ...call, ...decoded } : call);

    const stub = this.#stubs.get(call.service) ?? (this.#deployedAnswer(call, action) && {});
    if (stub === undefined) throw missingStub(call, action);
    if (typeof stub === 'string') return this.#http.send(redirected(call.request, stub));
    const { request } = call;
    return withinTimeout(this.#world.clock, request.timeoutMs, () => {
      if (typeof stub === 'function') return stub(request, call);
      if (!protocol || !decoded) throw unknownProtocol(call);
      return this.#respond(stub, protocol, call, decoded);
    });
  }

  /** An error, in the format of the service that was called. */
  public failure(call: ServiceCall, error: ServiceError): BackendAnswer {
    return errorEncoderOf(call)(call, error, this.#world.id());
  }

  /** Closes the connections to endpoints. */
  public close(): void {
    this.#http.close();
  }

  #record(call: RecordedCall): void {
    this.#calls.push(call);
    if (this.#calls.length > this.#keptCalls) this.#calls.shift();
  }

  #respond(
    stub: Responders,
    protocol: WireProtocol,
    call: ServiceCall,
    decoded: CalledAction | ServiceError,
  ): BackendAnswer | Promise<BackendAnswer> {
    const requestId = this.#world.id();
    const fail = (error: ServiceError): BackendAnswer =>
      protocol.encodeError(call, error, requestId);
    if (decoded instanceof ServiceError) return fail(decoded);
    const encode = (output: Members | ServiceError): BackendAnswer =>
      output instanceof ServiceError
        ? fail(output)
        : protocol.encode(call, decoded.action, output, requestId);
    const output = attempt(() => this.#outputOf(stub, call, decoded));
    return types.isPromise(output) ? output.catch(asServiceError).then(encode) : encode(output);
  }

  #outputOf(stub: Responders, call: ServiceCall, called: CalledAction): Members | Promise<Members> {
    const { action, input } = called;
    const decoded: DecodedCall = { ...called, region: call.region };
    const responder = Object.hasOwn(stub, action) ? stub[action] : undefined;
    const deployed = this.#deployedAnswer(call, action);
    if (deployed) return answerOr(responder?.(input, decoded), () => deployed(input, call));
    if (!responder && !hasDefaultAnswer(call.service, action)) throw missingResponder(call, action);
    const usual = defaultAnswer(call.service, called, this.#world);
    const given = responder?.(input, decoded);
    if (types.isPromise(given)) return given.then((output) => ({ ...usual, ...output }));
    return { ...usual, ...given };
  }

  #deployedAnswer({ service }: ServiceCall, action = ''): DeployedAnswer | undefined {
    return own(own(this.#deployed, service), action);
  }
}

/** What a responder gives, or else what is there without it. */
function answerOr(
  given: Members | undefined | Promise<Members | undefined>,
  otherwise: () => Members,
): Members | Promise<Members> {
  if (types.isPromise(given)) return given.then((output) => output ?? otherwise());
  return given ?? otherwise();
}

/** What a function gives, or the error that the service is to answer with. */
function attempt<T>(run: () => T): T | ServiceError {
  try {
    return run();
  } catch (error) {
    return asServiceError(error);
  }
}

/** A request to the same path of another origin, which has its own name. */
function redirected(request: BackendRequest, endpoint: string): BackendRequest {
  const path = request.url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'host');
  return { ...request, headers, url: endpoint.replace(/\/+$/, '') + path };
}
