import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type FunctionDefinition,
  type GivenHandler,
  type LambdaCode,
  type LambdaLogLine,
  LambdaService,
  type LambdaServiceOptions,
} from '../../../lib/cloud/lambda';
import type { LambdaAnswer, LambdaInvocation } from '../../../lib/gateway/backends';

/** ARN of the function that most tests have. */
export const ORDERS = 'arn:aws:lambda:eu-west-1:123456789012:function:Orders';
export const METHOD_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/orders';

const folders: string[] = [];
const services: LambdaService[] = [];

/** A service that the end of the test closes, with what its functions logged. */
export function lambda(options: LambdaServiceOptions = {}): LambdaService {
  const service = new LambdaService(options);
  services.push(service);
  return service;
}

/** A service with its log. */
export function loggingLambda(options: LambdaServiceOptions = {}) {
  const log: LambdaLogLine[] = [];
  return { log, service: lambda({ ...options, onLog: (line) => log.push(line) }) };
}

/** Ends what the test has started; to be called after each one. */
export async function cleanUp(): Promise<void> {
  await Promise.all(services.splice(0).map((service) => service.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A folder with these files. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-asset-')));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Code that was deployed as an asset. */
export function asset(files: Readonly<Record<string, string>>): LambdaCode {
  return { kind: 'folder', path: folderOf(files) };
}

/** A deployed function of one file, `index.js`. */
export function deployed(
  source: string,
  more: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  return {
    functionArn: ORDERS,
    code: asset({ 'index.js': source }),
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    ...more,
  };
}

/** A call of API Gateway's. */
export function call(more: Partial<LambdaInvocation> = {}): LambdaInvocation {
  return {
    functionArn: ORDERS,
    payload: '{}',
    invocationType: 'RequestResponse',
    timeoutMs: 29_000,
    ...more,
  };
}

/** The answer to an event, its payload parsed. */
export async function ask(service: LambdaService, event: unknown = {}): Promise<unknown> {
  return parsed(await service.invoke(call({ payload: JSON.stringify(event) })));
}

/** An answer with its payload parsed, without the id of the invocation. */
export function parsed(answer: LambdaAnswer): unknown {
  if (!('payload' in answer)) return answer;
  return { kind: answer.kind, payload: JSON.parse(answer.payload) };
}

/** A clock that stands still until it is moved. */
export class TestClock {
  public constructor(private time = Date.UTC(2026, 0, 1)) {}

  public now(): number {
    return this.time;
  }

  public advance(ms: number): void {
    this.time += ms;
  }
}

/** Waits until something is so, for as long as a test may take. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** A handler that answers when it is let go. */
export function gate() {
  const waiting: (() => void)[] = [];
  const handler: GivenHandler = () =>
    new Promise<string>((resolve) => {
      waiting.push(() => resolve('ok'));
    });
  return { handler, waiting, open: () => waiting.shift()?.() };
}

/** A service with one function. */
export function withFunction(
  handler: GivenHandler,
  reservedConcurrency?: number,
  options: LambdaServiceOptions = {},
): LambdaService {
  const service = lambda(options);
  const limit = reservedConcurrency === undefined ? {} : { reservedConcurrency };
  service.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler }, ...limit });
  return service;
}
