import { IdSource } from '../../../lib/cloud/cloudformation/ids';
import type { ResourceProvider } from '../../../lib/cloud/cloudformation/provider';
import { identify } from '../../../lib/cloud/cloudformation/stack-identity';
import { deployment, mockMethod, petStore, stage, testService } from './_service';

const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

const part = (type: string, properties: Record<string, unknown>) => ({
  Type: `AWS::ApiGateway::${type}`,
  Properties: { RestApiId: { Ref: 'Api' }, ...properties },
});

const resource = (pathPart: string, parent: unknown = ROOT) =>
  part('Resource', { ParentId: parent, PathPart: pathPart });

/** Create-only properties of the registry schemas of CloudFormation (2025-05). */
const CREATE_ONLY: Readonly<Record<string, readonly string[] | undefined>> = {
  RestApi: undefined,
  Resource: ['PathPart', 'ParentId', 'RestApiId'],
  Method: ['RestApiId', 'ResourceId', 'HttpMethod'],
  Model: ['ContentType', 'Name', 'RestApiId'],
  RequestValidator: ['Name', 'RestApiId'],
  Authorizer: ['RestApiId'],
  GatewayResponse: ['ResponseType', 'RestApiId'],
  Deployment: ['DeploymentCanarySettings', 'RestApiId'],
  Stage: ['RestApiId', 'StageName'],
  ApiKey: ['GenerateDistinctId', 'Name', 'Value'],
  UsagePlan: undefined,
  UsagePlanKey: ['KeyId', 'UsagePlanId', 'KeyType'],
  DomainName: ['DomainName'],
  DomainNameV2: ['DomainName', 'SecurityPolicy', 'EndpointConfiguration'],
  BasePathMapping: ['DomainName', 'BasePath'],
  BasePathMappingV2: ['DomainNameArn', 'BasePath'],
  DomainNameAccessAssociation: [
    'DomainNameArn',
    'AccessAssociationSource',
    'AccessAssociationSourceType',
    'Tags',
  ],
  VpcLink: ['TargetArns'],
  Account: undefined,
  ClientCertificate: undefined,
  DocumentationPart: ['Location', 'RestApiId'],
  DocumentationVersion: ['DocumentationVersion', 'RestApiId'],
};

describe('the providers', () => {
  test.each(Object.entries(CREATE_ONLY))('replace a %s when %j change', (type, properties) => {
    const provider: ResourceProvider | undefined =
      testService().service.providers[`AWS::ApiGateway::${type}`];
    expect(provider).toBeDefined();
    expect(provider?.replaceOn).toEqual(properties);
  });

  test('give the attributes that templates ask for', async () => {
    const { stack } = testService();
    await stack.deploy(
      petStore({
        Pets: resource('pets'),
        Validator: part('RequestValidator', { Name: 'all', ValidateRequestBody: true }),
        Tokens: part('Authorizer', {
          Name: 'pool',
          Type: 'COGNITO_USER_POOLS',
          IdentitySource: 'method.request.header.Authorization',
          ProviderARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a'],
        }),
        Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true } },
        Answer: part('GatewayResponse', { ResponseType: 'THROTTLED', StatusCode: '420' }),
      }),
    );
    const ids: [string, string][] = [
      ['Api', 'RestApiId'],
      ['Pets', 'ResourceId'],
      ['First', 'DeploymentId'],
      ['Validator', 'RequestValidatorId'],
      ['Tokens', 'AuthorizerId'],
      ['Key', 'APIKeyId'],
      ['Answer', 'Id'],
    ];
    for (const [id, name] of ids) expect(stack.attribute(id, name)).toBe(stack.id(id));
    expect(stack.attribute('Api', 'RootResourceId')).toMatch(/^[a-z0-9]{10}$/);
    expect(stack.id('Stage')).toBe('dev');
    expect(stack.id('Get')).toMatch(/^Stack-Get-[a-z0-9]{12}$/);
  });

  test('make the same ids in every run', async () => {
    const ids = async () => {
      const { stack } = testService();
      await stack.deploy(petStore());
      return ['Api', 'First'].map((id) => stack.id(id));
    };
    expect(await ids()).toEqual(await ids());
  });
});

