import { modelReference } from '../../../lib/model';
import { readResources, withApi } from '../read-app';
import { readDocument, readOperation } from './read-document';

describe('bodies of a document', () => {
  const Pet = { type: 'object', properties: { mate: { $ref: '#/components/schemas/Pet' } } };
  const reference = { schema: { $ref: '#/components/schemas/Pet' } };

  test('name their models, whose references are those of the model', () => {
    const { routes, models, unread } = readDocument({
      paths: {
        '/a': {
          post: {
            requestBody: { $ref: '#/components/requestBodies/Pet' },
            responses: {
              201: { description: 'ok', content: { 'a/b': reference, 'c/d': {} } },
              default: { $ref: '#/components/responses/Failure' },
            },
          },
        },
      },
      components: {
        schemas: { Pet },
        requestBodies: { Pet: { required: true, content: { 'application/json': reference } } },
        responses: { Failure: { description: 'f' } },
      },
    });
    expect(routes[0]).toMatchObject({
      requestModels: { 'application/json': 'Pet' },
      responses: [{ statusCode: '201', models: { 'a/b': 'Pet' }, parameters: {} }],
    });
    expect(models).toEqual([
      {
        origin: { source: 'S', logicalId: 'Api', pointer: '/Body/components/schemas/Pet' },
        name: 'Pet',
        contentType: 'application/json',
        schema: { type: 'object', properties: { mate: { $ref: modelReference('Pet') } } },
      },
    ]);
    expect(unread).toEqual(['paths/~1a/post/responses/default']);
  });

  test('without a name get models of their own', () => {
    const schema = { type: 'array', items: { $ref: '#/components/schemas/Pet' } };
    const { routes, models } = readDocument({
      paths: {
        '/a/{id}': {
          post: {
            requestBody: { content: { 'application/json': { schema }, 'text/x': { schema } } },
            responses: { 200: { content: { 'application/json': { schema } } } },
          },
        },
      },
      components: { schemas: { Pet } },
    });
    const used = [
      ...Object.values(routes[0]!.requestModels),
      ...Object.values(routes[0]!.responses[0]!.models),
    ];
    expect(new Set(used).size).toBe(3);
    expect(models.map(({ name }) => name)).toEqual(expect.arrayContaining(used));
    for (const name of used) expect(name).toMatch(/^[A-Za-z0-9]+$/);
    const inline = models.find(({ name }) => name === used[0]);
    expect(inline!.schema).toEqual({ type: 'array', items: { $ref: modelReference('Pet') } });
  });

  test('of Swagger have the media types of the operation, or else of the document', () => {
    const paths = {
      '/own': {
        post: {
          consumes: ['own/in'],
          produces: ['own/out'],
          parameters: [{ in: 'body', name: 'b', schema: { $ref: '#/definitions/Pet' } }],
          responses: { 200: { schema: { $ref: '#/definitions/Pet' } } },
        },
      },
      '/shared': {
        post: {
          parameters: [{ $ref: '#/parameters/pet' }],
          responses: { 200: { $ref: '#/responses/pet' } },
        },
      },
    };
    const model = readResources(
      withApi(
        {},
        {
          Body: {
            swagger: '2.0',
            consumes: ['doc/in'],
            paths,
            definitions: { Pet: { type: 'object' } },
            parameters: { pet: { in: 'body', name: 'b', schema: { $ref: '#/definitions/Pet' } } },
            responses: { pet: { schema: { $ref: '#/definitions/Pet' } } },
          },
        },
      ),
    );
    expect(model.restApis[0]!.routes).toMatchObject([
      { requestModels: { 'own/in': 'Pet' }, responses: [{ models: { 'own/out': 'Pet' } }] },
      {
        requestModels: { 'doc/in': 'Pet' },
        responses: [{ models: { 'application/json': 'Pet' } }],
      },
    ]);
    expect(model.unread).toEqual([]);
  });

  test('have headers, required or not', () => {
    const headers = {
      A: { schema: {} },
      B: { required: true },
      C: { $ref: '#/components/headers/C' },
    };
    const { route } = readOperation(
      { responses: { 200: { headers } } },
      { components: { headers: { C: {} } } },
    );
    expect(route.responses[0]!.parameters).toEqual({
      'method.response.header.A': false,
      'method.response.header.B': true,
      'method.response.header.C': false,
    });
  });
});
