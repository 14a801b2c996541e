import { MAX_BODY_BYTES, refuseAtFrontDoor } from '../../../lib/gateway/steps/front-door';
import { bodyOf, headerOf, request, route, send, snapshot, stageOf } from '../_stage';

function statusOf(...parameters: Parameters<typeof request>): number | undefined {
  return refuseAtFrontDoor(request(...parameters))?.status;
}

describe('front door', () => {
  test.each([
    [MAX_BODY_BYTES, undefined],
    [MAX_BODY_BYTES + 1, 413],
  ])('a body of %d bytes is answered by %p', (bytes, status) => {
    expect(statusOf('POST /a', [], { body: new Uint8Array(bytes) })).toBe(status);
  });

  test.each([
    [10_240, undefined],
    [10_241, 431],
  ])('a request line and headers of %d bytes are answered by %p', (bytes, status) => {
    const { method, fullPath, query, protocol, headers } = request('GET /a', [['x', '']]);
    const others = [method, fullPath, query, protocol, ...headers.flat()].join('').length;

    expect(statusOf('GET /a', [['x', 'y'.repeat(bytes - others)]])).toBe(status);
  });

  test.each(['/a%', '/a%zz', '/a%2', '/a b', '/a\r\nX: y', 'a', '', '/\ud800'])(
    'fails for the path %j',
    (path) => {
      expect(statusOf('GET /', [], { path })).toBe(400);
    },
  );

  test.each(['/', '/a%20b', '/é', '/a//b', "/a:b@c!$&'()*+,;=~"])('takes the path %j', (path) => {
    expect(statusOf('GET /', [], { path })).toBeUndefined();
  });

  test.each(['a=1\r\nb', 'a b', 'a\0', 'a|b', 'a={b', 'a}'])('fails for the query %j', (query) => {
    expect(statusOf('GET /', [], { query })).toBe(400);
  });

  test('an API whose default endpoint is disabled answers at its own domain only', async () => {
    const stage = stageOf(snapshot([route('GET /a')], { disableExecuteApiEndpoint: true }));
    const refused = await stage.handle(request('GET /a'));

    expect([refused.status, bodyOf(refused)]).toEqual([403, '{"message":"Forbidden"}']);
    expect(headerOf(refused, 'x-amzn-ErrorType')).toBe('ForbiddenException');
    expect(await send(stage, 'GET /a', [], { domainName: 'api.example.com' })).toEqual([200, 'd1']);
  });
});
