import { routeKey } from '../../../lib/model';
import { readDocument, readOperation } from './read-document';

describe('paths of a document', () => {
  test('have a method for each operation, ANY for the extension', () => {
    const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
    const item = Object.fromEntries(
      [...verbs, 'x-amazon-apigateway-any-method'].map((v) => [v, {}]),
    );
    const { routes, unread } = readDocument({
      paths: { '/a': { ...item, trace: {}, summary: 's' } },
    });
    expect(routes.map(({ method }) => method)).toEqual([
      'ANY',
      'DELETE',
      'GET',
      'HEAD',
      'OPTIONS',
      'PATCH',
      'POST',
      'PUT',
    ]);
    expect(unread).toEqual(['paths/~1a/trace']);
  });

  test('are cleared of empty parts, and make the resources above them', () => {
    const { routes, resources } = readDocument({
      paths: { '/a//b/': { get: {} }, '/': { get: {} } },
    });
    expect(routes.map(routeKey)).toEqual(['GET /', 'GET /a/b']);
    expect(resources.map(({ path }) => path)).toEqual(['/', '/a', '/a/b']);
  });

  test('may refer to a path item', () => {
    const { routes, unread } = readDocument({
      paths: { '/a': { $ref: '#/x-items/one' } },
      'x-items': { one: { get: { operationId: 'one' } } },
    });
    expect(routes).toMatchObject([{ path: '/a', operationName: 'one' }]);
    expect(routes[0]!.origin.pointer).toBe('/Body/x-items/one/get');
    expect(unread).toEqual([]);
  });

  test('pass over extensions of other tools and report what is no path', () => {
    expect(readDocument({ paths: { 'x-tool': { a: 1 }, nopath: { get: {} } } })).toMatchObject({
      routes: [],
      unread: ['paths/nopath'],
    });
  });

  test('fail when two of them are the same', () => {
    expect(() => readDocument({ paths: { '/a': { get: {} }, '/a/': { get: {} } } })).toThrow(
      /DuplicateRoute at S\/Api\/Body\/paths\/~1a~1\/get: GET \/a may be declared once/,
    );
  });
});

describe('references of a document', () => {
  test.each([
    ['lead nowhere', '#/components/parameters/none', {}],
    ['lead out of the document', 'other.yaml#/a', {}],
    ['lead to a member of the prototype', '#/constructor', {}],
    ['lead in a circle', '#/components/parameters/a', { a: { $ref: '#/components/parameters/a' } }],
  ])('are in unread when they %s', (_what, $ref, parameters) => {
    const components = { parameters };
    const { unread } = readDocument({
      components,
      paths: { '/a': { parameters: [{ $ref }], get: {} } },
    });
    expect(unread).toContainEqual(expect.stringMatching(/\$ref$/));
  });
});

test('documentation and extensions of other tools are passed over', () => {
  const { unread } = readOperation(
    {
      summary: 's',
      description: 'd',
      tags: ['t'],
      deprecated: true,
      externalDocs: {},
      callbacks: {},
      'x-tool': 1,
    },
    {
      info: { title: 't', version: '1', description: 'd', license: {}, contact: {} },
      tags: [{ name: 't', 'x-amazon-apigateway-tag-value': 'v' }],
      externalDocs: {},
      'x-tool': { a: 1 },
      'x-amazon-apigateway-documentation': {},
      'x-amazon-apigateway-importexport-version': '1.0',
    },
  );
  expect(unread).toEqual([]);
});

test('an extension of API Gateway that is not known is in unread', () => {
  const extension = { 'x-amazon-apigateway-new-thing': 1 };
  expect(readOperation(extension, extension).unread).toEqual([
    'paths/~1a/post/x-amazon-apigateway-new-thing',
    'x-amazon-apigateway-new-thing',
  ]);
});
