import type { Value } from './template';

/** Identity sources are a list in a text; blanks in it mean nothing. */
export function identitySources(value: Value<string> | undefined): Value<string> | undefined {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((item) => item.trim())
    .join();
}
