import { ControlPlaneError } from '../../../lib/cloud';
import type { GatewayRequest, HeaderPair, TestInvokeAnswer } from '../../../lib/gateway';
import { type CaseResult, type SuiteFile, type SuiteKind, UsageError } from '../runner';
import { differencesOf, type Observation } from './expectation';
import { Laboratory } from './laboratory';
import type { Case, CaseRequest, CaseTestInvoke, Suite } from './suite';

/** Suites that deploy a template and call it. */
export const cloudKind: SuiteKind = {
  name: 'API',
  accepts: ({ name, text }) => name.endsWith('.json') && isSuite(parse(name, text)),
  run: runSuite,
};

/** A JSON file. */
export function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${name}: expected JSON: ${(cause as Error).message}`);
  }
}

function isSuite(value: unknown): boolean {
  const { cases, template, templates } = (value ?? {}) as Partial<Suite>;
  return Array.isArray(cases) && (template !== undefined || templates !== undefined);
}

async function runSuite(file: SuiteFile): Promise<CaseResult[]> {
  const suite = parse(file.name, file.text) as Suite;
  const laboratory = new Laboratory(suite);
  const results: CaseResult[] = [];
  for (const one of suite.cases) {
    const difference = await runCase(laboratory, suite, one);
    const { id, tier = suite.tier } = one;
    results.push({ id, file: file.name, tier, passed: difference === null, difference });
  }
  await laboratory.cloud.close();
  return results;
}

async function runCase(laboratory: Laboratory, suite: Suite, one: Case): Promise<string | null> {
  try {
    await laboratory.deploy(one.deploy ?? 0);
    laboratory.cloud.clock.advance((one.advance ?? 0) * 1000);
    laboratory.answers = one.functionAnswers ?? {};
    let observed: Partial<Observation> = {};
    for (let time = 0; time < (one.repeat ?? 1); time += 1) {
      laboratory.received = { events: {}, calls: laboratory.received.calls };
      if (time === 0) laboratory.received = { events: {}, calls: {} };
      observed = await observe(laboratory, suite, one);
      await laboratory.cloud.settle();
    }
    return titled(one, differencesOf(one.expect, { ...laboratory.received, ...observed }));
  } catch (error) {
    return titled(
      one,
      String((error as Error).stack)
        .split('\n')
        .slice(0, 8)
        .join('\n'),
    );
  }
}

function titled({ title }: Case, difference: string | null): string | null {
  return difference === null ? null : `${title}\n${difference}`;
}

function observe(
  laboratory: Laboratory,
  suite: Suite,
  { request, testInvoke, gatewayResponse, stage = suite.stage }: Case,
): Promise<Partial<Observation>> {
  if (testInvoke !== undefined) return invokeForTest(laboratory, stage, testInvoke);
  if (gatewayResponse !== undefined) return readResponse(laboratory, stage, gatewayResponse);
  if (request !== undefined) return send(laboratory, stage, request);
  throw new UsageError('a case needs a request, a testInvoke or a gatewayResponse');
}

async function send(
  laboratory: Laboratory,
  stageName: string,
  request: CaseRequest,
): Promise<Partial<Observation>> {
  const { stage, url } = addressOf(stageName, request);
  const known = laboratory.cloud.stages().some((found) => found.stage.name === stage);
  if (request.url !== undefined && !known) return answered(laboratory.stray());
  const found = laboratory.stage(stage);
  const { apiId, region } = found.api.identity;
  const [path = '', ...query] = url.split('?');
  const answer = await found.stage.gateway.handle({
    method: request.method,
    path,
    fullPath: `/${stage}${path}`,
    query: query.join('?'),
    headers: request.headers ?? [],
    body: bodyOf(request),
    source: sourceOf(request),
    domainName: `${apiId}.execute-api.${region}.amazonaws.com`,
    protocol: 'HTTP/1.1',
  } satisfies GatewayRequest);
  return { ...(await answered(answer)), log: answer.trace.log() };
}

function addressOf(
  stage: string,
  { path, url }: CaseRequest,
): { readonly stage: string; readonly url: string } {
  if (url === undefined) return { stage, url: path ?? '/' };
  const [, named = '', rest = ''] = /^\/+([^/?]*)(.*)$/s.exec(url) ?? [];
  return { stage: named, url: rest.startsWith('/') ? rest : `/${rest}` };
}

function sourceOf(request: CaseRequest): GatewayRequest['source'] {
  const { sourceIp = '127.0.0.1', sourceVpce, sourceVpc, vpcSourceIp } = request;
  return {
    ip: sourceIp,
    ...(sourceVpce !== undefined && { vpce: sourceVpce }),
    ...(sourceVpc !== undefined && { vpc: sourceVpc }),
    ...(vpcSourceIp !== undefined && { vpcIp: vpcSourceIp }),
  };
}

function bodyOf({ body, bodyBase64, bodyRepeat }: CaseRequest): Buffer {
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64');
  if (bodyRepeat !== undefined) return Buffer.from(bodyRepeat.text.repeat(bodyRepeat.times));
  return Buffer.from(body ?? '');
}

async function answered({
  status,
  headers,
  body,
}: {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}): Promise<Partial<Observation>> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return { status, headers: Object.fromEntries(joined), body: await bytesOf(body) };
}

async function bytesOf(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function invokeForTest(
  laboratory: Laboratory,
  stage: string,
  { resource, method, ...input }: CaseTestInvoke,
): Promise<Partial<Observation>> {
  const { api } = laboratory.stage(stage);
  try {
    const { status, headers, body, log } = (await control(laboratory, 'TestInvokeMethod', {
      restApiId: api.id,
      resourceId: api.present().resourceIds.get(resource) ?? 'unknown',
      httpMethod: method,
      ...input,
    })) as TestInvokeAnswer;
    return { status, headers, body: Buffer.from(body), log };
  } catch (error) {
    if (!(error instanceof ControlPlaneError)) throw error;
    const { code, status, message } = error;
    return { error: { code, status, message } };
  }
}

async function readResponse(
  laboratory: Laboratory,
  stage: string,
  responseType: string,
): Promise<Partial<Observation>> {
  const restApiId = laboratory.stage(stage).api.id;
  return { json: await control(laboratory, 'GetGatewayResponse', { restApiId, responseType }) };
}

function control(laboratory: Laboratory, operation: string, input: object): unknown {
  const [region] = laboratory.cloud.regions.all;
  return region?.service.call(operation, { ...input });
}
