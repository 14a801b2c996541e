/** Stands for what is only known at deployment. */
export const HOLE = '\u0000';

/**
 * A value as text, with `HOLE` for each part that only the deployment knows.
 * Joins and substitutions are put together, as far as they are literal.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return argument[1].map(textOf).join(String(argument[0]));
  }
  if (name === 'Fn::Sub') return substituted(Array.isArray(argument) ? argument[0] : argument);
  if (name === 'Ref' && argument === 'AWS::Partition') return 'aws';
  return HOLE;
}

/** `${X}` is known at deployment only; `${!X}` is the text `${X}`. */
function substituted(template: unknown): string {
  return String(template).replace(/\$\{(!?)([^}]*)\}/g, (_, escaped: string, name: string) => {
    if (escaped) return `\${${name}}`;
    return name.trim() === 'AWS::Partition' ? 'aws' : HOLE;
  });
}

/** Characters of a JSON value, minified, at least: what is not known counts nothing. */
export function knownLength(value: unknown): number {
  return JSON.stringify(withoutIntrinsics(value))?.length ?? 0;
}

function withoutIntrinsics(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIntrinsics);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    return textOf(value).replaceAll(HOLE, '');
  }
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutIntrinsics(member)]));
}
