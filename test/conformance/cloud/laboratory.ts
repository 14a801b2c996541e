import { Cloud, type FoundStage, type GivenHandler } from '../../../lib/cloud';
import { type BackendRequest, RequestIdSequence, unknownStage } from '../../../lib/gateway';
import type { CfnTemplate } from '../../../lib/model';
import type { Answer, Answers } from './answers';
import { FUNCTIONS, RAW_TEXT } from './functions';
import { lowerCaseHeaders, ORIGINS, parsedOrNull, queryOf } from './origins';
import { SERVICES, type ServiceBackend } from './services';
import type { Suite } from './suite';

/** What backends of a suite received in one case. */
export interface Received {
  readonly events: Record<string, unknown>;
  readonly calls: Record<string, number>;
  lastEvent?: unknown;
  backend?: Readonly<Record<string, unknown>>;
}

const STACK = 'conformance';

/** A cloud with the templates of a suite, and the backends behind it. */
export class Laboratory {
  public received: Received = { events: {}, calls: {} };
  public answers: Answers = {};
  public cloud: Cloud;
  private readonly services: Readonly<Record<string, ServiceBackend>>;
  private deployed = -1;
  private template: CfnTemplate | undefined;

  public constructor(private readonly suite: Suite) {
    this.services = Object.fromEntries(
      Object.entries(suite.services ?? {}).map(([service, name]) => [service, make(name)]),
    );
    this.cloud = this.makeCloud();
  }

  /** Deploys the templates up to one, each as an update of the one before. */
  public async deploy(index: number): Promise<void> {
    if (index < this.deployed) {
      await this.renew();
      this.deployed = -1;
    }
    const { template, templates = template === undefined ? [] : [template] } = this.suite;
    while (this.deployed < index) {
      this.deployed += 1;
      await this.deployTemplate(templates[this.deployed] as CfnTemplate);
    }
  }

  /** A stage by its name. */
  public stage(name: string): FoundStage {
    const found = this.cloud.stages().find(({ stage }) => stage.name === name);
    if (found === undefined) throw new Error(`no stage ${name} is deployed`);
    return found;
  }

  /** The answer to a path that begins with no stage. */
  public stray(): ReturnType<typeof unknownStage> {
    return unknownStage(new RequestIdSequence(1).next());
  }

  private async deployTemplate(template: CfnTemplate): Promise<void> {
    const declared = Object.entries(this.suite.functions ?? {}).filter(
      ([logicalId]) => template.Resources?.[logicalId] !== undefined,
    );
    const functions = Object.fromEntries(
      declared.map(([logicalId, name]) => [logicalId, this.handler(logicalId, name)]),
    );
    if (this.template !== undefined && dropsParts(this.template, template)) await this.renew();
    this.template = template;
    await this.cloud.deploy({ sources: [{ name: STACK, template }], functions });
  }

  private async renew(): Promise<void> {
    await this.cloud.close();
    this.cloud = this.makeCloud(this.cloud.clock.now());
    this.template = undefined;
  }

  private makeCloud(time?: number): Cloud {
    const { clock = '2026-01-01T00:00:00Z', http = {}, services = {} } = this.suite;
    const origins = Object.entries(http).map(([origin, name]) => {
      const backend = known(ORIGINS, name);
      return [origin, (request: BackendRequest) => backend(request, this.call(origin, request))];
    });
    const stubs = Object.keys(services).map((service) => [
      service,
      (request: BackendRequest) =>
        known(this.services, service)(request, this.call(service, request)),
    ]);
    const cloud = new Cloud({
      clock: time ?? clock,
      http: Object.fromEntries(origins),
      services: Object.fromEntries(stubs),
    });
    answerRawText(cloud);
    return cloud;
  }

  private handler(logicalId: string, name: string): GivenHandler {
    const backend = known(FUNCTIONS, name);
    return (event) => {
      this.received.events[logicalId] = event;
      this.received.lastEvent = event;
      return backend(event, this.answerOf(logicalId));
    };
  }

  private call(name: string, request: BackendRequest): Answer | undefined {
    const body = Buffer.from(request.body);
    this.received.backend = {
      method: request.method,
      url: request.url,
      path: /^https?:\/\/[^/?]*([^?]*)/.exec(request.url)?.[1],
      query: queryOf(request.url),
      headers: Object.fromEntries(lowerCaseHeaders(request.headers)),
      body: body.toString(),
      json: parsedOrNull(body.toString()),
      bodyBase64: body.toString('base64'),
    };
    return this.answerOf(name);
  }

  private answerOf(name: string): Answer | undefined {
    const { calls } = this.received;
    calls[name] = (calls[name] ?? 0) + 1;
    const answer = this.answers[name];
    if (answer?.seconds !== undefined) this.cloud.clock.advance(answer.seconds * 1000);
    return answer;
  }
}

/**
 * Whether an update would delete parts of an API. CloudFormation does so after it has created what
 * is new, so that the new deployment would still hold them: such templates are other APIs, and
 * not versions of one.
 */
function dropsParts(before: CfnTemplate, after: CfnTemplate): boolean {
  return Object.entries(before.Resources ?? {}).some(
    ([logicalId, { Type }]) =>
      /^AWS::ApiGateway::(Method|Resource)$/.test(Type) &&
      after.Resources?.[logicalId] === undefined,
  );
}

function make(name: string): ServiceBackend {
  return known(SERVICES, name)();
}

function known<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = table[name];
  if (found !== undefined) return found;
  throw new Error(`no backend ${name}; there are ${Object.keys(table).join(', ')}`);
}

/** Takes the quotes off texts that the runtime itself has answered with. */
function answerRawText({ lambda }: Cloud): void {
  const invoke = lambda.invoke.bind(lambda);
  lambda.invoke = async (invocation) => {
    const answer = await invoke(invocation);
    if (answer.kind !== 'returned' || !answer.payload.startsWith(`"${RAW_TEXT}`)) return answer;
    return { ...answer, payload: String(JSON.parse(answer.payload)).slice(RAW_TEXT.length) };
  };
}
