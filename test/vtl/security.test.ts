import { compileTemplate, HostObject, VtlError, type VtlValue } from '../../lib/vtl';
import { SOON_MS } from '../_helpers/soon';

class Host extends HostObject {
  public readonly secret = 'secret';

  public override call(): undefined {
    return undefined;
  }

  public override get(): undefined {
    return undefined;
  }
}

const HOST = new Host();

function receivers(): Map<string, VtlValue> {
  return new Map<string, VtlValue>([
    ['host', HOST],
    ['map', new Map<VtlValue, VtlValue>([['a', 1]])],
    ['json', [1, 'two']],
    ['text', 'text'],
    ['int', 7],
    ['long', 5_000_000_000],
    ['bool', true],
  ]);
}

const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'class', 'getClass', 'hasOwnProperty', 'valueOf_'],
  ...[
    'toLocaleString',
    '__defineGetter__',
    '__lookupGetter__',
    'secret',
    'items',
    'map',
    'forEach',
  ],
  ...['caller', 'arguments', 'apply', 'bind', 'then', 'className', 'print', 'call', 'push', 'raw'],
];

const REACHES = [...receivers().keys()].flatMap((receiver) =>
  NAMES.map((name) => [`$${receiver}`, name] as const),
);

function render(text: string): string {
  return compileTemplate(text).render(receivers());
}

describe('no JavaScript is reachable', () => {
  // A name cannot begin with an underscore after a dot: the dot is text then.
  const member = (name: string): string => (name.startsWith('_') ? '' : `.${name}`);

  test.each(REACHES)('from %s by %s', (receiver, name) => {
    const text = `[$!{x.nothing}]${member(name) && `[${receiver}${member(name)}]`}[${receiver}['${name}']]`;
    expect(render(text).replaceAll('[]', '')).toBe('');
  });

  test.each(REACHES)('from %s by calling %s', (receiver, name) => {
    const call = member(name) && `[${receiver}${member(name)}()][${receiver}${member(name)}('a')]`;
    expect(render(call).replaceAll('[]', '')).toBe('');
  });

  test('through the constructor of a result', () => {
    expect(
      render("[$map.get('constructor')][$map.keySet().constructor][$text.split('x').constructor]"),
    ).toBe('[][][]');
  });

  test('by setting what objects inherit', () => {
    render("#set($map['__proto__'] = 'x')#set($map.constructor = 'y')#set($host.secret = 'z')");
    const plain: { readonly x?: unknown } = {};
    expect([plain.x, HOST.secret]).toEqual([undefined, 'secret']);
  });

  test('although a map may have such names as keys', () => {
    expect(
      render("#set($m = {})#set($m.constructor = 1)#set($m['__proto__'] = 2)$m $m.constructor"),
    ).toBe('{constructor=1, __proto__=2} 1');
  });
});

describe('the class of a value is not told', () => {
  test.each([
    '$text.class',
    '$text.getClass()',
    '$text.class.name',
    '$map.getClass()',
    '$int.class',
  ])('%s is empty', (reference) => {
    expect(render(`[${reference}]`)).toBe('[]');
  });

  test('so that a member may be called class', () => {
    expect(render("#set($m = {'class': 'A'})$m.class")).toBe('A');
  });
});

describe('a regular expression takes linear time', () => {
  const long = 'a'.repeat(20_000);

  test.each([
    ['(a+)+b', false],
    ['(a|aa)+$', true],
    ['(a*)*b', false],
    ['([a-z]+)*x', false],
    ['(.*a){12}b', false],
  ])('%s', (regex, matches) => {
    const start = Date.now();
    expect(render(`#set($s = '${long}')$s.matches('${regex}')`)).toBe(String(matches));
    expect(Date.now() - start).toBeLessThan(SOON_MS);
  });

  test.each([
    ['repetitions in repetitions', '((a{1,100}){1,100}){1,100}'],
    ['very long', 'a'.repeat(10_001)],
    ['deep', '('.repeat(2000) + ')'.repeat(2000)],
  ])('or is refused: %s', (_what, regex) => {
    expect(() => render(`#set($s = 'a')$s.matches('${regex}')`)).toThrow(VtlError);
  });
});
