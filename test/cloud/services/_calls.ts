import { ServiceStubs, type ServiceStubsOptions } from '../../../lib/cloud/services';
import type { BackendAnswer, ServiceCall } from '../../../lib/gateway/backends';
import type { HeaderPair } from '../../../lib/gateway/request';

/** What a call of a service is made of. */
export interface CallOptions {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly action?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
}

export const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
export const QUEUE = '/123456789012/orders';

/** A call as API Gateway makes it, which accepts JSON. */
export function call(service: string, options: CallOptions = {}): ServiceCall {
  const { method = 'POST', path = '/', body = '', timeoutMs = 29_000 } = options;
  const host = options.host ?? `${service}.eu-west-1.amazonaws.com`;
  const headers: HeaderPair[] = Object.entries({ Accept: 'application/json', ...options.headers });
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const request = { method, url: `https://${host}${path}`, headers, body: bytes, timeoutMs };
  const plain = { service, region: 'eu-west-1', request };
  return options.action === undefined ? plain : { ...plain, action: options.action };
}

/** Status, type and text of an answer, its JSON parsed. */
export function shown(answer: BackendAnswer): Readonly<Record<string, unknown>> {
  if (answer.kind !== 'answered') return { ...answer };
  const text = Buffer.from(answer.body).toString('utf8');
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const isJson = type?.includes('json') === true;
  return { status: answer.status, type, ...(isJson ? { json: JSON.parse(text) } : { text }) };
}

const opened: ServiceStubs[] = [];

/** Stubs with ids and a clock that are known; `closeStubs` ends them. */
export function stubs(
  definitions: NonNullable<ServiceStubsOptions['stubs']>,
  more: ServiceStubsOptions = {},
): ServiceStubs {
  let id = 0;
  const made = new ServiceStubs({
    stubs: definitions,
    clock: { now: () => 1_700_000_000_000 },
    id: () => `id-${++id}`,
    ...more,
  });
  opened.push(made);
  return made;
}

/** Closes what a test has made. */
export function closeStubs(): void {
  for (const made of opened.splice(0)) made.close();
}

/** A call of an SQS queue with a form. */
export function sendMessage(
  body: string,
  more: Readonly<Record<string, string>> = {},
): ServiceCall {
  return call('sqs', { path: QUEUE, headers: { ...FORM, ...more }, body });
}
