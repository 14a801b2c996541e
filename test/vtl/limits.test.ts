import { compileTemplate, VtlError, type VtlLimits } from '../../lib/vtl';
import { SOON_MS } from '../_helpers/soon';

function render(text: string, limits: VtlLimits = {}): string {
  return compileTemplate(text, { limits }).render(new Map());
}

const MANY = 100_000;
const SOME = 10_000;
const times = (text: string, count = MANY): string => text.repeat(count);

const LOOP = (turns: number): string => `#foreach($i in [1..${turns}])x#end`;

describe('a loop', () => {
  test.each([
    [999, 999],
    [1000, 1000],
    [1001, 1000],
  ])('over %i numbers takes %i turns', (numbers, turns) => {
    expect(render(LOOP(numbers))).toHaveLength(turns);
  });

  test('counts its turns anew each time', () => {
    expect(render(`#foreach($k in [1..3])${LOOP(1000)}#end`)).toHaveLength(3000);
  });

  test('takes as many turns as the caller allows', () => {
    expect(render(LOOP(10), { loopTurns: 4 })).toBe('xxxx');
  });
});

describe('a text', () => {
  test.each([
    ['the output', "#set($a = 'abcde')$a$a", "#set($a = 'abcde')$a$a."],
    [
      'a text in double quotes',
      '#set($a = "1234#if(true)5678#end")',
      '#set($a = "1234#if(true)567890a#end")',
    ],
    ['a sum of texts', "#set($a = '12345' + '67890')", "#set($a = '12345' + '678901')"],
    [
      'what a method makes',
      "#set($a = '12345')#set($b = $a.repeat(2))",
      "#set($a = '12345')#set($b = $a.repeat(3))",
    ],
    [
      'what a replacement makes',
      "#set($a = 'aaaaa')#set($b = $a.replace('a', 'bb'))",
      "#set($a = 'aaaaaa')#set($b = $a.replace('a', 'bb'))",
    ],
    [
      'what a regex makes',
      "#set($a = 'aaaaa')#set($b = $a.replaceAll('(.)', '$1$1'))",
      "#set($a = 'aaaaaa')#set($b = $a.replaceAll('(.)', '$1$1'))",
    ],
    [
      'the text of a list',
      '#set($a = [1, 2, 3])#if($a == 1)#end',
      '#set($a = [1, 2, 3, 4])#if($a == 1)#end',
    ],
  ])('may have as many characters as allowed and no more: %s', (_what, fits, fails) => {
    const limits = { textLength: 10 };
    expect(() => render(fits, limits)).not.toThrow();
    expect(() => render(fails, limits)).toThrow('longer than 10 characters');
  });
});

describe('nesting', () => {
  const nested = (open: string, close: string, times: number): string =>
    open.repeat(times) + close.repeat(times);

  test.each([
    ['blocks', (n: number) => nested('#if(true)', '#end', n - 2)],
    ['parentheses', (n: number) => `#if(${nested('(', ')', n - 3).replace('()', '(true)')})#end`],
    ['lists', (n: number) => `#set($a = ${nested('[', ']', n - 3)})`],
    ['calls', (n: number) => `${'$a.b('.repeat(n - 1)}1${')'.repeat(n - 1)}`],
  ])('may go as deep as allowed and no deeper: %s', (_what, make) => {
    expect(() => render(make(20), { nesting: 20 })).not.toThrow();
    expect(() => render(make(21), { nesting: 20 })).toThrow('nested deeper than 20 levels');
  });

  test.each([
    ['macros that call each other', 20, 'macros call each other deeper than 20 levels'],
    ['as many as the caller allows', 3, 'macros call each other deeper than 3 levels'],
  ])('ends %s', (_what, macroDepth, message) => {
    expect(() => render('#macro(m)#m()#end#m()', { macroDepth })).toThrow(message);
  });

  test.each([
    [1, 'x$d'],
    [2, 'xx$d'],
    [3, 'xxx$d'],
  ])('prints a block within itself %i times', (defineDepth, output) => {
    expect(render('#define($d)x$d#end$d', { defineDepth })).toBe(output);
  });
});

describe('work', () => {
  test('may be done as much as allowed and no more', () => {
    const text = LOOP(1000).repeat(4);
    expect(() => render(text, { work: 1_000_000 })).not.toThrow();
    expect(() => render(text, { work: 500_000 })).toThrow('more than 500000 units');
  });
});