describe('ids of parts', () => {
  test('are drawn again where one is taken', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    class Unlucky extends IdSource {
      public override lowerAlphanumeric(_length: number, purpose = ''): string {
        return purpose === '' ? 'aaaaaa' : `bbbbb${purpose}`;
      }
    }
    const provider = service.providers['AWS::ApiGateway::Resource'];
    const create = async (pathPart: string) =>
      provider?.create({
        stack: identify(
          'Stack',
          'Stack',
          { accountId: '123456789012', region: 'eu-west-1' },
          new IdSource(0),
        ),
        logicalId: pathPart,
        type: 'AWS::ApiGateway::Resource',
        metadata: {},
        ids: new Unlucky(0),
        properties: {
          RestApiId: stack.id('Api'),
          ParentId: stack.attribute('Api', 'RootResourceId'),
          PathPart: pathPart,
        },
      });
    expect(await create('one')).toMatchObject({ physicalId: 'aaaaaa' });
    expect(await create('two')).toMatchObject({ physicalId: 'bbbbb1' });
    expect(await create('three')).toMatchObject({ physicalId: 'bbbbb2' });
  });
});

describe('parts of an API', () => {
  test('are changed in place, and gone when they are deleted', async () => {
    const { service, stack } = testService();
    await stack.deploy(
      petStore({ Pets: resource('pets'), Cats: resource('cats', { Ref: 'Pets' }) }),
    );
    const paths = () => [...service.restApi(stack.id('Api')).present().resourceIds.keys()];
    expect(paths()).toEqual(['/', '/pets', '/pets/cats']);
    await stack.deploy(petStore({ Pets: resource('pets'), Get: mockMethod('new') }));
    expect(paths()).toEqual(['/', '/pets']);
    const { api } = service.restApi(stack.id('Api')).present();
    expect(api.routes[0]?.integration?.responses[0]?.responseTemplates).toEqual({
      'application/json': 'new',
    });
  });

  test('leave the API as it was when an update is refused', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    const before = service.restApi(stack.id('Api')).present();
    const bad = mockMethod('', { Integration: { Type: 'HTTP', Uri: 'http://a.test' } });
    await expect(stack.deploy(petStore({ Get: bad }))).rejects.toThrow(
      'Enumeration value for HttpMethod must be non-empty',
    );
    expect(service.restApi(stack.id('Api')).present().api).toEqual(before.api);
  });

  test('keep validators, models and authorizers that methods refer to', async () => {
    const { service, stack } = testService();
    await stack.deploy(
      petStore({
        Validator: part('RequestValidator', { ValidateRequestBody: true }),
        Pet: part('Model', { Schema: { type: 'object' } }),
        Get: mockMethod('', {
          RequestValidatorId: { Ref: 'Validator' },
          RequestModels: { 'application/json': { Ref: 'Pet' } },
        }),
      }),
    );
    const { api } = service.restApi(stack.id('Api')).present();
    expect(api.routes[0]).toMatchObject({
      validation: { body: true, parameters: false },
      requestModels: { 'application/json': stack.id('Pet') },
    });
    expect(api.models.map(({ name }) => name)).toEqual([stack.id('Pet')]);
  });

  test.each([
    [
      'a path that is there',
      { Twin: resource('pets') },
      'Another resource with the same parent already has this name: pets',
    ],
    [
      'a greedy variable beside another variable',
      { Id: resource('{id}'), Rest: resource('{proxy+}') },
      'A sibling ({id}) of this resource already has a variable path part -- only one is allowed',
    ],
    [
      'a parent that does not exist',
      { Lost: resource('x', 'nosuch') },
      'Invalid Resource identifier specified',
    ],
    [
      'a method of a resource that does not exist',
      { Lost: mockMethod('', { ResourceId: 'nosuch' }) },
      'Invalid Resource identifier specified',
    ],
    ['a verb that is there', { Twin: mockMethod('') }, 'Method already exists for this resource'],
    [
      'an authorizer that does not exist',
      { Get: mockMethod('', { AuthorizationType: 'CUSTOM', AuthorizerId: 'nosuch' }) },
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    ],
    [
      'a validator that does not exist',
      { Get: mockMethod('', { RequestValidatorId: 'nosuch' }) },
      'Invalid Request Validator identifier specified',
    ],
    [
      'a model name that is taken',
      {
        One: part('Model', { Name: 'Pet', Schema: {} }),
        Two: part('Model', { Name: 'Pet', Schema: {} }),
      },
      'Model name already exists for this REST API',
    ],
    [
      'an API that does not exist',
      { Lost: part('GatewayResponse', { RestApiId: 'nosuch' }) },
      'Invalid API identifier specified 123456789012:nosuch',
    ],
    [
      'no API',
      { Lost: part('Resource', { RestApiId: '' }) },
      'Lost/RestApiId is required, got: ""',
    ],
  ])('fail for %s', async (_title, resources, message) => {
    const { stack } = testService();
    await expect(stack.deploy(petStore({ Pets: resource('pets'), ...resources }))).rejects.toThrow(
      message,
    );
  });

  test('allow the same path part below another parent', async () => {
    const { stack } = testService();
    await stack.deploy(
      petStore({
        Pets: resource('pets'),
        Id: resource('{id}'),
        Inner: resource('{name}', { Ref: 'Pets' }),
        Again: resource('pets', { Ref: 'Pets' }),
      }),
    );
    expect(stack.deployed.size).toBe(8);
  });
});

