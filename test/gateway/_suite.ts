import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GatewayAnswer,
  type GatewayRequest,
  type GatewayResponseType,
  gatewayResponseOf,
  RequestIdSequence,
  type TestInvocation,
  TestInvokeError,
  testInvokeMethod,
  unknownStage,
} from '../../lib/gateway';
import type { CfnTemplate } from '../../lib/model';
import { type CannedAnswer, SuiteBackends } from './_backends';
import { Deployer, emptyWorld, TestClock } from './_driver';
import { fitsJson, fitsText, missingLine } from './_expectation';

type Json = Readonly<Record<string, unknown>>;

interface CaseRequest {
  readonly method: string;
  readonly path?: string;
  readonly url?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly bodyRepeat?: { readonly text: string; readonly times: number };
  readonly sourceIp?: string;
  readonly sourceVpc?: string;
  readonly sourceVpce?: string;
  readonly vpcSourceIp?: string;
}

interface Expectation {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly absentHeaders?: readonly string[];
  readonly body?: string;
  readonly json?: unknown;
  readonly match?: string;
  readonly bodyJsonSubset?: unknown;
  readonly event?: unknown;
  readonly events?: Json;
  readonly calls?: Readonly<Record<string, number>>;
  readonly log?: readonly string[];
  readonly error?: Json;
}

/** One recorded case. */
export interface SuiteCase {
  readonly id: string;
  readonly title: string;
  readonly stage?: string;
  readonly deploy?: number;
  readonly advance?: number;
  readonly repeat?: number;
  readonly functionAnswers?: Readonly<Record<string, CannedAnswer>>;
  readonly request?: CaseRequest;
  readonly testInvoke?: Omit<TestInvocation, 'headers'> & { headers?: Record<string, string> };
  readonly gatewayResponse?: GatewayResponseType;
  readonly expect: Expectation;
}

interface SuiteText {
  readonly template?: CfnTemplate;
  readonly templates?: readonly CfnTemplate[];
  readonly stage: string;
  readonly functions?: Readonly<Record<string, string>>;
  readonly clock?: string;
  readonly cases: readonly SuiteCase[];
}

const CASES = join(__dirname, '../conformance/cases');

/** A suite of recorded cases, run against the gateway alone. */
export class Suite {
  public readonly cases: readonly SuiteCase[];
  private readonly suite: SuiteText;
  private readonly templates: readonly CfnTemplate[];

  public constructor(file: string) {
    this.suite = JSON.parse(readFileSync(join(CASES, file), 'utf8')) as SuiteText;
    this.templates = this.suite.templates ?? (this.suite.template ? [this.suite.template] : []);
    this.cases = this.suite.cases;
  }

  /** Runs a case; what differs from the record is listed, nothing when it fits. */
  public async run(suiteCase: SuiteCase): Promise<string[]> {
    const clock = new TestClock(Date.parse(this.suite.clock ?? '2026-01-01T00:00:00Z'));
    const backends = new SuiteBackends(clock, this.suite.functions ?? {});
    const deployer = new Deployer({ backends, clock });
    for (const template of this.templates.slice(0, (suiteCase.deploy ?? 0) + 1)) {
      deployer.deploy(template);
    }
    clock.advance(suiteCase.advance ?? 0);
    backends.reset(suiteCase.functionAnswers);
    if (suiteCase.gatewayResponse !== undefined) {
      const { api } = deployer.draft().snapshot;
      return differences(suiteCase.expect, gatewayResponseOf(api, suiteCase.gatewayResponse));
    }
    if (suiteCase.testInvoke !== undefined) return runTestInvoke(suiteCase, deployer, backends);
    return this.runRequest(suiteCase, deployer, backends);
  }

  private async runRequest(
    { request, stage = this.suite.stage, repeat = 1, expect: expected }: SuiteCase,
    deployer: Deployer,
    backends: SuiteBackends,
  ): Promise<string[]> {
    if (request === undefined) throw new Error('a case must have a request');
    const path = request.path ?? stripStage(request.url ?? '', stage);
    if (path === undefined) return responseDifferences(expected, unknownStageAnswer(), backends);
    const gateway = deployer.stage(stage);
    const call = requestOf(request, path, stage, deployer.apiId);
    let answer = await gateway.handle(call);
    for (let sent = 1; sent < repeat; sent += 1) answer = await gateway.handle(call);
    return responseDifferences(expected, answer, backends);
  }
}

function unknownStageAnswer(): Pick<GatewayAnswer, 'status' | 'headers' | 'body'> {
  return unknownStage(new RequestIdSequence(0).next());
}

function stripStage(url: string, stage: string): string | undefined {
  return url.startsWith(`/${stage}`) ? url.slice(stage.length + 1) : undefined;
}

