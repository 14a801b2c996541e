import { equivalentModels, readApiModel, withoutOrigins } from '../../lib/model';
import { part, ROOT, readResources, withApi } from './read-app';

const method = { ResourceId: ROOT, HttpMethod: 'GET' };

describe('withoutOrigins', () => {
  test('leaves no origin in any element', () => {
    const model = readResources({
      ...withApi({
        M: part('Method', method),
        A: part('Authorizer', { Name: 'a', Type: 'TOKEN' }),
        Mo: part('Model', { Schema: {} }),
        V: part('RequestValidator', {}),
        G: part('GatewayResponse', { ResponseType: 'THROTTLED' }),
        D: part('Deployment', { StageName: 'dev' }),
        St: part('Stage', { StageName: 'prod' }),
        Doc: part('DocumentationPart', {}),
      }),
      K: { Type: 'AWS::ApiGateway::ApiKey', Properties: {} },
      P: { Type: 'AWS::ApiGateway::UsagePlan', Properties: {} },
      PK: {
        Type: 'AWS::ApiGateway::UsagePlanKey',
        Properties: { KeyId: { Ref: 'K' }, UsagePlanId: { Ref: 'P' } },
      },
      Do: part('DomainName', { DomainName: 'a.test' }),
      Ma: part('BasePathMapping', { DomainName: { Ref: 'Do' } }),
      H: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Target: 'https://a.test' } },
      Acc: { Type: 'AWS::ApiGateway::Account' },
    });
    expect(JSON.stringify(model)).toMatch(/"origin"/);
    expect(JSON.stringify(withoutOrigins(model))).not.toMatch(/"origin"/);
  });

  test('keeps members of that name which belong to the API', () => {
    const model = readResources(
      withApi({
        M: part('Model', { Name: 'm', Schema: { properties: { origin: { type: 'string' } } } }),
        St: part('Stage', { StageName: 'prod', Variables: { origin: 'kept' } }),
      }),
    );
    const [api] = withoutOrigins(model).restApis;
    expect(api!.models[0]!.schema).toEqual({ properties: { origin: { type: 'string' } } });
    expect(api!.stages[0]!.variables).toEqual({ origin: 'kept' });
  });
});

describe('equivalentModels', () => {
  test('are the same whatever the logical ids of methods and the order of resources', () => {
    const a = readResources(withApi({ A: part('Method', method), V: part('Account', {}) }));
    const b = readResources({ V: part('Account', {}), B: part('Method', method), ...withApi() });
    expect(equivalentModels(a, b)).toBe(true);
  });

  test('are the same whatever the order of members', () => {
    const schemas = [
      { type: 'object', title: 't' },
      { title: 't', type: 'object' },
    ];
    const [a, b] = schemas.map((Schema) =>
      readResources(withApi({ M: part('Model', { Schema }) })),
    );
    expect(equivalentModels(a!, b!)).toBe(true);
  });

  test('differ when a value is an intrinsic in one of them', () => {
    const [a, b] = ['NONE', { Ref: 'Auth' }].map((AuthorizationType) =>
      readResources(withApi({ A: part('Method', { ...method, AuthorizationType }) })),
    );
    expect(equivalentModels(a!, b!)).toBe(false);
    expect(equivalentModels(a!, readApiModel([]))).toBe(false);
  });
});
