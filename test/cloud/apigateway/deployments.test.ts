import { body, deployment, mockMethod, petStore, stage, testService } from './_service';

describe('a deployment', () => {
  test('answers as the API was, whatever becomes of its methods', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    const before = await body(service, stack.id('Api'));
    await stack.deploy(petStore({ Get: mockMethod('two') }));
    expect([before, await body(service, stack.id('Api'))]).toEqual(['one', 'one']);
  });

  test('brings a change to the stage that points at it', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    await stack.deploy(
      petStore({ Get: mockMethod('two'), Second: deployment(), Stage: stage('Second') }),
    );
    expect(await body(service, stack.id('Api'))).toBe('two');
  });

  test('cannot be changed, not even by who holds it', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    const { snapshot } = service.stage(stack.id('Api'), 'dev').deployment;
    const [route] = snapshot.api.routes;
    expect(() => Object.assign(route!, { method: 'POST' })).toThrow(TypeError);
    expect(() => Object.assign(route!.integration!.responses[0]!, { statusCode: '201' })).toThrow(
      TypeError,
    );
    expect(route!.origin).toEqual({ source: 'Stack', logicalId: 'Get' });
  });

  test('keeps the snapshot when its description changes', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    await stack.deploy(
      petStore({ Get: mockMethod('two'), First: deployment({ Description: 'same' }) }),
    );
    expect(await body(service, stack.id('Api'))).toBe('one');
    expect(
      service.call('GetDeployment', {
        restApiId: stack.id('Api'),
        deploymentId: stack.id('First'),
      }),
    ).toMatchObject({ id: stack.id('First'), description: 'same' });
  });

  test('knows the ids of the resources and authorizers of the API', async () => {
    const { service, stack } = testService();
    await stack.deploy(
      petStore({
        Pets: {
          Type: 'AWS::ApiGateway::Resource',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
            PathPart: 'pets',
          },
        },
        Tokens: {
          Type: 'AWS::ApiGateway::Authorizer',
          Properties: {
            RestApiId: { Ref: 'Api' },
            Name: 'tokens',
            Type: 'TOKEN',
            IdentitySource: 'method.request.header.Authorization',
            AuthorizerUri:
              'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations',
          },
        },
        Get: mockMethod('one', {
          AuthorizationType: 'CUSTOM',
          AuthorizerId: { Ref: 'Tokens' },
        }),
        First: { ...deployment(), DependsOn: ['Get', 'Pets'] },
      }),
    );
    const { snapshot } = service.stage(stack.id('Api'), 'dev').deployment;
    expect(snapshot.resourceIds).toEqual(
      new Map([
        ['/', stack.attribute('Api', 'RootResourceId')],
        ['/pets', stack.id('Pets')],
      ]),
    );
    expect(snapshot.authorizerIds).toEqual(new Map([['tokens', stack.id('Tokens')]]));
    expect(snapshot.api.routes[0]?.authorizer).toBe('tokens');
  });

  test('fails while a stage points at it', async () => {
    const { stack } = testService();
    await stack.deploy(petStore());
    await expect(stack.remove('First')).rejects.toThrow(
      'Active stages pointing to this deployment must be moved or deleted',
    );
    await stack.remove('Stage');
    await stack.remove('First');
    expect(stack.deployed.has('First')).toBe(false);
  });

  test('fails to go while the canary of a stage points at it', async () => {
    const { service, stack } = testService();
    await stack.deploy(
      petStore({
        Second: deployment(),
        Stage: stage('First', { CanarySetting: { DeploymentId: { Ref: 'Second' } } }),
      }),
    );
    const input = { restApiId: stack.id('Api'), deploymentId: stack.id('Second') };
    expect(() => service.call('DeleteDeployment', input)).toThrow(
      'Active stages pointing to this deployment must be moved or deleted',
    );
  });

  test('fails without methods, and for a method without an integration', async () => {
    const none = testService();
    const { Api, First } = petStore().Resources!;
    await expect(
      none.stack.deploy({ Resources: { Api: Api!, First: { ...First!, DependsOn: [] } } }),
    ).rejects.toThrow("The REST API doesn't contain any methods");
    const bare = mockMethod('');
    const { Integration: _none, ...properties } = bare.Properties as Record<string, unknown>;
    await expect(
      testService().stack.deploy(petStore({ Get: { ...bare, Properties: properties } })),
    ).rejects.toThrow('No integration defined for method');
  });

  test('fails for an integration that cannot run, with its logical id and property', async () => {
    const { stack, service } = testService();
    const method = mockMethod('', {
      Integration: {
        Type: 'MOCK',
        IntegrationResponses: [{ StatusCode: '200', SelectionPattern: '(?>a)' }],
      },
    });
    await expect(stack.deploy(petStore({ Get: method }))).rejects.toThrow(
      /^Get\/Integration\/IntegrationResponses\/0\/SelectionPattern/,
    );
    expect(service.call('GetDeployments', { restApiId: stack.id('Api') })).toEqual({ items: [] });
  });

  test('fails for a private API without a resource policy', async () => {
    const { stack } = testService();
    const api = {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { Name: 'pets', EndpointConfiguration: { Types: ['PRIVATE'] } },
    };
    await expect(stack.deploy(petStore({ Api: api }))).rejects.toThrow(/resource policy/);
  });
});

