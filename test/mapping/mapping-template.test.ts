import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMappingTemplate, type MappingInput } from '../../lib/mapping';
import { SOON_MS } from '../_helpers/soon';

function render(template: string, input: MappingInput = {}): string {
  return compileMappingTemplate(template).render(input).output;
}

describe('$context and $stageVariables', () => {
  const context = {
    stage: 'prod',
    n: 1700000000123,
    d: 1.5,
    b: true,
    none: null,
    list: [1, 'a'],
    identity: { ip: '::1' },
  };

  test('are maps', () => {
    const template =
      '$context.stage $context.identity.ip $context.n $context.d $context.b [$context.none] $context.list ' +
      '$stageVariables.a $stageVariables.keySet() [$stageVariables.nope]';
    expect(render(template, { context, stageVariables: { a: '1', 'b-c': '2' } })).toBe(
      'prod ::1 1700000000123 1.5 true [] [1,"a"] 1 [a, b-c] []',
    );
  });

  test('are empty when not given', () => {
    expect(render('[$context.stage][$stageVariables.a] $stageVariables')).toBe('[][] {}');
  });

  test('$method.request has the parameters of the request', () => {
    const params = {
      path: { id: 'a%20b' },
      querystring: { count: '2' },
      header: { 'X-Tenant': 'shop' },
    };
    const template =
      "$method.request.path.id $util.urlDecode($method.request.path.id) $method.request.header['X-Tenant'] " +
      "#if($!method.request.querystring.count != '')$method.request.querystring.count#end " +
      '[$method.request.path.nope][$method.request.cookie.x][$method.other][$method][$method.request]';
    expect(render(template, { params })).toBe('a%20b a b shop 2 [][][][][]');
    expect(render('[$method.request.path.id]')).toBe('[]');
    expect(render('#set($method = "mine")$method', { params })).toBe('mine');
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
  test('have each claim of a token, and null for all of them', () => {
    const authorizer = { claims: { sub: 'ada', 'cognito:username': 'Ada' }, principalId: 'x' };
    const template =
      "[$context.authorizer.claims] $context.authorizer.claims.sub $context.authorizer.claims['cognito:username'] " +
      "$context.authorizer.claims.get('sub') [$context.authorizer.claims.nope] $context.authorizer.principalId";
    expect(render(template, { context: { authorizer } })).toBe('[] ada Ada ada [] x');
    const texts = { authorizer: { claims: 'a text' } };
    expect(render('$context.authorizer.claims', { context: texts })).toBe('a text');
  });

  test('do not change what the caller gave', () => {
    const given = { identity: {}, responseOverride: { header: {} } };
    const stageVariables = {};
    render(
      "#set($context.identity.x = 1)#set($context.responseOverride.status = 1)#set($stageVariables.a = 'b')",
      { context: given, stageVariables },
    );
    expect([given, stageVariables]).toEqual([
      { identity: {}, responseOverride: { header: {} } },
      {},
    ]);
  });
});

describe('overrides', () => {
  function overrides(template: string, input: MappingInput = {}) {
    const { request, response } = compileMappingTemplate(template).render(input).overrides;
    return {
      path: Object.fromEntries(request.path),
      querystring: Object.fromEntries(request.querystring),
      header: Object.fromEntries(request.header),
      responseHeader: Object.fromEntries(response.header),
      status: response.status,
    };
  }

  const NONE = { path: {}, querystring: {}, header: {}, responseHeader: {}, status: undefined };

  test('are none when the template sets none', () => {
    expect(overrides('$context.stage')).toEqual(NONE);
  });

  test.each([
    ['#set($context.requestOverride.header.X-A = "1")', { header: { 'X-A': '1' } }],
    [
      "#set($context.requestOverride.header['Content-Type'] = 'a/b')",
      { header: { 'Content-Type': 'a/b' } },
    ],
    ['#set($context.requestOverride.path.id = 5)', { path: { id: '5' } }],
    ['#set($context.requestOverride.querystring.q = $nope)', { querystring: { q: '' } }],
    ["$!context.requestOverride.querystring.put('q', 'v')", { querystring: { q: 'v' } }],
    [
      '#set($context.responseOverride.header.X-B = [1, "a"])',
      { responseHeader: { 'X-B': ['1', 'a'] } },
    ],
    ['#set($context.responseOverride.status = 404)', { status: '404' }],
    ['#set($context.responseOverride.status = "418")', { status: '418' }],
    ['#set($o = $context.responseOverride)#set($o.status = 201)', { status: '201' }],
    ['#set($context.requestOverride.header = "no map")', {}],
    ['#set($context.responseOverride = "no map")', {}],
  ])('are what the template sets: %s', (template, set) => {
    expect(overrides(template)).toEqual({ ...NONE, ...set });
  });

  test('keep those of a template before', () => {
    const context = { requestOverride: { header: { a: 'before', b: 'before' } } };
    const template =
      '$context.requestOverride.header.a#set($context.requestOverride.header.b = "now")';
    const result = compileMappingTemplate(template).render({ context });
    expect(result.output).toBe('before');
    expect(Object.fromEntries(result.overrides.request.header)).toEqual({ a: 'before', b: 'now' });
  });

  test('of a template before are kept by one that sets none', () => {
    const context = { responseOverride: { header: { a: 'before' }, status: 201 } };
    expect(overrides('text', { context })).toEqual({
      ...NONE,
      responseHeader: { a: 'before' },
      status: '201',
    });
  });

  test.each([
    '#set($context.requestOverride.header.a = 1)#set($context.requestOverride.header.a = 1)',
    "#set($context.requestOverride.path['a'] = 1)$context.requestOverride.path.put('a', 2)",
    '#set($context.responseOverride.status = 200)\n#set($context.responseOverride.status = 400)',
  ])('fail when one is set twice, as overrides are final: %s', (template) => {
    expect(() => render(template)).toThrow(/overridden twice/);
  });

  test('of the request template are there for the response template, with all else it set', () => {
    const set =
      '#set($context.responseOverride.status = 201)#set($context.responseOverride.x = [1])';
    const earlier = compileMappingTemplate(set).render({}).overrides;
    const template =
      '$context.responseOverride.status $context.responseOverride.x' +
      '#set($context.responseOverride.status = 202)';
    const { output, overrides: found } = compileMappingTemplate(template).render({ earlier });
    expect([output, found.response.status, earlier.response.status]).toEqual([
      '201 [1]',
      '202',
      '201',
    ]);
  });

  // The tutorial of the documentation has a header with two values.
  test.each([
    ['["a", 2]', ['a', '2']],
    ["$input.path('$.list')", ['1', 'x']],
    ['[]', []],
    ['{"a": 1}', '{a=1}'],
  ])('have several values where they are lists: %s', (list, values) => {
    const template =
      `#set($context.requestOverride.header.h = ${list})` +
      `#set($context.requestOverride.querystring.q = ${list})` +
      `#set($context.responseOverride.header.h = ${list})`;
    const body = '{"list": [1, "x"]}';
    const { request, response } = compileMappingTemplate(template).render({ body }).overrides;
    expect(request.header.get('h')).toEqual(values);
    expect(request.querystring.get('q')).toEqual(values);
    expect(response.header.get('h')).toEqual(values);
  });

  test('keep the order in which they were set', () => {
    const template =
      '#foreach($h in ["z", "a", "m"])#set($context.requestOverride.header[$h] = $h)#end';
    const { request } = compileMappingTemplate(template).render({}).overrides;
    expect([...request.header.keys()]).toEqual(['z', 'a', 'm']);
  });

  // The output and the status that the documentation states for this template.
  test.each([
    ['{"errors":[{"key":"GetPetRequest.petId"}]}', '400'],
    ['{"id":1}', undefined],
  ])('follow the payload: %s', (body, status) => {
    const template =
      '#set($inputRoot = $input.path(\'$\'))\n$input.json("$")\n' +
      '#if($inputRoot.toString().contains("error"))\n#set($context.responseOverride.status = 400)\n#end\n';
    const { output, overrides: found } = compileMappingTemplate(template).render({ body });
    expect([output.trim(), found.response.status]).toEqual([body, status]);
  });
});

describe('a mapping template', () => {
  test('can be rendered for any number of payloads', () => {
    const template = compileMappingTemplate("$input.path('$.a') $input.params('p')");
    const outputs = [1, 2].map(
      (a) =>
        template.render({ body: JSON.stringify({ a }), params: { path: { p: `p${a}` } } }).output,
    );
    expect(outputs).toEqual(['1 p1', '2 p2']);
  });

  test('parses the payload only when it needs it, and once', () => {
    const body = `[${'[1],'.repeat(50_000)}[2]]`;
    const template = compileMappingTemplate("#foreach($i in [1..1000])$input.path('$[0][0]')#end");
    const start = Date.now();
    expect(template.render({ body }).output).toBe('1'.repeat(1000));
    expect(Date.now() - start).toBeLessThan(SOON_MS);
    expect(render('$input.body.length()', { body: `{"a": ${'['.repeat(1000)}` })).toBe('1006');
  });

  test('fails for a payload that is nested too deep, where it is needed', () => {
    expect(() => render("a\n$input.path('$')", { body: '['.repeat(1000) })).toThrow(
      /^line 2, column 8: /,
    );
  });

  test('keeps a bounded number of paths', () => {
    const template = compileMappingTemplate('#foreach($i in [1..1000])$input.json("$[$i]")#end');
    const body = JSON.stringify(Array.from({ length: 1001 }, (_, i) => i % 10));
    expect(template.render({ body }).output).toBe('1234567890'.repeat(100));
  });
});

describe('the benchmark templates', () => {
  test.each(['small', 'medium', 'large'])('%s renders JSON', (name) => {
    const file = join(__dirname, '../../bench/velocity-jvm/templates', `${name}.vtl`);
    const body = JSON.stringify({
      rows: [{ id: 1, name: 'r' }],
      items: [],
      customer: {},
      orderId: 'o',
    });
    const output = render(readFileSync(file, 'utf8'), { body });
    expect(() => JSON.parse(output) as unknown).not.toThrow();
  });
});
