import { AsyncLocalStorage } from 'node:async_hooks';
import { CONSOLE_METHODS, type ConsoleMethod } from './runtime/console-log';
import { awslambda } from './runtime/run-streaming';
import type { ConsoleCall } from './sandbox';

/** What code sees of the process while it runs as a function. */
export interface Surroundings {
  /** Its `process.env`. */
  readonly env: Record<string, string>;
  /** Whether variables of the process show through where it has none of the name. */
  readonly inherit: boolean;
  /** Gets what it writes to the console. */
  readonly log?: ConsoleCall;
}

type Write = (...values: unknown[]) => void;

interface Patch {
  readonly before: Write;
  readonly after: Write;
}

const surroundings = new AsyncLocalStorage<Surroundings | undefined>();

let users = 0;
let hostEnv: NodeJS.ProcessEnv = process.env;
let scopedEnv: NodeJS.ProcessEnv | undefined;
let hostAwsLambda: PropertyDescriptor | undefined;
const patched = new Map<ConsoleMethod, Patch>();

/**
 * Makes `process.env` and the console of this process those of the function that runs.
 *
 * Which function that is follows every await, timer and callback (`AsyncLocalStorage`), so that
 * several may run at once; outside of functions, both are what they were. Also sets the global
 * `awslambda`. {@link releaseProcess} takes it back, once for each call of this.
 */
export function scopeProcess(): void {
  if (users++ > 0) return;
  hostAwsLambda = Object.getOwnPropertyDescriptor(globalThis, 'awslambda');
  Object.assign(globalThis, { awslambda });
  for (const method of CONSOLE_METHODS) patchConsole(method);
  scopeEnv();
}

/** Takes back what {@link scopeProcess} did, but for what somebody else has replaced since. */
export function releaseProcess(): void {
  if (--users > 0) return;
  for (const [method, { before, after }] of patched) {
    if (console[method] === after) console[method] = before;
  }
  patched.clear();
  if (process.env === scopedEnv) process.env = hostEnv;
  if (hostAwsLambda) Object.defineProperty(globalThis, 'awslambda', hostAwsLambda);
  else Reflect.deleteProperty(globalThis, 'awslambda');
}

/** Runs code that is to see a function's surroundings, up to its last callback. */
export function runWithin<T>(store: Surroundings, run: () => T): T {
  if (process.env !== scopedEnv) scopeEnv();
  return surroundings.run(store, run);
}

function patchConsole(method: ConsoleMethod): void {
  const before: Write = console[method];
  const after: Write = (...values) => {
    const store = surroundings.getStore();
    // whoever reads the log is no part of the function, and may write to the console too
    if (store?.log) surroundings.run(undefined, store.log, method, values);
    before.apply(console, values);
  };
  console[method] = after;
  patched.set(method, { before, after });
}

/** Also called when a test has put another object in the place of `process.env`. */
function scopeEnv(): void {
  hostEnv = process.env;
  scopedEnv = new Proxy<NodeJS.ProcessEnv>({}, ENV_HANDLER);
  process.env = scopedEnv;
}

/** The variables that are visible, those that come first in front; what is set goes there. */
function layers(): readonly [object, ...object[]] {
  const store = surroundings.getStore();
  if (!store) return [hostEnv];
  return store.inherit ? [store.env, hostEnv] : [store.env];
}

function layerOf(name: string | symbol): object {
  const found = layers();
  return found.find((layer) => Object.hasOwn(layer, name)) ?? found[0];
}

const ENV_HANDLER: ProxyHandler<NodeJS.ProcessEnv> = {
  get: (_target, name) => Reflect.get(layerOf(name), name),
  has: (_target, name) => Reflect.has(layerOf(name), name),
  set: (_target, name, value) => Reflect.set(layers()[0], name, String(value)),
  deleteProperty: (_target, name) => Reflect.deleteProperty(layers()[0], name),
  ownKeys: () => [...new Set(layers().flatMap((layer) => Reflect.ownKeys(layer)))],
  getOwnPropertyDescriptor: (_target, name) => {
    const found = Reflect.getOwnPropertyDescriptor(layerOf(name), name);
    return found && { ...found, configurable: true };
  },
  defineProperty: (_target, name, descriptor) =>
    Reflect.defineProperty(layers()[0], name, descriptor),
};
