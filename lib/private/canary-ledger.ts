import { existsSync, readFileSync } from 'node:fs';
import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { JsonSyntaxError, type JsonValue, parseJson } from '../json';
import type { PinnedDeployment } from './canary-decision';
import { type CheckContext, checkPattern, refuse } from './checks';

/** Where the ledger is when its user does not say. */
export const LEDGER_FILE = 'gatehouse.canary.json';

/** `account/region/stack/path`, as {@link ledgerKey} writes it. */
const KEY = /^\d{12}\/[a-z0-9-]+\/[^/]+\/.+$/;

const DEPLOYMENT_ID = /^[A-Za-z0-9]+$/;

const MEMBERS: ReadonlySet<string> = new Set<keyof PinnedDeployment>([
  'stableDeploymentId',
  'stableFingerprint',
  'canaryFingerprint',
  'abortedFingerprint',
]);

type Ledger = ReadonlyMap<string, PinnedDeployment>;

/**
 * Name of a stage in the ledger: `account/region/stack/path`.
 *
 * Ids of deployments belong to one account and region, so without them there is no key.
 */
export function ledgerKey(scope: IConstruct): string | undefined {
  const stack = topStack(Stack.of(scope));
  if (Token.isUnresolved(stack.account) || Token.isUnresolved(stack.region)) return undefined;
  const path = scope.node.path.slice(stack.node.path.length + 1);
  return [stack.account, stack.region, stack.stackName, path].join('/');
}

/** What the ledger says of a stage; nothing if it does not name it. */
export function readPinned(
  scope: IConstruct,
  file: string | undefined,
): PinnedDeployment | undefined {
  const ledger = readLedger(scope, file);
  if (ledger.size === 0) return undefined;
  const key = ledgerKey(scope);
  if (key !== undefined) return ledger.get(key);
  const change = 'give the stack an `env`, or the state a `stableDeploymentId`';
  const context = { scope, code: 'CanaryLedgerEnvironment', prop: 'state', change };
  return refuse(context, 'needs the account and region of its stack to find itself in the ledger', [
    ...ledger.keys(),
  ]);
}

/** Refuses what cannot be the id of a deployment; tokens pass. */
export function checkDeploymentId(context: CheckContext, id: string): void {
  if (id === '') refuse(context, 'must not be empty', id);
  checkPattern(context, id, DEPLOYMENT_ID, 'letters and digits');
}

function topStack(stack: Stack): Stack {
  return stack.nestedStackParent ? topStack(stack.nestedStackParent) : stack;
}

function readLedger(scope: IConstruct, file: string | undefined): Ledger {
  const name = file ?? LEDGER_FILE;
  if (existsSync(name)) return parseLedger(scope, name, readFileSync(name, 'utf8'));
  if (file === undefined) return new Map();
  const change = 'create it with the content {} before the first deployment, or correct the path';
  const context = { scope, code: 'CanaryLedgerMissing', prop: 'state.file', change };
  return refuse(context, 'must be a file that exists', file);
}

/** Reads a ledger; every entry is checked, so that a slip in one does not wait for its stage. */
export function parseLedger(scope: IConstruct, file: string, text: string): Ledger {
  const malformed = (where: string, problem: string, got: unknown): never =>
    refuse(
      { scope, code: 'CanaryLedgerMalformed', prop: `${file}${where}`, change: 'correct the file' },
      problem,
      got,
    );
  const root = parseText(text, malformed);
  if (!(root instanceof Map)) return malformed('', 'must be a JSON object', plain(root));
  const entries = [...root].map(([key, value]): [string, PinnedDeployment] => {
    const at = `[${JSON.stringify(key)}]`;
    if (!KEY.test(key)) malformed(at, 'must be named account/region/stack/path', key);
    return [key, parseEntry(value, at, malformed)];
  });
  return new Map(entries);
}

type Malformed = (where: string, problem: string, got: unknown) => never;

function parseText(text: string, malformed: Malformed): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { line, column } = position(text, error.offset);
    return malformed(`:${line}:${column}`, `is ${error.message}`, undefined);
  }
}

function parseEntry(value: JsonValue, at: string, malformed: Malformed): PinnedDeployment {
  if (!(value instanceof Map)) return malformed(at, 'must be a JSON object', plain(value));
  for (const [name, member] of value) {
    if (!MEMBERS.has(name)) malformed(at, `must have only ${[...MEMBERS].join(', ')}`, name);
    const fits = typeof member === 'string' && DEPLOYMENT_ID.test(member);
    if (!fits) malformed(`${at}.${name}`, 'must be a text of letters and digits', plain(member));
  }
  if (!value.has('stableDeploymentId'))
    malformed(at, 'must have a stableDeploymentId', [...value.keys()]);
  return Object.fromEntries(value) as unknown as PinnedDeployment;
}

function position(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** A JSON value in a form that prints. */
const plain = (value: JsonValue | undefined): unknown =>
  value instanceof Map ? Object.fromEntries(value) : typeof value === 'bigint' ? `${value}` : value;