describe('a deployment with StageName', () => {
  const { Stage: _stage, ...resources } = petStore().Resources!;
  const own = (properties: object = {}) => deployment({ StageName: 'dev', ...properties });

  test('makes a stage with the settings of StageDescription', async () => {
    const { service, stack } = testService();
    const described = own({
      StageDescription: {
        Variables: { color: 'blue' },
        ThrottlingRateLimit: 5,
        MethodSettings: [{ ResourcePath: '/~1pets', HttpMethod: 'GET', CachingEnabled: true }],
      },
    });
    await stack.deploy({ Resources: { ...resources, First: described } });
    expect(
      service.call('GetStage', { restApiId: stack.id('Api'), stageName: 'dev' }),
    ).toMatchObject({
      deploymentId: stack.id('First'),
      variables: { color: 'blue' },
      methodSettings: {
        '*/*': { throttlingRateLimit: 5 },
        '~1pets/GET': { cachingEnabled: true },
      },
    });
  });

  test('moves the stage to the deployment of the next logical id, and survives the first', async () => {
    const { service, stack } = testService();
    await stack.deploy({ Resources: { ...resources, First: own() } });
    const { First: _first, ...others } = resources;
    await stack.deploy({ Resources: { ...others, Get: mockMethod('two'), Second: own() } });
    expect(await body(service, stack.id('Api'))).toBe('two');
    expect(stack.deployed.has('First')).toBe(false);
  });

  test('takes the stage that it has made with it', async () => {
    const { service, stack } = testService();
    await stack.deploy({ Resources: { ...resources, First: own() } });
    await stack.remove('First');
    expect(service.stages()).toEqual([]);
  });

  test('fails for a StageDescription of a stage that is there', async () => {
    const { stack } = testService();
    await stack.deploy({ Resources: { ...resources, First: own() } });
    await expect(
      stack.deploy({
        Resources: { ...resources, First: own(), Second: own({ StageDescription: {} }) },
      }),
    ).rejects.toThrow(
      'StageDescription cannot be specified when stage referenced by StageName already exists',
    );
  });
});

describe('CreateDeployment', () => {
  const deployed = async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore({ Stage: stage('First', { Variables: { color: 'blue' } }) }));
    const restApiId = stack.id('Api');
    return {
      first: stack.id('First'),
      get: () => service.call('GetStage', { restApiId, stageName: 'dev' }),
      create: (input: object) =>
        service.call('CreateDeployment', { restApiId, ...input }) as { id: string },
    };
  };

  test.each([[{}], [{ stageName: '' }]])(
    'fails for a canary without a stage: %j',
    async (input) => {
      const { create } = await deployed();
      expect(() => create({ ...input, canarySettings: { percentTraffic: 10 } })).toThrow(
        /^Invalid deployment content specified\.Non null and non empty stageName must be provided for canary deployment\. Provided value is (null)?$/,
      );
    },
  );

  test('fails for a canary on a stage that does not exist', async () => {
    const { create } = await deployed();
    expect(() => create({ stageName: 'prod', canarySettings: {} })).toThrow(
      'Invalid deployment content specified.Stage prod must already be created before making a canary release deployment',
    );
  });

  test.each([-1, 101])(
    'fails for a canary of %d percent, which leaves no trace',
    async (percent) => {
      const { create, get } = await deployed();
      const before = get();
      expect(() =>
        create({ stageName: 'dev', canarySettings: { percentTraffic: percent } }),
      ).toThrow(
        `the percentTraffic of a canary must be a number between 0 and 100, got: ${percent}`,
      );
      expect(get()).toEqual(before);
    },
  );

  test('replaces the canary with all its overrides, and leaves the stage where it is', async () => {
    const { create, get, first } = await deployed();
    create({
      stageName: 'dev',
      canarySettings: { percentTraffic: 10, stageVariableOverrides: { color: 'red', old: 'x' } },
    });
    const { id } = create({
      stageName: 'dev',
      canarySettings: { percentTraffic: 20, stageVariableOverrides: { color: 'green' } },
    });
    expect(get()).toMatchObject({
      deploymentId: first,
      canarySettings: {
        deploymentId: id,
        percentTraffic: 20,
        useStageCache: false,
        stageVariableOverrides: { color: 'green' },
      },
    });
    expect(get()).not.toHaveProperty('canarySettings.stageVariableOverrides.old');
  });

  test('fails without canary settings on a stage with a canary', async () => {
    const { create } = await deployed();
    create({ stageName: 'dev', canarySettings: { percentTraffic: 10 } });
    expect(() => create({ stageName: 'dev' })).toThrow(
      'Invalid deployment content specified.Non canary deployment not supported on stage dev because Canary is enabled. Provide CanarySettings in deploymentInput.',
    );
  });

  test('moves a stage, or makes one', async () => {
    const { create, get } = await deployed();
    const { id } = create({ stageName: 'dev', stageDescription: 'moved' });
    expect(get()).toMatchObject({
      deploymentId: id,
      description: 'moved',
      variables: { color: 'blue' },
    });
    create({ stageName: 'prod', variables: { color: 'red' } });
  });
});
