import { Cloud } from '../../lib/cloud';
import type { CfnResource } from '../../lib/model';
import { petsApi, source } from './_templates';

let cloud: Cloud;
afterEach(() => cloud.close());

async function deploy(more: Record<string, CfnResource> = {}, properties = {}): Promise<void> {
  cloud = new Cloud({ region: 'eu-west-1' });
  await cloud.deploy({ sources: [source({ ...petsApi(properties), ...more })] });
}

function domain(name: string, basePath?: string, stage: string | undefined = 'prod') {
  return {
    Domain: {
      Type: 'AWS::ApiGateway::DomainName',
      Properties: { DomainName: name, EndpointConfiguration: { Types: ['REGIONAL'] } },
    },
    Mapping: {
      Type: 'AWS::ApiGateway::BasePathMapping',
      DependsOn: ['Stage'],
      Properties: {
        DomainName: { Ref: 'Domain' },
        RestApiId: { Ref: 'Api' },
        ...(basePath !== undefined && { BasePath: basePath }),
        ...(stage !== undefined && { Stage: stage }),
      },
    },
  };
}

async function answerOf(
  url: string,
  from = {},
  headers: Record<string, string> = {},
): Promise<[number, unknown]> {
  const caller = cloud.anybody.with({ source: { ip: '127.0.0.1', ...from } });
  const res = await caller.call(url, { headers });
  return [res.status, await res.json()];
}

const FORBIDDEN = [403, { message: 'Forbidden' }];

describe('a custom domain', () => {
  test('leads to the stage that is mapped to it', async () => {
    await deploy(domain('api.example.com'));
    expect(await answerOf('https://api.example.com/pets')).toEqual([200, { path: '/pets' }]);
  });

  test('takes its base path off, which $context.path keeps', async () => {
    await deploy(domain('api.example.com', 'v1'));
    const url = 'https://API.example.com/v1/pets?a=1';
    expect(await answerOf(url)).toEqual([200, { path: '/v1/pets' }]);
  });

  test.each(['/pets', '/v10/pets', '/'])(
    'fails with Forbidden for %s below no base path',
    async (path) => {
      await deploy(domain('api.example.com', 'v1'));
      expect(await answerOf(`https://api.example.com${path}`)).toEqual(FORBIDDEN);
    },
  );

  test('leaves the stage to the caller if the mapping names none', async () => {
    const { Domain, Mapping } = domain('api.example.com');
    const { Stage: _stage, ...properties } = Mapping.Properties as { Stage?: string };
    await deploy({ Domain, Mapping: { ...Mapping, Properties: properties } });
    expect((await answerOf('https://api.example.com/prod/pets'))[0]).toBe(200);
    expect(await answerOf('https://api.example.com/dev/pets')).toEqual(FORBIDDEN);
  });

  test.each([
    ['a.example.com', 200],
    ['a.b.example.com', undefined],
    ['example.com', undefined],
  ])('of the name *.example.com covers %s: %p', async (host, status) => {
    await deploy(domain('*.example.com'));
    const call = answerOf(`https://${host}/pets`);
    if (status === undefined) await expect(call).rejects.toThrow(/Address: /);
    else expect((await call)[0]).toBe(status);
  });
});

test('slashes before the stage count as one', async () => {
  await deploy();
  const [found] = cloud.stages();
  const { url } = cloud.localStage(found as NonNullable<typeof found>);
  expect(await answerOf(`${url.replace('/prod/', '//prod/')}pets`)).toEqual([
    200,
    { path: '/prod/pets' },
  ]);
});

// The table of "Routing API requests" in the developer guide.
describe('a custom domain with mappings of several levels', () => {
  const PATHS = [undefined, 'orders/v1/items', 'orders/v2/items', 'orders/v2/items/categories'];

  function mappings(): Record<string, CfnResource> {
    const { Domain } = domain('api.example.com');
    return Object.fromEntries([
      ['Domain', Domain],
      ...PATHS.flatMap((path, index) => [
        [`Stage${index + 1}`, stageNamed(`api${index + 1}`)],
        [`Mapping${index + 1}`, apiMapping(`Stage${index + 1}`, path)],
      ]),
    ]) as Record<string, CfnResource>;
  }

  function stageNamed(name: string): CfnResource {
    return {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: { Ref: 'Api' },
        DeploymentId: { Ref: 'Deployment' },
        StageName: name,
      },
    };
  }

  function apiMapping(stage: string, path: string | undefined): CfnResource {
    return {
      Type: 'AWS::ApiGatewayV2::ApiMapping',
      Properties: {
        DomainName: { Ref: 'Domain' },
        ApiId: { Ref: 'Api' },
        Stage: { Ref: stage },
        ...(path !== undefined && { ApiMappingKey: path }),
      },
    };
  }

  test.each([
    ['/orders/v1/items', 'api2'],
    ['/orders/v2/items', 'api3'],
    ['/orders/v1/items/123', 'api2'],
    ['/orders/v2/items/categories/5', 'api4'],
    ['/customers', 'api1'],
  ])('leads %s to the mapping with the longest path: %s', async (path, selected) => {
    await deploy(mappings());
    const { trace } = await cloud.anybody.call(`https://api.example.com${path}`);
    expect(trace.context()).toMatchObject({ stage: selected, path });
  });

  test('leads below the mapping of several levels', async () => {
    await deploy(mappings());
    const url = 'https://api.example.com/orders/v2/items/pets';
    expect(await answerOf(url)).toEqual([200, { path: '/orders/v2/items/pets' }]);
  });

  test('fails at deployment for an API that is none of REST', async () => {
    const { Domain } = domain('api.example.com');
    const Mapping = apiMapping('Stage', 'v1');
    const properties = { ...Mapping.Properties, ApiId: 'http', Stage: 'prod' };
    await expect(
      deploy({ Domain, Mapping: { ...Mapping, Properties: properties } }),
    ).rejects.toThrow(/AWS::ApiGatewayV2::ApiMapping, which the local gateway does not run/);
  });
});

