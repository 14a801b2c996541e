import { ANY_TYPE_KEYWORDS } from './any-type';
import { ARRAY_KEYWORDS } from './arrays';
import type { Keyword } from './keyword';
import { NUMBER_KEYWORDS } from './numbers';
import { OBJECT_KEYWORDS } from './objects';
import { STRING_KEYWORDS } from './strings';

const { format, ...byName }: Record<string, Keyword> & { format: Keyword } = {
  ...ANY_TYPE_KEYWORDS,
  ...ARRAY_KEYWORDS,
  ...NUMBER_KEYWORDS,
  ...OBJECT_KEYWORDS,
  ...STRING_KEYWORDS,
};

/**
 * The keywords of draft 4, in the order in which fge json-schema-validator applies them: by
 * name, `format` last. The wording of the messages is that library's.
 */
export const KEYWORDS: readonly (readonly [name: string, keyword: Keyword])[] = [
  ...Object.entries(byName).sort(([a], [b]) => (a < b ? -1 : 1)),
  ['format', format],
];
