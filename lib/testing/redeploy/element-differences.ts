/** A property that differs between two values. */
interface Difference {
  /** Where, such as `integration.uri`; empty: the value as a whole. */
  readonly property: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * The innermost properties in which two JSON values differ, in the order of their names.
 *
 * Lists and intrinsics are compared as a whole: of these, half a value says nothing.
 */
export function differences(before: unknown, after: unknown, property = ''): Difference[] {
  if (stable(before) === stable(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ property, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => name !== 'origin')
    .sort();
  return names.flatMap((name) =>
    differences(member(before, name), member(after, name), property ? `${property}.${name}` : name),
  );
}

function member(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return !(names.length === 1 && (names[0] === 'Ref' || names[0]?.startsWith('Fn::')));
}

/** JSON with members in one order; `origin` says where an element is declared, not what it is. */
function stable(value: unknown): string | undefined {
  return JSON.stringify(value, (name, member: unknown) => {
    if (name === 'origin') return undefined;
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
