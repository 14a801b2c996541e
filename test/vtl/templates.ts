import fc from 'fast-check';

/** Random templates: most of them parse, and most of what they do has a result. */
export function templates(): fc.Arbitrary<string> {
  return fc.oneof({ weight: 6, arbitrary: grammar.template }, { weight: 1, arbitrary: garbage() });
}

/** Texts that look like templates only here and there. */
export function garbage(): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), {
      maxLength: 25,
    })
    .map((pieces) => pieces.join(''));
}

const PIECES = [
  ...[
    '$',
    '$!',
    '${',
    '}',
    '$a',
    '$!{a.b',
    '.b',
    '.size()',
    '[0]',
    '[',
    ']',
    '(',
    ')',
    '\\',
    '\\\\',
  ],
  ...[
    '#',
    '##',
    '#*',
    '*#',
    '#**',
    '#[[',
    ']]#',
    '#if(',
    '#else',
    '#elseif(',
    '#end',
    '#set($a = ',
  ],
  ...['#foreach($b in ', '#break', '#stop', '#define($c)', '#macro(m $d)', '#m(', '#@m(', '#{end}'],
  ...[
    '#{else}',
    '"',
    "'",
    '1',
    '-1',
    '1.5',
    '..',
    '+',
    '-',
    '*',
    '/',
    '%',
    '==',
    '&&',
    '!',
    ' ',
    '\n',
  ],
  ...[
    '\t',
    '\r\n',
    'true',
    'text',
    ',',
    ':',
    '{',
    'in',
    '#evaluate(',
    '#literal()',
    '$foreach.count',
  ],
];

const NAMES = ['a', 'b', 'list', 'map', 'text', 'number', 'nope', 'x-y', 'foreach', 'c'];

const name = fc.constantFrom(...NAMES);
const blank = fc.constantFrom('', '', '', ' ', '\n', '\t', '  \n', '\r\n');
const integer = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom(
    '2147483647',
    '-2147483648',
    '9223372036854775807',
    '12345678901234567890',
    '007',
  ),
);
const decimal = fc.constantFrom('1.5', '-0.25', '1e3', '.5', '2.', '100.0', '1.0e-7', '3.75');
const member = fc.constantFrom('b', 'empty', 'key', 'value', 'index', 'hasNext', 'x-y', 'nope');
const method = fc.constantFrom(
  ...['size()', 'length()', 'toString()', 'isEmpty()', 'keySet()', 'values()', 'entrySet()'],
  ...['toUpperCase()', 'trim()', 'hasNext()', 'intValue()', 'doubleValue()', 'nope()', 'clear()'],
);
const method1 = fc.constantFrom(
  ...['get', 'contains', 'indexOf', 'equals', 'containsKey', 'split', 'substring', 'concat', 'add'],
  ...[
    'remove',
    'charAt',
    'matches',
    'startsWith',
    'endsWith',
    'addAll',
    'compareTo',
    'lastIndexOf',
  ],
);
const method2 = fc.constantFrom('put', 'replace', 'replaceAll', 'substring', 'set', 'getOrDefault');
const operator = fc.constantFrom(
  ...[' + ', ' - ', ' * ', ' / ', ' % ', '+', '*', ' == ', ' != ', ' < ', ' > ', ' <= ', ' >= '],
  ...[' && ', ' || ', ' and ', ' or ', ' eq ', ' ne ', ' lt ', ' ge ', '==', '-'],
);
const plainText = fc.oneof(
  fc.constantFrom(
    ' ',
    '\n',
    'text',
    '"q": ',
    ', ',
    '{',
    '}',
    '.',
    '$',
    '#',
    '\\',
    '$5',
    'a\r\nb',
    '()',
  ),
  fc.constantFrom(
    '\\$a',
    '\\\\$a',
    '\\#if',
    '$\\!a',
    '##c\n',
    '#* c *#',
    '#[[ $a ]]#',
    '\t',
    '#foo',
    '$$',
  ),
);
const quoted = fc.constantFrom("'a'", "'b-c'", "''", "'it''s'", "','", "'[a-z]+'", "'0'", "'x-y'");

