import {
  type Budget,
  compileTemplate,
  HostObject,
  VtlError,
  VtlFailure,
  VtlList,
  type VtlValue,
} from '../../lib/vtl';

function render(text: string, globals: Record<string, VtlValue> = {}): string {
  return compileTemplate(text).render(new Map(Object.entries(globals)));
}

function errorOf(run: () => unknown): VtlError {
  try {
    run();
  } catch (error) {
    if (error instanceof VtlError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Answers to `greet(name)` and the property `name`, and fails for `fail()`. */
class Greeter extends HostObject {
  public calls = 0;

  public override call(
    method: string,
    [name]: readonly VtlValue[],
    budget: Budget,
  ): VtlValue | undefined {
    this.calls++;
    if (method === 'fail') throw new VtlFailure('the host cannot');
    if (method === 'work') budget.charge(Number(name));
    return method === 'greet' ? `hello ${String(name)}` : undefined;
  }

  public override get(property: string): VtlValue | undefined {
    return property === 'name' ? 'greeter' : undefined;
  }
}

describe('a template', () => {
  test('finds the globals it is given', () => {
    expect(
      render('$a $b.c $d[0] $e', { a: 1, b: new Map([['c', 'x']]), d: new VtlList([true]) }),
    ).toBe('1 x true ');
  });

  test('keeps nothing of one rendering for the next', () => {
    const template = compileTemplate('$!a#set($a = 1)#macro(m)x#end#define($d)y#end');
    expect([template.render(new Map()), template.render(new Map())]).toEqual(['', '']);
  });

  test('changes the maps and lists that it is given', () => {
    const map = new Map<VtlValue, VtlValue>();
    render("#set($m.a = 1)#set($x = $m.put('b', [2]))", { m: map });
    expect([...map.keys()]).toEqual(['a', 'b']);
  });

  test('asks only for the variables that it mentions', () => {
    const asked: string[] = [];
    const globals = {
      get: (name: string): VtlValue => {
        asked.push(name);
        return `<${name}>`;
      },
    };
    const output = compileTemplate(`$a #if($b)$c("$d")#end #set($e = "$f") '$g' ## $h`).render(
      globals,
    );
    expect([output, asked.sort()]).toEqual([
      '<a> <c>("<d>") \'<g>\' ',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    ]);
  });

  test('finds globals that only an evaluated text mentions', () => {
    expect(render('#evaluate($text)', { text: '$a of $text.length()', a: 7 })).toBe('7 of 20');
  });
});

describe('a host object', () => {
  test('answers calls and properties', () => {
    expect(render("$h.greet('you') $h.name ${h.greet($h.name)}", { h: new Greeter() })).toBe(
      'hello you greeter hello greeter',
    );
  });

  test('is nothing where it has no such method or property', () => {
    expect(render('[$h.nope()][$h.nope][$h.nope.more][$h[0]][$h]', { h: new Greeter() })).toBe(
      '[][][][][]',
    );
  });

  test('is not called for what the template does not reach', () => {
    const h = new Greeter();
    render("#if(false)$h.greet('you')#end", { h });
    expect(h.calls).toBe(0);
  });

  test('fails the template at its place', () => {
    const error = errorOf(() => render('a\n  $h.fail()', { h: new Greeter() }));
    expect(error).toMatchObject({ line: 2, column: 6, reason: 'the host cannot' });
  });

  test('spends the budget of the template', () => {
    const h = new Greeter();
    expect(() => render('$h.work(999000000)$h.work(999000000)', { h })).toThrow('too much work');
  });

  test('passes any error of its own on', () => {
    class Broken extends Greeter {
      public override get(): never {
        throw new TypeError('a bug');
      }
    }
    expect(() => render('$h.name', { h: new Broken() })).toThrow(TypeError);
  });
});

describe('an error', () => {
  test.each([
    ['where the template ends too early', 'a\n#if(true)\nb', 3, 2],
    ['at a word that cannot be there', '#set($a =\n  1 2)', 2, 5],
    ['at the end that has no beginning', 'text #end', 1, 6],
    ['at the call that fails', '#set($l = [])\n$l.get(3)', 2, 4],
    ['at the index that fails', '#set($l = [])\n $l[3]', 2, 4],
    ['in a text, at the call that fails', '#set($l = [])\n#set($s = "a\n  $l.get(3)")', 3, 6],
    ['in a text, where it is no template', '#set($s = "a #if(")', 1, 19],
    ['in a macro, at the call that fails', '#macro(m $l)\n$l.get(1)#end#set($k = [])#m($k)', 2, 4],
    ['at a directive with wrong parameters', 'a #define($a $b)x#end', 1, 3],
    ['at the range that is too long', 'ab $x#foreach($i in [1..$n])#end', 1, 21],
  ])('names the line and column %s', (_where, text, line, column) => {
    const error = errorOf(() => render(text, { n: 2_000_000 }));
    expect([error.line, error.column, error.message]).toEqual([
      line,
      column,
      `line ${line}, column ${column}: ${error.reason}`,
    ]);
  });

  test.each([
    ['an end', '#if(true)a', 'an #end or a closing bracket is missing'],
    ['a value', '#set($a = )', 'unexpected ")"'],
    ['the end of a text', '#set($a = "b)', 'unexpected "\\""'],
    ['a number', "#set($i = 0)$i.parseInt('x')", 'NumberFormatException: For input string: "x"'],
    ['a place in a list', '#set($l = [1])$l[5]', 'Index 5 out of bounds for length 1'],
    ['a place in a text', "#set($s = 'ab')$s.substring(3)", 'begin 3, end 2, length 2'],
    ['a template', "#include('x')", 'a mapping template stands alone'],
    ['parameters', '#foreach()a#end', '#foreach($element in $list)'],
    ['no parameters', '#set($s = 1)$s.intValue(1)', 'intValue() takes no parameters, got: 1'],
  ])('says what is wrong where %s is needed', (_what, text, message) => {
    expect(errorOf(() => render(text)).reason).toContain(message);
  });
});

describe('an error in a text that #evaluate renders', () => {
  const text = '\n\n\n#if';

  test.each([
    ['cannot be parsed', { text }],
    ['renders such a text itself', { text: '\n\n#evaluate($inner)', inner: text }],
  ])('stands where the directive does, when it %s', (_what, globals) => {
    const error = errorOf(() => render('ok\n  #evaluate($text)', globals));
    expect(error).toMatchObject({ line: 2, column: 3 });
    expect(error.message).toContain('in the text of #evaluate, line 4, column 4: unexpected end');
  });
});