function requestOf(
  request: CaseRequest,
  pathWithQuery: string,
  stage: string,
  apiId: string,
): GatewayRequest {
  const [path = '/', ...query] = pathWithQuery.split('?');
  const { bodyRepeat, sourceVpc, sourceVpce, vpcSourceIp } = request;
  const domainName = `${apiId}.execute-api.us-east-1.amazonaws.com`;
  return {
    method: request.method,
    path,
    fullPath: `/${stage}${path}`,
    query: query.join('?'),
    headers: [['Host', domainName], ...(request.headers ?? [])],
    body: Buffer.from(request.body ?? bodyRepeat?.text.repeat(bodyRepeat.times) ?? ''),
    source: {
      ip: request.sourceIp ?? '127.0.0.1',
      ...(sourceVpc === undefined ? {} : { vpc: sourceVpc }),
      ...(sourceVpce === undefined ? {} : { vpce: sourceVpce }),
      ...(vpcSourceIp === undefined ? {} : { vpcIp: vpcSourceIp }),
    },
    domainName,
    protocol: 'HTTP/1.1',
  };
}

async function runTestInvoke(
  { testInvoke, expect: expected }: SuiteCase,
  deployer: Deployer,
  backends: SuiteBackends,
): Promise<string[]> {
  if (testInvoke === undefined) throw new Error('a case must have a test invocation');
  try {
    const answer = await testInvokeMethod(
      deployer.draft(),
      { ...testInvoke, headers: Object.entries(testInvoke.headers ?? {}) },
      { world: emptyWorld(deployer.clock), backends },
    );
    const { status, body, headers, log } = answer;
    const pairs = Object.entries(headers);
    return responseDifferences(
      expected,
      { status, headers: pairs, body: Buffer.from(body) },
      backends,
      log.split('\n'),
    );
  } catch (error) {
    if (!(error instanceof TestInvokeError) || expected.error === undefined) throw error;
    const { code, status, message } = error;
    return fitsJson(expected.error, { code, status, message }, true)
      ? []
      : [`error ${JSON.stringify({ code, status, message })}`];
  }
}

function differences(expected: Expectation, got: unknown): string[] {
  return fitsJson(expected.json, got, false) ? [] : [`got ${JSON.stringify(got)}`];
}

function responseDifferences(
  expected: Expectation,
  answer: Pick<GatewayAnswer, 'status' | 'headers' | 'body'> & Partial<GatewayAnswer>,
  backends: SuiteBackends,
  lines = answer.trace?.log().split('\n') ?? [],
): string[] {
  const body = answer.body instanceof Uint8Array ? Buffer.from(answer.body).toString() : '';
  return [
    ...bodyDifferences(expected, answer.status, body),
    ...headerDifferences(expected, answer),
    ...callDifferences(expected, backends),
    ...[missingLine(expected.log ?? [], lines)].flatMap((line) =>
      line === undefined ? [] : [`no line ${line} in\n${lines.join('\n')}`],
    ),
  ];
}

function bodyDifferences(expected: Expectation, status: number, body: string): string[] {
  const json = () => JSON.parse(body) as unknown;
  const checks: [boolean, string][] = [
    [expected.status === undefined || expected.status === status, `status ${status}`],
    [expected.body === undefined || expected.body === body, `body ${body}`],
    [expected.match === undefined || new RegExp(expected.match).test(body), `body ${body}`],
    [!('json' in expected) || fitsJson(expected.json, json(), false), `json ${body}`],
    [
      !('bodyJsonSubset' in expected) || fitsJson(expected.bodyJsonSubset, json(), true),
      `json ${body}`,
    ],
  ];
  return checks.flatMap(([passed, text]) =>
    passed ? [] : [`${text} instead of ${JSON.stringify(expected)}`],
  );
}

function headerDifferences(
  { headers = {}, absentHeaders = [] }: Expectation,
  answer: Pick<GatewayAnswer, 'headers'>,
): string[] {
  const got = new Map(answer.headers.map(([name, value]) => [name.toLowerCase(), value]));
  return [
    ...Object.entries(headers)
      .filter(([name, value]) => !fitsText(value, got.get(name.toLowerCase())))
      .map(([name, value]) => `header ${name} ${got.get(name.toLowerCase())} instead of ${value}`),
    ...absentHeaders.filter((name) => got.has(name)).map((name) => `header ${name} is there`),
  ];
}

function callDifferences(expected: Expectation, { events }: SuiteBackends): string[] {
  const last = [...events.values()].at(-1)?.at(-1);
  const wrongEvents = Object.entries(expected.events ?? {}).filter(
    ([name, event]) => !fitsJson(event, events.get(name)?.at(-1), true),
  );
  const wrongCalls = Object.entries(expected.calls ?? {}).filter(
    ([name, count]) => (events.get(name)?.length ?? 0) !== count,
  );
  return [
    ...wrongEvents.map(([name]) => `event of ${name} ${JSON.stringify(events.get(name)?.at(-1))}`),
    ...wrongCalls.map(([name]) => `calls of ${name} ${events.get(name)?.length ?? 0}`),
    ...(expected.event === undefined || fitsJson(expected.event, last, true)
      ? []
      : [`event ${JSON.stringify(last)}`]),
  ];
}
