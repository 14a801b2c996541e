import { INTEGRATION_DEFAULTS } from '../../lib/model';
import { writeOpenApi } from '../../lib/openapi';
import { part, ROOT } from '../model/read-app';
import { apiOf, folderMethod } from './_store';

const STAGE = {
  version: '2016-10-13T23:04:43Z',
  stageName: 'S3',
  apiId: '9gn28ca086',
  region: 'us-west-2',
} as const;

/** `x-amazon-apigateway-integration` of the method of `folderMethod`. */
const S3_INTEGRATION = {
  credentials: 'arn:aws:iam::123456789012:role/reader',
  responses: {
    default: {
      statusCode: '200',
      responseParameters: { 'method.response.header.Date': 'integration.response.header.Date' },
    },
    '4\\d{2}': { statusCode: '400' },
  },
  requestParameters: { 'integration.request.path.bucket': 'method.request.path.folder' },
  uri: 'arn:aws:apigateway:us-west-2:s3:path/{bucket}',
  passthroughBehavior: 'when_no_match',
  httpMethod: 'GET',
  type: 'aws',
};

const SIGV4 = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
};

const EMPTY = { type: 'object', title: 'Empty Schema' };

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-as-s3-proxy-export-swagger-with-extensions.html
describe('an API in front of S3, as the developer guide exports it', () => {
  const api = apiOf(folderMethod());

  test('is Swagger 2.0', () => {
    const document = writeOpenApi(api, {
      format: 'swagger',
      extensions: ['integrations'],
      ...STAGE,
    });
    expect(document).toEqual({
      swagger: '2.0',
      info: { version: '2016-10-13T23:04:43Z', title: 'store' },
      host: '9gn28ca086.execute-api.us-west-2.amazonaws.com',
      basePath: '/S3',
      schemes: ['https'],
      paths: {
        '/{folder}': {
          get: {
            produces: ['application/json'],
            parameters: [{ name: 'folder', in: 'path', required: true, type: 'string' }],
            responses: {
              '200': {
                description: '200 response',
                schema: { $ref: '#/definitions/Empty' },
                headers: { Date: { type: 'string' } },
              },
              '400': { description: '400 response' },
            },
            security: [{ sigv4: [] }],
            'x-amazon-apigateway-integration': S3_INTEGRATION,
          },
        },
      },
      securityDefinitions: { sigv4: SIGV4 },
      definitions: { Empty: EMPTY },
    });
  });

  // With the blank content and the base path that AWS wrote when it was recorded in 2024:
  // localstack tests/aws/services/apigateway/test_apigateway_extended.py::test_export_oas30_openapi.
  test('is OpenAPI 3.0', () => {
    const document = writeOpenApi(api, { format: 'oas30', extensions: ['integrations'], ...STAGE });
    expect(document).toEqual({
      openapi: '3.0.1',
      info: { version: '2016-10-13T23:04:43Z', title: 'store' },
      servers: [
        {
          url: 'https://9gn28ca086.execute-api.us-west-2.amazonaws.com/{basePath}',
          variables: { basePath: { default: 'S3' } },
        },
      ],
      paths: {
        '/{folder}': {
          get: {
            parameters: [
              { name: 'folder', in: 'path', required: true, schema: { type: 'string' } },
            ],
            responses: {
              '200': {
                description: '200 response',
                headers: { Date: { schema: { type: 'string' } } },
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Empty' } } },
              },
              '400': { description: '400 response', content: {} },
            },
            security: [{ sigv4: [] }],
            'x-amazon-apigateway-integration': S3_INTEGRATION,
          },
        },
      },
      components: { schemas: { Empty: EMPTY }, securitySchemes: { sigv4: SIGV4 } },
    });
  });
});

describe('the address of a document', () => {
  const api = apiOf(folderMethod());
  const serverOf = (options: object) =>
    writeOpenApi(api, { format: 'oas30', ...options })['servers'];

  test('is left out where nothing is known of it', () => {
    expect(serverOf({})).toBeUndefined();
    const swagger = writeOpenApi(api, { format: 'swagger' });
    expect(swagger).not.toHaveProperty('host');
    expect(swagger).not.toHaveProperty('basePath');
  });

  test.each([{ apiId: 'abc' }, { region: 'eu-west-1' }])('has no host with %j alone', (options) => {
    expect(serverOf(options)).toBeUndefined();
  });

  test('is relative where the stage is known and the API is not', () => {
    expect(serverOf({ stageName: 'prod' })).toEqual([
      { url: '/{basePath}', variables: { basePath: { default: 'prod' } } },
    ]);
  });

  test('is below amazonaws.com.cn in China', () => {
    const options = { apiId: 'abc', region: 'cn-north-1' };
    expect(serverOf(options)).toEqual([
      { url: 'https://abc.execute-api.cn-north-1.amazonaws.com.cn' },
    ]);
  });
});

