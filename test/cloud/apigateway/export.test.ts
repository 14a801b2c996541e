import { parse } from 'yaml';
import { deployment, mockMethod, petStore, stage, testService } from './_service';

interface ExportResponse {
  readonly contentType: string;
  readonly contentDisposition: string;
  readonly body: string;
}

/** Exports the stage `dev` of the pet store. */
async function exported(resources: Parameters<typeof petStore>[0] = {}) {
  const { service, stack, clock } = testService();
  await stack.deploy(petStore(resources));
  const restApiId = stack.id('Api');
  const call = (input: object = {}) =>
    service.call('GetExport', {
      restApiId,
      stageName: 'dev',
      exportType: 'oas30',
      ...input,
    }) as ExportResponse;
  return { call, stack, clock, restApiId };
}

describe('GetExport', () => {
  // What `aws apigateway get-export` prints: an octet stream, and a file called by type and time.
  test.each([
    ['oas30', undefined, 'oas30_2026-01-01T00:00:00Z.json'],
    ['oas30', 'application/yaml', 'oas30_2026-01-01T00:00:00Z.yaml'],
    ['swagger', 'application/json', 'swagger_2026-01-01T00:00:00Z.json'],
  ])('gives a file of %s as %s', async (exportType, accepts, file) => {
    const { call } = await exported();
    expect(call({ exportType, accepts })).toMatchObject({
      contentType: 'application/octet-stream',
      contentDisposition: `attachment; filename="${file}"`,
    });
  });

  test('tells the address of the stage and when its deployment was made', async () => {
    const { call, restApiId } = await exported();
    expect(JSON.parse(call({ exportType: 'swagger' }).body)).toEqual({
      swagger: '2.0',
      info: { title: 'pets', version: '2026-01-01T00:00:00Z' },
      host: `${restApiId}.execute-api.eu-west-1.amazonaws.com`,
      basePath: '/dev',
      schemes: ['https'],
      paths: {
        '/': {
          get: {
            consumes: ['application/json'],
            produces: ['application/json'],
            responses: { '200': { description: '200 response' } },
          },
        },
      },
    });
  });

  test.each(['integrations', 'apigateway', 'authorizers, integrations'])(
    'says what answers with extensions=%s',
    async (extensions) => {
      const { call } = await exported();
      const { body } = call({ parameters: { extensions } });
      expect(JSON.parse(body).paths['/'].get['x-amazon-apigateway-integration']).toEqual({
        type: 'mock',
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        responses: {
          default: { statusCode: '200', responseTemplates: { 'application/json': 'one' } },
        },
        passthroughBehavior: 'when_no_match',
      });
    },
  );

  test('says who decides with extensions=authorizers alone', async () => {
    const { call } = await exported({
      Guard: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: {
          RestApiId: { Ref: 'Api' },
          Name: 'guard',
          Type: 'COGNITO_USER_POOLS',
          IdentitySource: 'method.request.header.Authorization',
          ProviderARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a'],
        },
      },
      Get: mockMethod('one', {
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizerId: { Ref: 'Guard' },
      }),
    });
    const plain = call().body;
    const withAuthorizers = call({ parameters: { extensions: 'authorizers' } }).body;
    expect(plain).not.toContain('x-amazon-apigateway-authorizer');
    expect(withAuthorizers).toContain('x-amazon-apigateway-authorizer');
    expect(withAuthorizers).not.toContain('x-amazon-apigateway-integration');
  });

  test('says the same in YAML, with texts in quotes', async () => {
    const { call } = await exported();
    const parameters = { extensions: 'integrations' };
    const yaml = call({ parameters, accepts: 'application/yaml' }).body;
    expect(parse(yaml)).toEqual(JSON.parse(call({ parameters }).body));
    expect(yaml).toContain('version: "2026-01-01T00:00:00Z"');
  });

  test('exports what is deployed, not what has changed since', async () => {
    const { call, stack, clock } = await exported();
    const deployed = call().body;
    clock.time += 1500;
    const Get = mockMethod('one', { OperationName: 'readPets' });
    await stack.deploy(petStore({ Get }));
    expect(call().body).toBe(deployed);
    await stack.deploy(petStore({ Get, Second: deployment(), Stage: stage('Second') }));
    expect(JSON.parse(call().body)).toMatchObject({
      info: { version: '2026-01-01T00:00:01Z' },
      paths: { '/': { get: { operationId: 'readPets' } } },
    });
  });
});

describe('GetExport of what it cannot export', () => {
  test.each([
    [
      { exportType: 'raml' },
      400,
      'BadRequestException',
      'exportType must be one of oas30, swagger, got: "raml"',
    ],
    [{ exportType: undefined }, 400, 'BadRequestException', 'exportType is required'],
    [
      { accepts: 'text/html' },
      400,
      'BadRequestException',
      'accepts must be one of application/json, application/yaml, got: "text/html"',
    ],
    [
      { parameters: { extensions: 'integrations,all' } },
      400,
      'BadRequestException',
      'extensions must be one of integrations, apigateway, authorizers, got: "all"',
    ],
    [
      { parameters: { extensions: 'postman' } },
      501,
      'NotImplementedException',
      'extensions=postman is not done locally',
    ],
    [
      { parameters: { extensions: 'integrations,documentation' } },
      501,
      'NotImplementedException',
      'extensions=documentation is not done locally',
    ],
    [{ stageName: 'gone' }, 404, 'NotFoundException', 'Invalid stage identifier specified'],
    [{ restApiId: 'gone' }, 404, 'NotFoundException', 'Invalid API identifier specified'],
  ])('fails for %j', async (input, status, name, message) => {
    const { call } = await exported();
    expect(() => call(input)).toThrow(
      expect.objectContaining({ status, name, message: expect.stringContaining(message) }),
    );
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
  test.each([
    [['application/xml'], false],
    [['application/xml', 'application/json'], true],
  ])('fails unless one body model of %j is of application/json', async (types, works) => {
    const { call } = await exported({
      Pet: {
        Type: 'AWS::ApiGateway::Model',
        Properties: {
          RestApiId: { Ref: 'Api' },
          Name: 'Pet',
          ContentType: 'application/json',
          Schema: { type: 'object' },
        },
      },
      Get: mockMethod('one', {
        RequestModels: Object.fromEntries(types.map((type) => [type, { Ref: 'Pet' }])),
      }),
    });
    if (works) expect(call().body).toContain('application/xml');
    else expect(() => call()).toThrow('JSON body models were not found');
  });
});
