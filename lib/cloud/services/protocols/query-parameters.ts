import type { Members } from '../decoded-call';

type Node = Map<string, Node | string>;

/** Longest name that is taken apart; no action of a service has one half as deep. */
const MAX_DEPTH = 16;

const toNumber = (text: string): unknown => Number(text);
const toBoolean = (text: string): unknown => text === 'true';

/** Parameters that are no texts. */
const TYPES: ReadonlyMap<string, (text: string) => unknown> = new Map(
  Object.entries({
    DelaySeconds: toNumber,
    MaxNumberOfMessages: toNumber,
    MaxResults: toNumber,
    Overwrite: toBoolean,
    Recursive: toBoolean,
    VisibilityTimeout: toNumber,
    WaitTimeSeconds: toNumber,
    WithDecryption: toBoolean,
  }),
);

/** Lists of SQS that go by the name of one item. */
const LISTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AttributeName: 'AttributeNames',
    DeleteMessageBatchRequestEntry: 'Entries',
    MessageAttribute: 'MessageAttributes',
    MessageAttributeName: 'MessageAttributeNames',
    MessageSystemAttribute: 'MessageSystemAttributes',
    SendMessageBatchRequestEntry: 'Entries',
  }),
);

/**
 * Parameters of the query protocol, whose names say where a value stands (`Entries.member.1.Id`),
 * as the members that the service's API has: lists, structures, and maps where each entry has a
 * key and a value.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function structured(parameters: Iterable<readonly [string, string]>): Members {
  const root: Node = new Map();
  for (const [name, value] of parameters) place(root, name, value);
  return membersOf(root);
}

function place(root: Node, name: string, value: string): void {
  const path = name.split('.');
  const last = path.pop() ?? name;
  if (path.length >= MAX_DEPTH) {
    root.set(name, value);
    return;
  }
  let node = root;
  for (const part of path) {
    const found = node.get(part);
    const next: Node = found instanceof Map ? found : new Map();
    node.set(part, next);
    node = next;
  }
  node.set(last, value);
}

function membersOf(node: Node): Members {
  return Object.fromEntries(
    [...node].map(([name, child]) => [
      typeof child === 'string' ? name : (LISTS.get(name) ?? name),
      typeof child === 'string' ? (TYPES.get(name)?.(child) ?? child) : valueAt(child),
    ]),
  );
}

function valueAt(node: Node): unknown {
  const wrapped = node.get('member') ?? node.get('entry');
  if (node.size === 1 && wrapped instanceof Map) return valueAt(wrapped);
  if (![...node.keys()].every((name) => /^\d+$/.test(name))) return membersOf(node);
  const items = [...node]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => (typeof item === 'string' ? item : valueAt(item)));
  return asMap(items) ?? items;
}

/** The map that a list of entries stands for; `undefined` if its items are not all entries. */
function asMap(items: readonly unknown[]): Members | undefined {
  const entries = items.map(entryOf);
  if (entries.length === 0 || !entries.every((entry) => entry !== undefined)) return undefined;
  return Object.fromEntries(entries);
}

function entryOf(item: unknown): readonly [string, unknown] | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { Name, Value, key = Name, value = Value, ...rest } = item as Members;
  if (typeof key !== 'string' || value === undefined) return undefined;
  return Object.keys(rest).length === 0 ? [key, value] : undefined;
}
