import { writeOpenApi } from '../../lib/openapi';
import { part } from '../model/read-app';
import { apiOf, folderMethod } from './_store';

const FUNCTION =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/' +
  'arn:aws:lambda:us-east-1:123456789012:function:check/invocations';

/** Security of an API whose method is guarded by an authorizer `guard`. */
function write(authorizer: object, method: object = {}, extensions: 'authorizers'[] = []) {
  const api = apiOf({
    ...folderMethod({
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: 'Guard' },
      ...method,
    }),
    Guard: part('Authorizer', { Name: 'guard', ...authorizer }),
  });
  const document = writeOpenApi(api, { format: 'swagger', extensions });
  const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
  return {
    schemes: document['securityDefinitions'],
    required: paths['/{folder}']!['get']!['security'],
  };
}

const TOKEN = {
  Type: 'TOKEN',
  AuthorizerUri: FUNCTION,
  IdentitySource: 'method.request.header.auth',
  IdentityValidationExpression: '^x-[a-z]+',
  AuthorizerResultTtlInSeconds: 60,
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
describe('the scheme of an authorizer', () => {
  test('names the header of a TOKEN authorizer', () => {
    expect(write(TOKEN, {}, ['authorizers']).schemes).toEqual({
      guard: {
        type: 'apiKey',
        name: 'auth',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'token',
          authorizerUri: FUNCTION,
          identityValidationExpression: '^x-[a-z]+',
          authorizerResultTtlInSeconds: 60,
        },
      },
    });
  });

  test('lists the sources of a REQUEST authorizer beside an unused name', () => {
    const request = {
      Type: 'REQUEST',
      AuthorizerUri: FUNCTION,
      AuthorizerCredentials: 'arn:aws:iam::123456789012:role/caller',
      IdentitySource: 'method.request.header.auth,context.stage',
    };
    expect(write(request, {}, ['authorizers']).schemes).toEqual({
      guard: {
        type: 'apiKey',
        name: 'Unused',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          authorizerUri: FUNCTION,
          authorizerCredentials: 'arn:aws:iam::123456789012:role/caller',
          identitySource: 'method.request.header.auth,context.stage',
        },
      },
    });
  });

  test.each([
    ['the only source of a REQUEST authorizer', 'REQUEST', 'method.request.header.auth'],
    ['a header that is called as an unused name', 'TOKEN', 'method.request.header.Unused'],
    ['a source that is no header', 'TOKEN', 'method.request.querystring.auth'],
  ])('says %s in the extension', (_what, Type, IdentitySource) => {
    const { schemes } = write({ ...TOKEN, Type, IdentitySource }, {}, ['authorizers']);
    expect(schemes).toMatchObject({
      guard: {
        name: 'Unused',
        'x-amazon-apigateway-authorizer': { identitySource: IdentitySource },
      },
    });
  });

  test('lists the user pools of a Cognito authorizer, and methods the scopes', () => {
    const pool = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a';
    const cognito = {
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: [pool],
      IdentitySource: 'method.request.header.Authorization',
    };
    const method = { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizationScopes: ['a/read'] };
    expect(write(cognito, method, ['authorizers'])).toEqual({
      schemes: {
        guard: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': {
            type: 'cognito_user_pools',
            providerARNs: [pool],
          },
        },
      },
      required: [{ guard: ['a/read'] }],
    });
  });

  test('does not say who decides without the extension', () => {
    expect(write(TOKEN).schemes).toEqual({
      guard: {
        type: 'apiKey',
        name: 'auth',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
      },
    });
  });
});

describe('the security of a method', () => {
  test('has the API key beside the authorizer', () => {
    const { schemes, required } = write(TOKEN, { ApiKeyRequired: true });
    expect(required).toEqual([{ guard: [] }, { api_key: [] }]);
    expect(schemes).toHaveProperty('api_key', { type: 'apiKey', name: 'x-api-key', in: 'header' });
  });

  test('is left out of a public method, and keys out of an API that asks for none', () => {
    const { schemes, required } = write(TOKEN, { AuthorizationType: 'NONE' });
    expect(required).toBeUndefined();
    expect(schemes).not.toHaveProperty('api_key');
  });

  test.each([
    ['api_key', { ApiKeyRequired: true }, [{ api_key: [] }, { api_key_: [] }]],
    ['sigv4', { ApiKeyRequired: true }, [{ sigv4: [] }, { api_key: [] }]],
    ['sigv4', { AuthorizationType: 'AWS_IAM' }, [{ sigv4_: [] }]],
  ])('is told apart from an authorizer called %s (%j)', (Name, method, expected) => {
    expect(write({ ...TOKEN, Name }, method).required).toEqual(expected);
  });

  test('fails for an authorizer that the API does not have', () => {
    expect(() => write(TOKEN, { AuthorizerId: 'elsewhere' })).toThrow(
      '`authorizer` of GET /{folder} must be one of the API (guard), got: "elsewhere"; ' +
        'add the authorizer to the API',
    );
  });
});