test('an API whose own address is off answers under its domain only', async () => {
  await deploy(domain('api.example.com'), { DisableExecuteApiEndpoint: true });
  const [found] = cloud.stages();
  const url = cloud.localStage(found as NonNullable<typeof found>).url;
  expect(await answerOf(`${url}pets`)).toEqual(FORBIDDEN);
  expect((await answerOf('https://api.example.com/pets'))[0]).toBe(200);
});

describe('a private domain', () => {
  const ARN = { 'Fn::GetAtt': ['Domain', 'DomainNameArn'] };
  const allow = (condition: object) => ({
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'execute-api:Invoke',
        Resource: 'execute-api:/*',
        Condition: condition,
      },
    ],
  });

  function privateDomain(policy: object | undefined): Record<string, CfnResource> {
    return {
      Domain: {
        Type: 'AWS::ApiGateway::DomainNameV2',
        Properties: {
          DomainName: 'pets.internal',
          EndpointConfiguration: { Types: ['PRIVATE'] },
          ...(policy !== undefined && { Policy: policy }),
        },
      },
      Mapping: {
        Type: 'AWS::ApiGateway::BasePathMappingV2',
        DependsOn: ['Stage'],
        Properties: { DomainNameArn: ARN, RestApiId: { Ref: 'Api' }, Stage: 'prod' },
      },
      Access: {
        Type: 'AWS::ApiGateway::DomainNameAccessAssociation',
        Properties: {
          DomainNameArn: ARN,
          AccessAssociationSource: 'vpce-1',
          AccessAssociationSourceType: 'VPCE',
        },
      },
    };
  }

  const POLICY = allow({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } });

  test('lets in callers through an associated endpoint that its policy allows', async () => {
    await deploy(privateDomain(POLICY));
    expect((await answerOf('https://pets.internal/pets', { vpce: 'vpce-1' }))[0]).toBe(200);
  });

  test.each([
    ['outside of the VPC', {}, POLICY],
    ['an endpoint without association', { vpce: 'vpce-2' }, allow({})],
    [
      'an endpoint that the policy does not allow',
      { vpce: 'vpce-1' },
      allow({ StringEquals: { 'aws:SourceVpce': 'vpce-2' } }),
    ],
    ['an associated endpoint, without a policy', { vpce: 'vpce-1' }, undefined],
  ])('fails with Forbidden from %s', async (_where, from, policy) => {
    await deploy(privateDomain(policy));
    expect(await answerOf('https://pets.internal/pets', from)).toEqual(FORBIDDEN);
  });
});

describe('a private API', () => {
  const policy = {
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
    ],
  };

  test('fails from outside, though its policy lets everybody in', async () => {
    await deploy({}, { EndpointConfiguration: { Types: ['PRIVATE'] }, Policy: policy });
    const [found] = cloud.stages();
    const stage = cloud.localStage(found as NonNullable<typeof found>);
    const res = await stage.fetch('/pets');
    expect([res.status, await res.json()]).toEqual(FORBIDDEN);
    expect(res.trace.steps[0]?.decision).toMatch(/through a VPC endpoint only/);
    expect((await answerOf(`${stage.url}pets`, { vpce: 'vpce-1' }))[0]).toBe(200);
  });

  // Recorded on AWS on 2025-07-30, published as test_create_execute_api_vpc_endpoint in
  // tests/aws/services/apigateway/test_apigateway_integrations.py of localstack/localstack.
  describe('through its VPC endpoint', () => {
    const VPCE = 'vpce-0123456789abcdef0';
    const ENDPOINT = `${VPCE}-1a2b3c4d.execute-api.eu-west-1.vpce.amazonaws.com`;

    async function privateApi(): Promise<string> {
      await deploy({}, { EndpointConfiguration: { Types: ['PRIVATE'] }, Policy: policy });
      return (cloud.stages()[0] as NonNullable<ReturnType<typeof cloud.stages>[0]>).api.id;
    }

    test('answers at the name of the API with the endpoint in it', async () => {
      const api = await privateApi();
      const url = `https://${api}-${VPCE}.execute-api.eu-west-1.amazonaws.com/prod/pets`;
      expect((await answerOf(url, { vpce: VPCE }))[0]).toBe(200);
    });

    test('answers at the name of the endpoint, where x-apigw-api-id names the API', async () => {
      const headers = { 'x-apigw-api-id': await privateApi() };
      const url = `https://${ENDPOINT}/prod/pets`;
      expect((await answerOf(url, { vpce: VPCE }, headers))[0]).toBe(200);
      expect(await answerOf(url, { vpce: 'vpce-2' }, headers)).toEqual(FORBIDDEN);
    });

    test('answers at the name of the endpoint, where Host names the API', async () => {
      const headers = { Host: `${await privateApi()}.execute-api.eu-west-1.amazonaws.com` };
      const url = `https://${ENDPOINT}/prod/pets`;
      expect((await answerOf(url, { vpce: VPCE }, headers))[0]).toBe(200);
    });

    test('fails with Forbidden at the name of the endpoint when nothing names the API', async () => {
      await privateApi();
      expect(await answerOf(`https://${ENDPOINT}/prod/pets`, { vpce: VPCE })).toEqual(FORBIDDEN);
    });
  });
});