const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));

const is = fc.constant;

const grammar = fc.letrec<{ [rule: string]: string; template: string }>((tie) => ({
  template: fc.array(tie('statement'), { maxLength: 7 }).map((parts) => parts.join('')),
  statement: fc.oneof(
    { withCrossShrink: true, maxDepth: 5 },
    plainText,
    tie('reference'),
    joined(is('#set($'), name, blank, is(' = '), tie('expression'), is(')'), blank),
    joined(is('#set($'), name, tie('step'), is(' = '), tie('expression'), is(')'), blank),
    joined(
      is('#if('),
      tie('expression'),
      is(')'),
      blank,
      tie('template'),
      tie('orElse'),
      tie('end'),
    ),
    joined(
      is('#foreach($'),
      name,
      is(' in '),
      tie('parameter'),
      is(')'),
      blank,
      tie('template'),
      tie('end'),
    ),
    joined(is('#define($'), name, is(')'), tie('template'), tie('end')),
    joined(is('#macro(m $'), name, is(' $'), name, is(')'), tie('template'), tie('end')),
    joined(is('#m('), tie('parameter'), is(' '), tie('parameter'), is(')')),
    joined(is('#@m('), tie('parameter'), is(')'), tie('template'), tie('end')),
    fc.constantFrom('#break', '#stop', '#break ', '#{stop}', '#break($foreach)'),
    joined(
      is('#evaluate("'),
      tie('template').map((text) => text.replaceAll('"', '""')),
      is('")'),
    ),
  ),
  end: fc.constantFrom('#end', '#{end}', '#end\n', '#end  \n', '#end '),
  orElse: fc.oneof(
    is(''),
    is(''),
    joined(fc.constantFrom('#else', '#{else}', '#else \n'), tie('template')),
    joined(is('#elseif('), tie('expression'), is(')'), blank, tie('template')),
  ),
  reference: fc.oneof(
    joined(fc.constantFrom('$', '$!', '\\$', '$', '\\\\$', '$$'), name, tie('steps')),
    joined(fc.constantFrom('${', '$!{'), name, tie('steps'), is('}')),
  ),
  steps: fc.array(tie('step'), { maxLength: 3 }).map((parts) => parts.join('')),
  step: fc.oneof(
    { maxDepth: 4 },
    joined(is('.'), member),
    joined(is('.'), method),
    joined(is('['), fc.oneof(integer, quoted, tie('reference')), is(']')),
    joined(is('.'), method1, is('('), tie('parameter'), is(')')),
    joined(is('.'), method2, is('('), tie('parameter'), is(', '), tie('parameter'), is(')')),
  ),
  parameter: fc.oneof(
    { maxDepth: 4 },
    tie('reference'),
    quoted,
    integer,
    fc.constantFrom('true', 'false'),
    decimal,
    joined(
      is('"'),
      tie('template').map((text) => text.replaceAll('"', '""')),
      is('"'),
    ),
    joined(is('['), fc.array(tie('parameter'), { maxLength: 3 }).map(String), is(']')),
    joined(
      is('['),
      fc.integer({ min: -3, max: 5 }).map(String),
      is('..'),
      fc.constantFrom('3', '$number', '-1'),
      is(']'),
    ),
    joined(is('{'), quoted, is(': '), tie('parameter'), is('}')),
  ),
  expression: fc.oneof(
    { maxDepth: 4 },
    tie('parameter'),
    joined(tie('parameter'), operator, tie('parameter')),
    joined(tie('expression'), operator, is('('), tie('expression'), is(')')),
    joined(fc.constantFrom('!', ' !', 'not '), tie('parameter')),
    joined(blank, is('('), tie('expression'), is(')'), blank),
  ),
}));