describe('paths', () => {
  const write = (resources: Parameters<typeof apiOf>[0]) =>
    writeOpenApi(apiOf(resources), { format: 'oas30' })['paths'] as Record<string, object>;

  test('have ANY methods as x-amazon-apigateway-any-method', () => {
    const paths = write(folderMethod({ HttpMethod: 'ANY' }));
    expect(Object.keys(paths['/{folder}']!)).toEqual(['x-amazon-apigateway-any-method']);
  });

  test('have resources without methods, unless there is one below them', () => {
    const paths = write({
      ...folderMethod(),
      Item: part('Resource', { ParentId: { Ref: 'Folder' }, PathPart: 'item' }),
      Other: part('Resource', { ParentId: ROOT, PathPart: 'folders' }),
    });
    expect(Object.keys(paths)).toEqual(['/folders', '/{folder}', '/{folder}/item']);
    expect(paths['/folders']).toEqual({});
  });

  test('have the resource above whose name the other starts with', () => {
    const paths = write({
      Short: part('Resource', { ParentId: ROOT, PathPart: 'a' }),
      Long: part('Resource', { ParentId: ROOT, PathPart: 'ab' }),
    });
    expect(Object.keys(paths)).toEqual(['/a', '/ab']);
  });
});

describe('an integration', () => {
  const write = (integration: object) => {
    const api = apiOf(folderMethod({ Integration: integration }));
    const document = writeOpenApi(api, { format: 'oas30', extensions: ['integrations'] });
    const { paths } = document as { paths: Record<string, Record<string, object>> };
    return paths['/{folder}']!['get'];
  };

  test('does not say what it is by itself', () => {
    const http = { Type: 'HTTP_PROXY', IntegrationHttpMethod: 'GET', Uri: 'https://example.com' };
    const said = {
      ConnectionType: INTEGRATION_DEFAULTS.connectionType,
      TimeoutInMillis: INTEGRATION_DEFAULTS.timeoutInMillis,
    };
    expect(write({ ...http, ...said })).toHaveProperty('x-amazon-apigateway-integration', {
      type: 'http_proxy',
      httpMethod: 'GET',
      uri: 'https://example.com',
      passthroughBehavior: 'when_no_match',
    });
  });

  test('says a VPC link, a timeout and a certificate that is not checked', () => {
    const written = write({
      Type: 'HTTP',
      IntegrationHttpMethod: 'GET',
      Uri: 'https://example.com',
      ConnectionType: 'VPC_LINK',
      ConnectionId: 'link',
      TimeoutInMillis: 28_999,
    });
    expect(written).toHaveProperty(
      'x-amazon-apigateway-integration',
      expect.objectContaining({
        connectionType: 'VPC_LINK',
        connectionId: 'link',
        timeoutInMillis: 28_999,
      }),
    );
  });
});

test('a document without integrations says neither them nor settings of the API', () => {
  const settings = { BinaryMediaTypes: ['image/png'], MinimumCompressionSize: 1024 };
  const document = writeOpenApi(apiOf(folderMethod(), settings), { format: 'oas30' });
  expect(JSON.stringify(document)).not.toMatch(/integration|binary|compression/);
});

test('settings of the API are extensions of the document', () => {
  const api = apiOf(
    { Denied: part('GatewayResponse', { ResponseType: 'ACCESS_DENIED', StatusCode: '404' }) },
    {
      ApiKeySourceType: 'AUTHORIZER',
      BinaryMediaTypes: ['image/png'],
      MinimumCompressionSize: 0,
      Policy: { Version: '2012-10-17', Statement: [] },
      DisableExecuteApiEndpoint: true,
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-1'] },
    },
  );
  const endpoint = { disableExecuteApiEndpoint: true, vpcEndpointIds: ['vpce-1'] };
  const settings = {
    'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
    'x-amazon-apigateway-binary-media-types': ['image/png'],
    'x-amazon-apigateway-minimum-compression-size': 0,
    'x-amazon-apigateway-policy': { Version: '2012-10-17', Statement: [] },
    'x-amazon-apigateway-gateway-responses': { ACCESS_DENIED: { statusCode: '404' } },
  };
  const extensions = ['integrations'] as const;
  expect(writeOpenApi(api, { format: 'swagger', extensions })).toMatchObject({
    ...settings,
    'x-amazon-apigateway-endpoint-configuration': endpoint,
  });
  expect(writeOpenApi(api, { format: 'oas30', extensions })).toMatchObject({
    ...settings,
    servers: [{ url: '/', 'x-amazon-apigateway-endpoint-configuration': endpoint }],
  });
});
