import { compileMappingTemplate } from '../../lib/mapping';
import { ARRAY_METHODS, LIST_METHODS, VIEW_METHODS } from '../../lib/vtl/methods/collection';
import { MAP_METHODS } from '../../lib/vtl/methods/map';
import {
  BIG_NUMBER_METHODS,
  DOUBLE_METHODS,
  INTEGER_METHODS,
  LONG_METHODS,
} from '../../lib/vtl/methods/number';
import {
  BOOLEAN_METHODS,
  CHARACTER_METHODS,
  ENTRY_METHODS,
  ITERATOR_METHODS,
} from '../../lib/vtl/methods/simple';
import { STRING_METHODS } from '../../lib/vtl/methods/string';
import { blocksOf, readProjectFile } from '../_helpers/docs';

const PAGE = 'docs/mapping-templates.md';
const blocks = blocksOf(PAGE);
const body = blocks.find(({ language }) => language === 'json')?.code ?? '';

const examples = blocks.flatMap((block, i) =>
  block.language === 'vtl' ? [[block.line, block.code, blocks[i + 1]] as const] : [],
);

describe('the page about mapping templates', () => {
  test('has examples', () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  test.each(examples)('prints what the example in line %i prints', (_line, template, printed) => {
    const { output } = compileMappingTemplate(template).render({
      body,
      params: { path: { id: '42' } },
      context: { stage: 'dev' },
      stageVariables: { table: 'orders-dev' },
    });
    expect(printed?.language).toBe('text');
    expect(output.trimEnd()).toBe(printed?.code);
  });

  test.each([
    ['String', STRING_METHODS],
    ['Integer', INTEGER_METHODS],
    ['Long', LONG_METHODS],
    ['Double, Float', DOUBLE_METHODS],
    ['BigInteger, BigDecimal', BIG_NUMBER_METHODS],
    ['Boolean', BOOLEAN_METHODS],
    ['Character', CHARACTER_METHODS],
    ['List', LIST_METHODS],
    ['array', ARRAY_METHODS],
    ['Map', MAP_METHODS],
    ['keySet, values, entrySet', VIEW_METHODS],
    ['Map.Entry', ENTRY_METHODS],
    ['Iterator', ITERATOR_METHODS],
  ])('lists the methods of %s', (className, signatures) => {
    const names = new Set(Object.keys(signatures).map((signature) => signature.split('(')[0]));
    const listed = [...names].sort().map((name) => `\`${name}\``);
    expect(readProjectFile(PAGE)).toContain(`| ${className} | ${listed.join(' ')} |\n`);
  });
});
