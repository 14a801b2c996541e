import * as fc from 'fast-check';
import { createRouter } from '../../../lib/gateway/steps/routing';

function routerOf(keys: readonly string[]) {
  const routes = keys.map((key) => {
    const [method = '', path = ''] = key.split(' ');
    return { method, path, key };
  });
  return createRouter(routes, ({ key }) => key);
}

function find(keys: readonly string[], call: string) {
  const [method = '', path = ''] = call.split(' ');
  const match = routerOf(keys).find(path, method);
  return match && { route: match.route, ...Object.fromEntries(match.pathParameters) };
}

describe('routing', () => {
  test.each([
    ['GET /a', 'GET /a'],
    ['GET /a/', 'GET /a'],
    ['GET /%61', 'GET /a'],
    ['GET /b', 'GET /{id}'],
    ['GET /b/c', 'GET /{proxy+}'],
    ['POST /a', 'ANY /a'],
    ['POST /b', 'POST /{proxy+}'],
    ['GET /', 'GET /'],
  ])('%s is for %s', (call, expected) => {
    const keys = ['GET /{proxy+}', 'POST /{proxy+}', 'GET /{id}', 'GET /', 'GET /a', 'ANY /a'];

    expect(find(keys, call)?.route).toBe(expected);
    expect(find([...keys].reverse(), call)?.route).toBe(expected);
  });

  test.each([
    ['a path that is not there', 'GET /x'],
    ['a verb that is not there', 'POST /a'],
    ['a path that ends too early', 'GET /b'],
    ['a path that goes on', 'GET /a/b'],
    ['the root', 'GET /'],
    ['an empty segment where a value is wanted', 'GET /b//c'],
  ])('fails to find %s', (_what, call) => {
    expect(find(['GET /a', 'GET /b/{id}/c'], call)).toBeUndefined();
  });

  test('fails to find a greedy resource without any segment for it', () => {
    expect(find(['ANY /a/{proxy+}'], 'GET /a')).toBeUndefined();
    expect(find(['ANY /{proxy+}'], 'GET /')).toBeUndefined();
  });

  test.each([
    ['/p/x', { proxy: 'x' }],
    ['/p/x/', { proxy: 'x' }],
    ['/p/x//y', { proxy: 'x//y' }],
    ['/p/a%2Bb@c/d+e', { proxy: 'a%2Bb@c/d+e' }],
  ])(
    'the value of a greedy variable in %s is as sent, less the slash at the end',
    (path, values) => {
      expect(find(['GET /p/{proxy+}'], `GET ${path}`)).toEqual({
        route: 'GET /p/{proxy+}',
        ...values,
      });
    },
  );

  test('values belong to their variables, also after a turn that led nowhere', () => {
    const keys = ['GET /{a}/x/{b}/end', 'GET /{a}/{c}/{d+}'];

    expect(find(keys, 'GET /1/x/3/4')).toEqual({ route: keys[1], a: '1', c: 'x', d: '3/4' });
    expect(find(keys, 'GET /1/x/3/end')).toEqual({ route: keys[0], a: '1', b: '3' });
  });

  test('names such as those of Object are names', () => {
    expect(find(['GET /constructor'], 'GET /__proto__')).toBeUndefined();
    expect(find(['GET /constructor'], 'GET /constructor')?.route).toBe('GET /constructor');
  });

  test('finds what a search through all routes finds', () => {
    const segment = fc.constantFrom('a', 'b', '{v}');
    const path = fc
      .tuple(fc.array(segment, { maxLength: 3 }), fc.boolean())
      .map(([segments, greedy]) => `/${[...segments, ...(greedy ? ['{g+}'] : [])].join('/')}`);
    const keys = fc.uniqueArray(
      path.map((text) => `GET ${text}`),
      { minLength: 1, maxLength: 8 },
    );
    const called = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });

    fc.assert(
      fc.property(keys, called, (routes, segments) => {
        const got = find(routes, `GET /${segments.join('/')}`)?.route;

        expect(got).toBe(bestOf(routes, segments));
      }),
    );
  });
});

/** The fitting route that is spelled out furthest: compared segment by segment from the left. */
function bestOf(keys: readonly string[], segments: readonly string[]): string | undefined {
  const rank = (segment: string) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0);
  const ranksOf = (key: string) => patternOf(key).map(rank).join('');
  return keys
    .filter((key) => fits(patternOf(key), segments))
    .sort((one, other) => ranksOf(one).localeCompare(ranksOf(other)))[0];
}

function patternOf(key: string): string[] {
  return key
    .slice('GET /'.length)
    .split('/')
    .filter((segment) => segment !== '');
}

function fits([first, ...rest]: readonly string[], segments: readonly string[]): boolean {
  const [segment, ...others] = segments;
  if (first === undefined) return segment === undefined;
  if (segment === undefined) return false;
  if (first.endsWith('+}')) return true;
  return (first.startsWith('{') || first === segment) && fits(rest, others);
}
