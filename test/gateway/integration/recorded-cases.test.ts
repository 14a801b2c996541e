import type { RecordedBackends } from './_backends';
import { type CaseOutcome, type DeployedSuite, deploySuite, runCase } from './_driver';
import { differences, missingLine, textMatches } from './_matching';
import { type Case, type Expectation, readSuite, type Suite } from './_suites';

const SUITES = [
  'base-path',
  'cors',
  'docs-examples',
  'header-mapping',
  'http',
  'http.mapping',
  'lambda-custom',
  'lambda-custom.misc',
  'lambda-custom.t2',
  'mock',
  'mock.docs',
  'mock.openapi',
  'parameter-mapping',
  'passthrough',
  'proxy-answers',
  'proxy-answers.format',
  'proxy-answers.method',
  'proxy-answers.t2',
  'proxy-binary',
  'proxy-event',
  's3-binary',
  's3-binary.response',
  's3-path',
  'services',
  'services.docs',
  'stage-variables',
  'stage-variables.http',
  'template-selection',
  'test-invoke',
  'test-invoke.lambda',
  'trace-id',
  'vtl-input-body',
  'vtl-input-path',
  'vtl.t2',
] as const;

describe.each(SUITES)('recorded cases of %s', (name) => {
  const suite = readSuite(name);
  const outcomes = new Map<string, string[]>();

  // Cases of a suite build on each other: a store keeps what the case before put into it.
  beforeAll(async () => {
    const templates = suite.templates ?? [suite.template ?? {}];
    const deployments = new Map<number, DeployedSuite>();
    for (const one of suite.cases) {
      const index = one.deploy ?? 0;
      const deployed = deployments.get(index) ?? deploySuite(suite, templates[index] ?? {});
      deployments.set(index, deployed);
      outcomes.set(one.id, await faultsOf(suite, deployed, one));
    }
  });

  test.each(suite.cases.map(({ id, title }) => [id, title]))('%s: %s', (id) => {
    expect(outcomes.get(id)).toEqual([]);
  });
});

async function faultsOf(suite: Suite, deployed: DeployedSuite, one: Case): Promise<string[]> {
  const { expect: wanted } = one;
  try {
    const outcome = await runCase(suite, deployed, one);
    if (wanted.error !== undefined) return ['the call succeeded'];
    return [
      ...responseFaults(outcome, wanted),
      ...backendFaults(deployed.backends, wanted),
      ...logFaults(outcome, wanted),
    ];
  } catch (error) {
    const { code, status, message } = error as NonNullable<Expectation['error']>;
    return wanted.error === undefined
      ? [(error as Error).stack ?? String(error)]
      : differences({ code, status, message }, wanted.error);
  }
}

function responseFaults({ status, headers, body }: CaseOutcome, wanted: Expectation): string[] {
  const text = body.toString();
  const faults: string[] = [];
  const check = (fine: boolean, fault: string) => {
    if (!fine) faults.push(fault);
  };
  check(wanted.status === undefined || status === wanted.status, `status ${status}: ${text}`);
  for (const [name, value] of Object.entries(wanted.headers ?? {})) {
    const actual = headers.get(name.toLowerCase());
    check(actual !== undefined && textMatches(actual, value), `header ${name}: ${actual}`);
  }
  for (const name of wanted.absentHeaders ?? []) check(!headers.has(name), `has header ${name}`);
  check(wanted.body === undefined || text === wanted.body, `body ${text}`);
  check(wanted.match === undefined || new RegExp(wanted.match).test(text), `body ${text}`);
  check(
    wanted.bodyBase64 === undefined || body.toString('base64') === wanted.bodyBase64,
    `body ${body.toString('base64')}`,
  );
  if (wanted.json !== undefined) faults.push(...differences(JSON.parse(text), wanted.json, true));
  if (wanted.bodyJsonSubset !== undefined) {
    faults.push(...differences(JSON.parse(text), wanted.bodyJsonSubset));
  }
  return faults;
}

function backendFaults(backends: RecordedBackends, wanted: Expectation): string[] {
  const event = backends.events.at(-1)?.event;
  const request = backends.requests.at(-1)?.request;
  const headers = Object.fromEntries(
    (request?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const calls = [...backends.events, ...backends.requests].map(({ name }) => name);
  return [
    ...(wanted.event === undefined ? [] : differences(event, wanted.event, false, 'event')),
    ...(wanted.eventAbsent ?? []).filter((path) => memberAt(event, path) !== undefined),
    ...(wanted.backend === undefined
      ? []
      : differences(request && received(request, headers), wanted.backend, false, 'backend')),
    ...(wanted.backendAbsentHeaders ?? []).filter((name) => name in headers),
    ...Object.entries(wanted.calls ?? {}).flatMap(([name, times]) =>
      calls.filter((called) => called === name).length === times ? [] : [`calls of ${name}`],
    ),
  ];
}

function received(
  { method, url, body }: RecordedBackends['requests'][number]['request'],
  headers: Record<string, string>,
) {
  const { pathname, searchParams } = new URL(url);
  const text = Buffer.from(body).toString();
  return {
    method,
    url,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers,
    body: text,
    bodyBase64: Buffer.from(body).toString('base64'),
    json: text.trim().startsWith('{') ? JSON.parse(text) : undefined,
  };
}

function memberAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value);
}

function logFaults({ log }: CaseOutcome, wanted: Expectation): string[] {
  const missing = missingLine(log, wanted.log ?? []);
  return missing === undefined ? [] : [`log has no ${missing} in\n${log.join('\n')}`];
}