describe('what the local gateway does not do', () => {
  const strange = mockMethod('', { Surprise: 1 });

  test('fails with the logical id and the property', async () => {
    const { stack } = testService();
    await expect(stack.deploy(petStore({ Get: strange }))).rejects.toThrow(
      /^Get\/Surprise .*list "Get\/Surprise" in ignoreUnsupported$/,
    );
  });

  test.each([
    ['Stage/Surprise', { Stage: stage('First', { Surprise: 1 }) }],
    ['Stage/CanarySetting/Surprise', { Stage: stage('First', { CanarySetting: { Surprise: 1 } }) }],
    ['First/Surprise', { First: deployment({ Surprise: 1 }) }],
    ['Api/Surprise', { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Surprise: 1 } } }],
    ['Key/Surprise', { Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Surprise: 1 } } }],
    [
      'Plan/Surprise',
      { Plan: { Type: 'AWS::ApiGateway::UsagePlan', Properties: { Surprise: 1 } } },
    ],
  ])('fails for %s', async (path, resources) => {
    const { stack } = testService();
    await expect(stack.deploy(petStore(resources))).rejects.toThrow(new RegExp(`^${path} `));
  });

  test.each(['Get/Surprise', 'Get'])('is let through when %s is ignored', async (name) => {
    const { service, stack } = testService({ ignoreUnsupported: [name] });
    await stack.deploy(petStore({ Get: strange }));
    expect(service.ignored).toEqual([
      { path: 'Stack/Get/Surprise', reason: expect.stringMatching(/./) },
    ]);
  });

  const httpApi = {
    Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  };

  test('fails for an HTTP API', async () => {
    const { stack } = testService();
    await expect(stack.deploy({ Resources: httpApi })).rejects.toThrow(
      'Http is of type AWS::ApiGatewayV2::Api, which the local gateway does not run: it runs REST APIs',
    );
  });

  test.each(['AWS::ApiGatewayV2::Api', 'Http'])('lets an HTTP API through for %s', async (name) => {
    const { service, stack } = testService({ ignoreUnsupported: [name] });
    await stack.deploy({ Resources: httpApi });
    expect(service.ignored).toMatchObject([{ path: 'Stack/Http' }]);
  });
});
