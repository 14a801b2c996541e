type Json = Readonly<Record<string, unknown>>;

/** Whether a text is the one expected: exact, or a pattern between slashes. */
export function fitsText(expected: string, got: string | undefined): boolean {
  const pattern = /^\/(.+)\/$/s.exec(expected)?.[1];
  if (got === undefined) return false;
  return pattern === undefined ? got === expected : new RegExp(pattern, 's').test(got);
}

/** Whether a JSON value is the one expected; objects may have further members if `subset`. */
export function fitsJson(expected: unknown, got: unknown, subset: boolean): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(got) &&
      got.length === expected.length &&
      expected.every((item, index) => fitsJson(item, got[index], subset))
    );
  }
  if (typeof expected !== 'object' || expected === null) return Object.is(expected, got);
  return fitsObject(expected as Json, got, subset);
}

function fitsObject(expected: Json, got: unknown, subset: boolean): boolean {
  if ('$any' in expected) return got !== undefined;
  if ('$re' in expected) return new RegExp(String(expected['$re'])).test(String(got));
  if ('$exact' in expected) return fitsJson(expected['$exact'], got, false);
  if (typeof got !== 'object' || got === null || Array.isArray(got)) return false;
  const record = got as Json;
  if (!subset && Object.keys(record).length !== Object.keys(expected).length) return false;
  return Object.entries(expected).every(([name, value]) => fitsJson(value, record[name], subset));
}

/** The first line expected that the log does not have, in order. */
export function missingLine(
  expected: readonly string[],
  lines: readonly string[],
): string | undefined {
  let from = 0;
  for (const text of expected) {
    const pattern = /^\/(.+)\/$/s.exec(text)?.[1];
    const fits = (line: string) =>
      pattern === undefined ? line.includes(text) : new RegExp(pattern).test(line);
    const at = lines.findIndex((line, index) => index >= from && fits(line));
    if (at < 0) return text;
    from = at + 1;
  }
  return undefined;
}
