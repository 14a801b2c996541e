import { Cloud, type LocalStage } from '../lib/cloud';
import type { GatewayRequest } from '../lib/gateway';
import { best, type Machine, type Rate, rateOf } from './calibration';
import { apiTemplate } from './gateway-templates';

const UNLIMITED = { rateLimit: 1e12, burstLimit: 1e12 };
const NO_BYTES = new Uint8Array();
const NOTHING: Rate = { wall: 0, cpu: 0 };

/** An API that is deployed, and how long that took. */
export interface Deployed {
  readonly cloud: Cloud;
  readonly stage: LocalStage;
  readonly deployMs: number;
}

/** Deploys an API of so many routes. */
export async function deploy(routes: number): Promise<Deployed> {
  const cloud = new Cloud({ clock: '2026-01-01T00:00:00Z', accountThrottle: UNLIMITED });
  const functions = { Fn: () => ({ statusCode: 200, body: '{"ok":true}' }) };
  const sources = [{ name: 'Bench', template: apiTemplate(routes) }];
  const started = performance.now();
  await cloud.deploy({ sources, functions });
  const deployMs = performance.now() - started;
  const [found] = cloud.stages();
  if (found === undefined) throw new Error('no stage was deployed');
  return { cloud, stage: cloud.localStage(found), deployMs };
}

/** A way of calling a stage, with the path of each call by its number. */
export interface Calls {
  readonly stage: LocalStage;
  readonly times: number;
  path(call: number): string;
  /** Whether the objects of `fetch` are made. @default false */
  readonly byFetch?: boolean;
}

/**
 * Calls in turn, round by round, and gives the best rate of each: all of them, and the machine
 * itself, have the same weather.
 */
export async function callRates(
  machine: Machine,
  rounds: number,
  all: readonly Calls[],
): Promise<Rate[]> {
  let rates: Rate[] = all.map(() => NOTHING);
  // The first round only makes everything warm.
  for (let round = 0; round <= rounds; round += 1) {
    await machine.look();
    for (const [index, calls] of all.entries()) {
      const rate = await rateOf(calls.times, () => callAll(calls));
      if (round > 0) rates = rates.with(index, best([rates[index] ?? NOTHING, rate]));
    }
  }
  return rates;
}

async function callAll({ stage, times, path, byFetch }: Calls): Promise<void> {
  for (let call = 0; call < times; call += 1) {
    const at = path(call);
    const status = byFetch ? await fetchStatus(stage, at) : await plainStatus(stage, at);
    if (status !== 200) throw new Error(`${at} answered ${status}`);
  }
}

function plainStatus(stage: LocalStage, path: string): number | Promise<number> {
  const answer = stage.handle(request(stage, path));
  return answer instanceof Promise ? answer.then(({ status }) => status) : answer.status;
}

async function fetchStatus(stage: LocalStage, path: string): Promise<number> {
  const response = await stage.fetch(path);
  await response.text();
  return response.status;
}

function request(stage: LocalStage, path: string): GatewayRequest {
  return {
    method: 'GET',
    path,
    fullPath: `/prod${path}`,
    query: '',
    headers: [
      ['Accept', 'application/json'],
      ['User-Agent', 'bench'],
    ],
    body: NO_BYTES,
    source: { ip: '127.0.0.1' },
    domainName: `${stage.apiId}.execute-api.us-east-1.amazonaws.com`,
    protocol: 'HTTP/1.1',
  };
}
