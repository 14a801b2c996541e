/** Where a value differs from what was expected, for people; undefined: nowhere. */
export type Difference = string | undefined;

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/**
 * Compares a JSON value.
 *
 * @param subset - whether objects may have more members, at every depth
 */
export function matchJson(expected: unknown, got: unknown, subset: boolean, path = ''): Difference {
  const special = matchSpecial(expected, got, path);
  if (special !== undefined) return special.difference;
  if (Array.isArray(expected)) return matchList(expected, got, subset, path);
  if (!isObject(expected))
    return Object.is(expected, got) ? undefined : differs(path, expected, got);
  if (!isObject(got)) return differs(path, expected, got);
  const names = new Set(Object.keys(expected));
  if (!subset) for (const name of Object.keys(got)) names.add(name);
  for (const name of names) {
    const below = `${path}.${name}`;
    if (!(name in expected)) return `${below} should not be there, got ${show(got[name])}`;
    const difference = matchJson(expected[name], got[name], subset, below);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** Compares a text with a text or a `/pattern/`. */
export function matchText(expected: string, got: string | undefined): boolean {
  const pattern = patternOf(expected);
  return pattern === undefined ? expected === got : got !== undefined && pattern.test(got);
}

/** The pattern of a text that is written as one. */
export function patternOf(text: string): RegExp | undefined {
  const [, source] = /^\/([\s\S]*)\/$/.exec(text) ?? [];
  return source === undefined ? undefined : new RegExp(source);
}

function matchSpecial(
  expected: unknown,
  got: unknown,
  path: string,
): { readonly difference: Difference } | undefined {
  if (!isObject(expected)) return undefined;
  const { $re, $any } = expected;
  if ($any === true)
    return { difference: got === undefined ? differs(path, expected, got) : undefined };
  if ('$exact' in expected) return { difference: matchJson(expected['$exact'], got, false, path) };
  if (typeof $re !== 'string') return undefined;
  const matches = typeof got === 'string' && new RegExp($re).test(got);
  return { difference: matches ? undefined : differs(path, expected, got) };
}

function matchList(
  expected: readonly unknown[],
  got: unknown,
  subset: boolean,
  path: string,
): Difference {
  if (!Array.isArray(got) || got.length !== expected.length) return differs(path, expected, got);
  for (const [index, item] of expected.entries()) {
    const difference = matchJson(item, got[index], subset, `${path}[${index}]`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differs(path: string, expected: unknown, got: unknown): string {
  return `${path === '' ? 'value' : path.replace(/^\./, '')}: expected ${show(expected)}, got ${show(got)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
