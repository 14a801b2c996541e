type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares a value with what a case expects of it.
 *
 * @param exact whether an object may have no further members
 * @returns how it differs; nothing when it does not
 */
export function differences(actual: unknown, wanted: unknown, exact = false, at = '$'): string[] {
  if (isObject(wanted)) {
    if ('$any' in wanted) return actual === undefined ? [`${at} is missing`] : [];
    if (typeof wanted['$re'] === 'string') {
      return new RegExp(wanted['$re']).test(String(actual))
        ? []
        : [`${at}: ${JSON.stringify(actual)} does not match ${wanted['$re']}`];
    }
    if ('$exact' in wanted) return differences(actual, wanted['$exact'], true, at);
    return objectDifferences(actual, wanted, exact, at);
  }
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) {
      return [`${at}: got ${JSON.stringify(actual)}, wanted ${JSON.stringify(wanted)}`];
    }
    return wanted.flatMap((item, index) =>
      differences(actual[index], item, exact, `${at}[${index}]`),
    );
  }
  return Object.is(actual, wanted)
    ? []
    : [`${at}: got ${JSON.stringify(actual)}, wanted ${JSON.stringify(wanted)}`];
}

function objectDifferences(actual: unknown, wanted: Json, exact: boolean, at: string): string[] {
  if (!isObject(actual)) {
    return [`${at}: got ${JSON.stringify(actual)}, wanted ${JSON.stringify(wanted)}`];
  }
  const extra = exact ? Object.keys(actual).filter((name) => !(name in wanted)) : [];
  return [
    ...extra.map((name) => `${at}.${name} is not expected`),
    ...Object.entries(wanted).flatMap(([name, value]) =>
      differences(actual[name], value, exact, `${at}.${name}`),
    ),
  ];
}

/** Tells whether a text is as wanted; `/…/` is a pattern. */
export function textMatches(actual: string, wanted: string): boolean {
  return wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/')
    ? new RegExp(wanted.slice(1, -1)).test(actual)
    : actual === wanted;
}

/** The first text that no line has, looking on behind the line of the text before. */
export function missingLine(
  lines: readonly string[],
  wanted: readonly string[],
): string | undefined {
  let from = 0;
  for (const text of wanted) {
    const isPattern = text.length > 1 && text.startsWith('/') && text.endsWith('/');
    const found = lines.findIndex(
      (line, index) => index >= from && (isPattern ? textMatches(line, text) : line.includes(text)),
    );
    if (found < 0) return text;
    from = found + 1;
  }
  return undefined;
}
