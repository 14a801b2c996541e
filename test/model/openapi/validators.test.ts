import { readDocument, readOperation } from './read-document';

describe('validators of a document', () => {
  const validators = {
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
      'params-only': { validateRequestBody: false, validateRequestParameters: true },
    },
  };

  test('are those of the operation over that of the document', () => {
    const { routes } = readDocument({
      ...validators,
      'x-amazon-apigateway-request-validator': 'all',
      paths: {
        '/a': { get: {} },
        '/b': { get: { 'x-amazon-apigateway-request-validator': 'params-only' } },
      },
    });
    expect(routes).toMatchObject([
      { validation: { body: true, parameters: true } },
      { validation: { body: false, parameters: true } },
    ]);
  });

  test('that are not there are in unread', () => {
    const operation = { 'x-amazon-apigateway-request-validator': 'nope' };
    const { route, unread } = readOperation(operation, validators);
    expect(route).not.toHaveProperty('validation');
    expect(unread).toEqual(['paths/~1a/post/x-amazon-apigateway-request-validator']);
  });
});
