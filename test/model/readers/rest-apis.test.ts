import { ApiDefinition, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { readApiModel, routeKey } from '../../../lib/model';
import { newApp, newStack } from '../../_helpers/stacks';
import { part, ROOT, readApp, readResources, withApi } from '../read-app';

function read(properties: Record<string, unknown>) {
  const model = readResources(withApi({}, properties));
  return { api: model.restApis[0]!, unread: model.unread };
}

function body(document: Record<string, unknown>): Record<string, unknown> {
  return { openapi: '3.0.1', info: { title: 'titled', version: '1' }, paths: {}, ...document };
}

const MOCK = { 'x-amazon-apigateway-integration': { type: 'mock' } };

describe('a RestApi resource', () => {
  test('has the defaults that API Gateway documents', () => {
    expect(read({ Name: 'shop' }).api).toEqual({
      kind: 'REST',
      origin: { source: 'S', logicalId: 'Api' },
      target: { kind: 'resource', id: { source: 'S', logicalId: 'Api' } },
      name: 'shop',
      endpointTypes: ['EDGE'],
      vpcEndpointIds: [],
      apiKeySource: 'HEADER',
      binaryMediaTypes: [],
      disableExecuteApiEndpoint: false,
      resources: [{ path: '/', origin: { source: 'S', logicalId: 'Api' } }],
      routes: [],
      authorizers: [],
      models: [],
      validators: [],
      gatewayResponses: [],
      deployments: [],
      stages: [],
    });
  });

  test('keeps every setting, with intrinsics as they stand', () => {
    const policy = { Statement: [{ Effect: 'Allow', Resource: { 'Fn::Sub': 'x' } }] };
    const { api, unread } = read({
      Name: { Ref: 'Name' },
      Description: 'sells',
      EndpointConfiguration: {
        Types: ['PRIVATE'],
        VpcEndpointIds: [{ Ref: 'Endpoint' }],
        IpAddressType: 'dualstack',
      },
      Policy: policy,
      ApiKeySourceType: 'AUTHORIZER',
      BinaryMediaTypes: ['image/*', 'application/pdf'],
      MinimumCompressionSize: '1024',
      DisableExecuteApiEndpoint: 'true',
      SecurityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      EndpointAccessMode: 'STRICT',
      FailOnWarnings: true,
      Mode: 'merge',
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(api).toMatchObject({
      name: { Ref: 'Name' },
      description: 'sells',
      endpointTypes: ['PRIVATE'],
      vpcEndpointIds: [{ Ref: 'Endpoint' }],
      ipAddressType: 'dualstack',
      policy,
      apiKeySource: 'AUTHORIZER',
      binaryMediaTypes: ['application/pdf', 'image/*'],
      minimumCompressionSize: 1024,
      disableExecuteApiEndpoint: true,
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'STRICT',
    });
    expect(unread).toEqual([]);
  });

  test('tells an empty list of endpoint types from none', () => {
    expect(read({ EndpointConfiguration: { Types: [] } }).api.endpointTypes).toEqual([]);
    expect(read({ EndpointConfiguration: {} }).api.endpointTypes).toEqual(['EDGE']);
  });

  test('takes NoValue and null for absent', () => {
    const none = { Ref: 'AWS::NoValue' };
    const { api, unread } = read({
      Name: 'a',
      Description: none,
      Policy: null,
      BinaryMediaTypes: ['a/b', none],
    });
    expect(api).not.toHaveProperty('description');
    expect(api).not.toHaveProperty('policy');
    expect(api.binaryMediaTypes).toEqual(['a/b']);
    expect(unread).toEqual([]);
  });

  test('lists what it does not understand', () => {
    const { unread } = read({ Name: ['a'], CloneFrom: 'b', Colour: 1, Description: { x: 1 } });
    expect(unread.map(({ property, reason }) => [property, reason])).toEqual([
      ['CloneFrom', 'is not understood'],
      ['Colour', 'is not understood'],
      ['Description', 'must be text, got: object'],
      ['Name', 'must be text, got: a list'],
    ]);
  });
});

describe('a Body', () => {
  test.each([
    ['OpenAPI 3.0', { openapi: '3.0.1' }],
    ['OpenAPI 3.0.3', { openapi: '3.0.3' }],
    ['Swagger 2.0', { swagger: '2.0' }],
    ['Swagger with a number, as YAML reads it', { swagger: 2 }],
  ])('may be %s', (_what, version) => {
    const document = { ...version, paths: { '/a/b': { get: MOCK } } };
    const { api, unread } = read({ Body: document });
    expect(api.routes.map(routeKey)).toEqual(['GET /a/b']);
    expect(api.resources.map(({ path }) => path)).toEqual(['/', '/a', '/a/b']);
    expect(unread).toEqual([]);
  });

  test.each([
    ['of another version', { openapi: '4.0.0', paths: {} }, 'is neither an OpenAPI 3.0'],
    ['of no version', { paths: {} }, 'is neither an OpenAPI 3.0'],
    ['that a transform makes', { 'Fn::Transform': { Name: 'AWS::Include' } }, 'Fn::Transform'],
    ['that is text', 'openapi: 3.0.1', 'must be an object'],
  ])('%s is unread', (_what, document, reason) => {
    const { api, unread } = read({ Body: document });
    expect(api.routes).toEqual([]);
    expect(unread).toHaveLength(1);
    expect(unread[0]).toMatchObject({ property: 'Body', reason: expect.stringContaining(reason) });
  });

  test.each([
    ['beside paths', { paths: { 'Fn::Transform': { Name: 'AWS::Include' } } }, 'Body/paths'],
    [
      'among paths',
      { paths: { 'Fn::Transform': { Name: 'AWS::Include' }, '/a': { get: MOCK } } },
      'Body/paths/Fn::Transform',
    ],
    [
      'as an operation',
      { paths: { '/a': { get: { 'Fn::If': ['C', {}, {}] } } } },
      'Body/paths/~1a/get',
    ],
    [
      'as a schema',
      { components: { schemas: { A: { 'Fn::Transform': {} } } } },
      'Body/components/schemas/A',
    ],
  ])('has an intrinsic %s in unread', (_what, document, property) => {
    const { unread } = read({ Body: body(document) });
    expect(unread.map((line) => line.property)).toEqual([property]);
  });

  test('is outranked by the Name, wins over other properties, and lists are joined', () => {
    const { api } = read({
      Name: 'named',
      ApiKeySourceType: 'HEADER',
      BinaryMediaTypes: ['a/b'],
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-1'] },
      Body: body({
        'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
        'x-amazon-apigateway-binary-media-types': ['a/b', 'c/d'],
        servers: [{ 'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: ['vpce-0'] } }],
      }),
    });
    expect(api).toMatchObject({
      name: 'named',
      apiKeySource: 'AUTHORIZER',
      binaryMediaTypes: ['a/b', 'c/d'],
      endpointTypes: ['PRIVATE'],
      vpcEndpointIds: ['vpce-0', 'vpce-1'],
    });
  });

  test.each([
    ['ignore', '/test'],
    ['prepend', '/base/url/part/test'],
    ['split', '/url/part/test'],
  ])('has its base path by the import parameter %s', (basepath, path) => {
    const paths = { '/test': { get: MOCK } };
    const documents = [
      { swagger: '2.0', basePath: '/base/url/part', paths },
      body({ servers: [{ url: 'https://example.com/base/url/part/' }], paths }),
      body({
        servers: [{ url: '/{basePath}', variables: { basePath: { default: 'base/url/part' } } }],
        paths,
      }),
    ];
    for (const document of documents) {
      const { api, unread } = read({ Body: document, Parameters: { basepath } });
      expect(api.routes.map((route) => route.path)).toEqual([path]);
      expect(unread).toEqual([]);
    }
  });

  test('is imported without base path, and is in unread, by an unknown parameter', () => {
    const document = { swagger: '2.0', basePath: '/base', paths: { '/test': { get: MOCK } } };
    const { api, unread } = read({ Body: document, Parameters: { basepath: 'append' } });
    expect(api.routes.map(routeKey)).toEqual(['GET /test']);
    expect(unread).toMatchObject([
      { property: 'Body', reason: 'its basepath must be ignore, prepend or split, got: append' },
    ]);
  });

  test('has endpoint types by an import parameter', () => {
    const parameters = { endpointConfigurationTypes: 'REGIONAL', colour: 'red' };
    const { api, unread } = read({ Body: body({}), Parameters: parameters });
    expect(api.endpointTypes).toEqual(['REGIONAL']);
    expect(unread.map(({ property }) => property)).toEqual(['Parameters/colour']);
  });

  test('and methods of their own make one API', () => {
    const model = readResources(
      withApi(
        {
          R: part('Resource', { ParentId: ROOT, PathPart: 'mine' }),
          M: part('Method', { ResourceId: { Ref: 'R' }, HttpMethod: 'GET' }),
          Top: part('Method', { ResourceId: ROOT, HttpMethod: 'ANY' }),
        },
        { Body: body({ paths: { '/theirs': { get: MOCK }, '/': { get: MOCK } } }) },
      ),
    );
    const keys = ['ANY /', 'GET /', 'GET /mine', 'GET /theirs'];
    expect(model.restApis[0]!.routes.map(routeKey)).toEqual(keys);
  });

  test.each([
    [
      'a method of the same verb and path',
      { M: part('Method', { ResourceId: ROOT, HttpMethod: 'GET' }) },
      /DuplicateRoute at S\/.*GET \/ may be declared once/,
    ],
    [
      'a resource of the same path',
      { R: part('Resource', { ParentId: ROOT, PathPart: 'theirs' }) },
      /DuplicateResource at S\/.*\/theirs may be declared once/,
    ],
  ])('fails with %s', (_what, resources, message) => {
    const document = body({ paths: { '/theirs': { get: MOCK }, '/': { get: MOCK } } });
    const api = withApi({}, { Body: document });
    expect(() => readResources({ ...api, ...resources })).toThrow(message);
    expect(() => readResources({ ...resources, ...api })).toThrow(message);
  });
});

describe('a BodyS3Location', () => {
  const location = { Bucket: { Ref: 'Bucket' }, Key: 'api.yaml', ETag: 'e', Version: 'v' };
  const template = { Resources: withApi({}, { BodyS3Location: location }) };

  test('is read by the function that finds documents', () => {
    const readAsset = jest.fn(() => body({ paths: { '/s3': { get: { ...MOCK, nope: 1 } } } }));
    const model = readApiModel([{ name: 'S', template }], { readAsset });
    expect(readAsset).toHaveBeenCalledWith({ bucket: { Ref: 'Bucket' }, key: 'api.yaml' });
    expect(model.restApis[0]!.routes[0]!.origin.pointer).toBe('/BodyS3Location/paths/~1s3/get');
    expect(model.unread.map(({ property }) => property)).toEqual([
      'BodyS3Location/paths/~1s3/get/nope',
    ]);
  });

  test.each([
    ['without such a function', {}],
    ['that is not found', { readAsset: () => undefined }],
    ['that is no object', { readAsset: () => 'text' }],
  ])('%s is unread', (_what, options) => {
    const model = readApiModel([{ name: 'S', template }], options);
    expect(model.restApis[0]!.routes).toEqual([]);
    expect(model.unread).toMatchObject([{ property: 'BodyS3Location' }]);
  });
});

describe('SpecRestApi of the CDK', () => {
  test('has the routes of its document and the name of the construct', () => {
    const stack = newStack('Stack', newApp({ 'aws:cdk:enable-path-metadata': true }));
    new SpecRestApi(stack, 'Spec', {
      apiDefinition: ApiDefinition.fromInline(body({ paths: { '/pets': { get: MOCK } } })),
      cloudWatchRole: false,
    });
    const model = readApp(stack);
    expect(model.restApis[0]).toMatchObject({
      name: 'Spec',
      origin: { constructPath: 'Stack/Spec/Resource' },
    });
    expect(model.restApis[0]!.routes.map(routeKey)).toEqual(['GET /pets']);
    expect(model.unread).toEqual([]);
  });
});
