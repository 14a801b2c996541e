import { mockMethod, petStore, START, stage, testService } from './_service';
import recorded from './cases/gateway-responses.json';

const UNKNOWN = { restApiId: 'nosuch' };

async function deployed(resources: Parameters<typeof petStore>[0] = {}) {
  const { service, stack } = testService();
  await stack.deploy(petStore(resources));
  const restApiId = stack.id('Api');
  const root = stack.attribute('Api', 'RootResourceId') as string;
  const call = (operation: string, input: object = {}) =>
    service.call(operation, { restApiId, ...input });
  return { service, stack, restApiId, root, call };
}

const pets = {
  Type: 'AWS::ApiGateway::Resource',
  Properties: {
    RestApiId: { Ref: 'Api' },
    ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
    PathPart: 'pets',
  },
};

describe('the control plane', () => {
  test('reads an API', async () => {
    const Policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }],
    };
    const Properties = {
      Name: 'pets',
      Description: 'of the shop',
      Policy,
      EndpointConfiguration: { Types: ['REGIONAL'] },
      BinaryMediaTypes: ['image/png'],
      Tags: [{ Key: 'team', Value: 'shop' }],
    };
    const { call, restApiId, root } = await deployed({
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties },
    });
    const api = {
      id: restApiId,
      name: 'pets',
      description: 'of the shop',
      createdDate: new Date(START),
      apiKeySource: 'HEADER',
      endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
      policy: JSON.stringify(Policy).replaceAll('"', '\\"'),
      binaryMediaTypes: ['image/png'],
      disableExecuteApiEndpoint: false,
      rootResourceId: root,
      // The tags of CloudFormation are recorded in test_apigateway.snapshot.json of LocalStack.
      tags: {
        team: 'shop',
        'aws:cloudformation:logical-id': 'Api',
        'aws:cloudformation:stack-id': expect.stringMatching(/^arn:aws:cloudformation:/),
        'aws:cloudformation:stack-name': expect.stringMatching(/./),
      },
    };
    expect(call('GetRestApi')).toEqual(api);
    expect(call('GetRestApis')).toEqual({ items: [api] });
  });

  test('reads resources, with their methods where they are asked for', async () => {
    const { call, root, stack } = await deployed({ Pets: pets });
    expect(call('GetResources')).toEqual({
      items: [
        { id: root, path: '/', resourceMethods: { GET: {} } },
        { id: stack.id('Pets'), parentId: root, path: '/pets', pathPart: 'pets' },
      ],
    });
    expect(call('GetResource', { resourceId: root, embed: ['methods'] })).toMatchObject({
      resourceMethods: { GET: { httpMethod: 'GET', methodIntegration: { type: 'MOCK' } } },
    });
  });

  test('reads a method', async () => {
    const { call, root } = await deployed({
      Get: mockMethod('one', {
        ApiKeyRequired: true,
        OperationName: 'read',
        RequestParameters: { 'method.request.querystring.q': true },
      }),
    });
    expect(call('GetMethod', { resourceId: root, httpMethod: 'GET' })).toEqual({
      httpMethod: 'GET',
      authorizationType: 'NONE',
      apiKeyRequired: true,
      operationName: 'read',
      requestParameters: { 'method.request.querystring.q': true },
      methodResponses: { 200: { statusCode: '200' } },
      methodIntegration: {
        type: 'MOCK',
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        passthroughBehavior: 'WHEN_NO_MATCH',
        timeoutInMillis: 29000,
        cacheNamespace: root,
        cacheKeyParameters: [],
        integrationResponses: {
          200: { statusCode: '200', responseTemplates: { 'application/json': 'one' } },
        },
      },
    });
  });

  test('reads models and authorizers', async () => {
    const { call, stack } = await deployed({
      Pet: {
        Type: 'AWS::ApiGateway::Model',
        Properties: { RestApiId: { Ref: 'Api' }, Name: 'Pet', Schema: { type: 'object' } },
      },
      Pool: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: {
          RestApiId: { Ref: 'Api' },
          Name: 'pool',
          Type: 'COGNITO_USER_POOLS',
          IdentitySource: 'method.request.header.Authorization',
          ProviderARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a'],
        },
      },
    });
    const model = {
      id: expect.stringMatching(/^[a-z0-9]{6}$/),
      name: 'Pet',
      contentType: 'application/json',
      schema: '{"type":"object"}',
    };
    expect(call('GetModels')).toEqual({
      items: [model, expect.anything(), expect.anything()],
    });
    expect(call('GetModel', { modelName: 'Pet' })).toEqual(model);
    const authorizer = {
      id: stack.id('Pool'),
      name: 'pool',
      type: 'COGNITO_USER_POOLS',
      authType: 'cognito_user_pools',
      identitySource: 'method.request.header.Authorization',
      providerARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a'],
    };
    expect(call('GetAuthorizers')).toEqual({ items: [authorizer] });
    expect(call('GetAuthorizer', { authorizerId: stack.id('Pool') })).toEqual(authorizer);
  });

  test('reads stages, all of them or those of a deployment', async () => {
    const { call, stack } = await deployed();
    const dev = { stageName: 'dev', deploymentId: stack.id('First') };
    expect(call('GetStages')).toMatchObject({ item: [dev] });
    expect(call('GetStages', { deploymentId: stack.id('First') })).toMatchObject({ item: [dev] });
    expect(call('GetStages', { deploymentId: 'other' })).toEqual({ item: [] });
  });

  test('answers with copies, which nobody can change a stage by', async () => {
    const { call } = await deployed({ Stage: stage('First', { Variables: { color: 'blue' } }) });
    const input = { stageName: 'dev' };
    Object.assign((call('GetStage', input) as { variables: object }).variables, { color: 'red' });
    expect(call('GetStage', input)).toMatchObject({ variables: { color: 'blue' } });
  });

  test('updates the description of a deployment, and nothing else of it', async () => {
    const { call, stack } = await deployed();
    const input = { deploymentId: stack.id('First') };
    const patch = (path: string) =>
      call('UpdateDeployment', {
        ...input,
        patchOperations: [{ op: 'replace', path, value: 'x' }],
      });
    expect(patch('/description')).toEqual({
      id: stack.id('First'),
      description: 'x',
      createdDate: new Date(START),
    });
    expect(() => patch('/id')).toThrow('Invalid replace operation with path: /id');
  });

  test('deletes a deployment that nothing points at', async () => {
    const { call } = await deployed();
    const { id } = call('CreateDeployment') as { id: string };
    call('DeleteDeployment', { deploymentId: id });
    expect(() => call('GetDeployment', { deploymentId: id })).toThrow(
      'Invalid Deployment identifier specified',
    );
  });

  test('flushes the caches of a stage', async () => {
    const { service, call, restApiId } = await deployed();
    const { gateway } = service.stage(restApiId, 'dev');
    const flushed = [
      jest.spyOn(gateway, 'flushCache'),
      jest.spyOn(gateway, 'flushAuthorizersCache'),
    ];
    call('FlushStageCache', { stageName: 'dev' });
    expect(flushed.map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    call('FlushStageAuthorizersCache', { stageName: 'dev' });
    expect(flushed.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  test('reads the account', async () => {
    const { call } = await deployed({
      Account: {
        Type: 'AWS::ApiGateway::Account',
        Properties: { CloudWatchRoleArn: 'arn:aws:iam::123456789012:role/logs' },
      },
    });
    expect(call('GetAccount')).toEqual({
      cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/logs',
      throttleSettings: { rateLimit: 10_000, burstLimit: 5_000 },
      features: ['UsagePlans'],
      apiKeyVersion: '4',
    });
  });

  test('pages through lists', async () => {
    const { call } = await deployed();
    for (let index = 0; index < 3; index += 1) call('CreateDeployment');
    const first = call('GetDeployments', { limit: 3 }) as { items: unknown[]; position: string };
    expect(first.items).toHaveLength(3);
    const second = call('GetDeployments', { limit: 3, position: first.position });
    expect(second).toEqual({ items: [expect.objectContaining({})] });
  });

  test.each([501, 1.5, 'many'])('fails for a page of %s', async (limit) => {
    const { call } = await deployed();
    expect(() => call('GetDeployments', { limit })).toThrow(/limit must be a/);
  });

  test.each([1, 500])('gives a page of %s', async (limit) => {
    const { call } = await deployed();
    expect(call('GetDeployments', { limit })).toMatchObject({ items: [{}] });
  });

  test.each([
    ['GetRestApi', UNKNOWN, 'Invalid API identifier specified 123456789012:nosuch'],
    ['GetStage', { stageName: 'nosuch' }, 'Invalid stage identifier specified'],
    ['GetDeployment', { deploymentId: 'nosuch' }, 'Invalid Deployment identifier specified'],
    ['GetResource', { resourceId: 'nosuch' }, 'Invalid Resource identifier specified'],
    ['GetModel', { modelName: 'nosuch' }, 'Invalid model name specified: nosuch'],
    ['GetAuthorizer', { authorizerId: 'x' }, 'Invalid Authorizer identifier specified'],
  ])('fails where there is nothing: %s %j', async (operation, input, message) => {
    const { call } = await deployed();
    expect(() => call(operation, input)).toThrow(
      expect.objectContaining({ name: 'NotFoundException', status: 404, message }),
    );
  });

  test('fails for a method that a resource does not have', async () => {
    const { call, root } = await deployed();
    expect(() => call('GetMethod', { resourceId: root, httpMethod: 'PUT' })).toThrow(
      'Invalid Method identifier specified',
    );
  });

  test.each([
    ['PutRestApi', /^PutRestApi is not done locally; use one of GetRestApi, /],
    ['constructor', /^constructor is not done locally/],
  ])('fails for %s, which is not done locally', async (operation, message) => {
    const { call } = await deployed();
    expect(() => call(operation)).toThrow(message);
    expect(() => call(operation)).toThrow(expect.objectContaining({ status: 501 }));
  });

  test('fails without a required member of the input', () => {
    const { service } = testService();
    expect(() => service.call('GetRestApi')).toThrow('restApiId is required, got: undefined');
  });
});

describe('gateway responses', () => {
  test('have the recorded defaults', async () => {
    const { call } = await deployed();
    const { items } = call('GetGatewayResponses') as {
      items: { responseType: string; statusCode?: string; defaultResponse: boolean }[];
    };
    expect(
      Object.fromEntries(items.map((one) => [one.responseType, one.statusCode ?? null])),
    ).toEqual(recorded.defaults);
    expect(items.every(({ defaultResponse }) => defaultResponse)).toBe(true);
  });

  test.each(recorded.defined.map((one) => [one.id, one.title, one] as const))(
    'are as they were recorded: %s %s',
    async (_id, _title, { properties, json }) => {
      const { call } = await deployed({
        Missing: {
          Type: 'AWS::ApiGateway::GatewayResponse',
          Properties: { RestApiId: { Ref: 'Api' }, ...properties },
        },
      });
      expect(call('GetGatewayResponse', { responseType: json.responseType })).toEqual(json);
    },
  );

  test('fail for a type that there is not', async () => {
    const { call } = await deployed();
    expect(() => call('GetGatewayResponse', { responseType: 'NOSUCH' })).toThrow(
      /^1 validation error detected: Value 'NOSUCH' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: \[.*THROTTLED.*\]$/,
    );
  });
});