describe('an attack ends soon, by nesting', () => {
  test.each([
    ['#if', times('#if(true)') + times('#end')],
    ['#if without an end', times('#if(true)')],
    ['#foreach', times('#foreach($a in [1])') + times('#end')],
    ['#define', times('#define($a)') + times('#end')],
    ['#macro', times('#macro(a)') + times('#end')],
    ['#@macro', times('#@a()') + times('#end')],
    ['parentheses', `#set($a = ${times('(')}1${times(')')})`],
    ['exclamation marks', `#if(${times('!')}true)#end`],
    ['lists', `#set($a = ${times('[')}${times(']')})`],
    ['maps', `#set($a = ${times("{'a':")}1${times('}')})`],
    ['calls in calls', `${times('$a.b(')}1${times(')')}`],
    ['indexes in indexes', `${times('$a[')}1${times(']')}`],
    ['ranges in ranges', `#set($a = ${times('[$a.b(')}1${times(')..3]')})`],
    ['directives in a text', `#set($a = "${times('#if(true)')}")`],
  ])('of 100,000 %s', (_what, text) => {
    expect(() => render(text)).toThrow(VtlError);
  });

  test.each([
    ['members', `$a${times('.b', SOME)}`],
    ['sums', `#set($a = 1${times(' + 1', SOME)})$a`],
    ['conditions', `#if(true${times(' && true', SOME)})x#end`],
    ['branches', `#if(false)${times('#elseif(false)', SOME)}#end`],
    ['backslashes', `${times('\\')}$a`],
    ['dollars', `${times('$', SOME)}a`],
    ['quotes', `#set($a = "${times('""')}")`],
    ['comments', times('#* *#', SOME)],
  ])('unless it is no nesting at all: %s', (_what, text) => {
    expect(() => render(text)).not.toThrow();
  });
});

describe('an attack ends soon, by growth', () => {
  const grow = (step: string): string => `#set($a = 'xx')#foreach($i in [1..1000])${step}#end`;

  test.each([
    ['texts that double', grow('#set($a = "$a$a")')],
    ['sums that double', grow('#set($a = $a + $a)')],
    ['calls that double', grow('#set($a = $a.concat($a))')],
    ['replacements that double', grow("#set($a = $a.replace('x', 'xx'))")],
    ['regexes that double', grow("#set($a = $a.replaceAll('(x)', '$1$1'))")],
    ['a text repeated', "#set($a = 'x')$a.repeat(2147483647)"],
    ['a text joined', "#set($a = 'x')#set($b = $a.repeat(9999999))$a.join($b, [$a, $a, $a])"],
    ['numbers that square', '#set($a = 99)#foreach($i in [1..1000])#set($a = $a * $a)#end'],
    [
      'decimals that square',
      '#set($a = 99999999999999999999 * 1.5)#foreach($i in [1..1000])#set($a = $a * $a)#end',
    ],
    ['lists that double', '#set($a = [1])#foreach($i in [1..1000])#set($x = $a.addAll($a))#end'],
    ['a list of twins', "#set($a = ['x'])#foreach($i in [1..100])#set($a = [$a, $a])#end$a"],
    [
      'equal lists of twins',
      '#set($a = [1])#set($b = [1])#foreach($i in [1..100])#set($a = [$a, $a])#set($b = [$b, $b])#end#if($a == $b)x#end',
    ],
    ['lists that hold each other', '#set($a = [])#set($b = [$a])#set($x = $a.add($b))$a'],
    ['maps that hold each other', "#set($a = {})#set($b = {'a': $a})#set($x = $a.put('b', $b))$a"],
    ['a long range', '#set($a = [1..2147483647])'],
    ['loops in loops', '#foreach($a in [1..1000])'.repeat(4) + '#end'.repeat(4)],
    ['macros with parameters that double', '#macro(m $x)$x#m("$x$x")#end#m("xx")'],
    [
      'blocks in blocks',
      Array.from({ length: 200 }, (_, i) => `#define($a${i})$a${i + 1}$a${i + 1}#end`).join('') +
        '$a0',
    ],
    ['a text that evaluates itself', "#set($e = '#evaluate($e)')#evaluate($e)"],
    [
      'a loop of evaluations',
      "#foreach($i in [1..1000])#foreach($j in [1..1000])#evaluate('#set($x = 1)')#end#end",
    ],
  ])('of %s', (_what, text) => {
    const start = Date.now();
    expect(() => render(text, { work: 30_000_000, textLength: 300_000 })).toThrow(VtlError);
    expect(Date.now() - start).toBeLessThan(SOON_MS);
  });
});
