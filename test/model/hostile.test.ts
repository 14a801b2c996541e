import fc from 'fast-check';
import { ValidationError } from '../../lib/errors';
import { type CfnResource, readApiModel, routeKey } from '../../lib/model';
import { part, ROOT, readResources, withApi } from './read-app';

function nested(depth: number): unknown {
  return JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
}

function chain(length: number): Record<string, CfnResource> {
  const ids = Array.from({ length }, (_item, index) => `R${index}`);
  const resources = ids.map((id, index): [string, CfnResource] => [
    id,
    part('Resource', { ParentId: index === 0 ? ROOT : { Ref: `R${index - 1}` }, PathPart: 'p' }),
  ]);
  // The deepest one comes first, which makes its path the first to be found.
  return Object.fromEntries(resources.reverse());
}

describe('hostile templates', () => {
  test.each([998, 999])('JSON of %d levels below a property is read', (depth) => {
    const model = readResources(withApi({ M: part('Model', { Schema: nested(depth) }) }));
    expect(model.restApis[0]!.models).toHaveLength(1);
  });

  test.each([1000, 100_000])('fails when JSON is %d levels deep', (depth) => {
    const resources = withApi({ M: part('Model', { Schema: nested(depth) }) });
    expect(() => readResources(resources)).toThrow(
      'NestedTooDeep at S/M: JSON may be nested at most 1000 levels deep, got: more; flatten it',
    );
  });

  test('fails when a document contains itself', () => {
    const document: Record<string, unknown> = { openapi: '3.0.1' };
    Object.assign(document, { paths: document, components: document });
    const template = {
      Resources: withApi({}, { BodyS3Location: { Bucket: 'b', Key: 'k' } }),
    };
    expect(() => readApiModel([{ name: 'S', template }], { readAsset: () => document })).toThrow(
      /^NestedTooDeep at S\/Api\/BodyS3Location/,
    );
  });

  test('fails when 100,000 resources stand below each other', () => {
    expect(() => readResources(withApi(chain(100_000)))).toThrow(/^PathTooLong/);
  });

  test('5,000 resources below each other are read', () => {
    expect(readResources(withApi(chain(5000))).restApis[0]!.resources).toHaveLength(5001);
  });

  test('deep intrinsics around an app are no trouble', () => {
    const deep = { 'Fn::ImportValue': nested(100_000) };
    const model = readResources(
      { M: part('Resource', { RestApiId: { Ref: 'P' }, ParentId: { Ref: 'P' }, PathPart: 'a' }) },
      {
        Parameters: { P: {} },
        Outputs: { O: { Value: deep, Export: { Name: nested(100_000) } } },
      },
    );
    expect(model.restApis).toHaveLength(1);
  });

  test('members called __proto__ are members', () => {
    const resources = JSON.parse(
      JSON.stringify({
        ...withApi({}, { Body: { openapi: '3.0.1', paths: { '/a': { get: { responses: {} } } } } }),
        St: part('Stage', { StageName: 'prod', Variables: { PROTO: 'x' } }),
        M: part('Method', { ResourceId: ROOT, HttpMethod: 'GET', RequestModels: { PROTO: 'm' } }),
        PROTO: part('Authorizer', { Name: 'PROTO', Type: 'TOKEN' }),
      }).replaceAll('PROTO', '__proto__'),
    ) as Record<string, CfnResource>;
    const [api] = readResources(resources).restApis;
    expect(Object.entries(api!.stages[0]!.variables)).toEqual([['__proto__', 'x']]);
    expect(Object.entries(api!.routes[0]!.requestModels)).toEqual([['__proto__', 'm']]);
    expect(api!.authorizers.map(({ name }) => name)).toEqual(['__proto__']);
    expect(Object.prototype).not.toHaveProperty('x');
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    'a type called %s is none of ours',
    (Type) => {
      expect(readResources({ X: { Type, Properties: {} } })).toMatchObject({
        unread: [],
        restApis: [],
      });
    },
  );

  test.each(['AWS::Serverless::Api', 'AWS::ApiGateway::New', 'AWS::ApiGatewayV2::New'])(
    'a %s, of which nothing is known, is in unread',
    (Type) => {
      const reason = `${Type} is not understood`;
      expect(readResources({ X: { Type, Properties: { a: 1 } } }).unread).toMatchObject([
        { reason },
      ]);
    },
  );

  test('resources that are no objects are passed over', () => {
    const resources = { A: null, B: 'text', C: [] } as unknown as Record<string, CfnResource>;
    expect(readResources({ ...resources, ...withApi() }).restApis).toHaveLength(1);
  });

  test('any JSON for properties gives a model or a ValidationError', () => {
    const types = [
      ...[
        'RestApi',
        'Resource',
        'Method',
        'Stage',
        'Deployment',
        'Model',
        'Authorizer',
        'UsagePlan',
      ],
      ...['DomainName', 'BasePathMapping', 'GatewayResponse', 'UsagePlanKey'],
    ].map((type) => `AWS::ApiGateway::${type}`);
    const v2Types = [
      'Api',
      'Route',
      'Integration',
      'Stage',
      'Authorizer',
      'ApiMapping',
      'DomainName',
    ];
    const type = fc.constantFrom(...types, ...v2Types.map((name) => `AWS::ApiGatewayV2::${name}`));
    const names = fc.constantFrom(
      ...['RestApiId', 'ApiId', 'ParentId', 'ResourceId', 'PathPart', 'HttpMethod', 'StageName'],
      ...[
        'Body',
        'Integration',
        'MethodResponses',
        'ApiStages',
        'Name',
        'Type',
        'RouteKey',
        'Target',
      ],
      ...[
        'openapi',
        'paths',
        '/a',
        'get',
        'security',
        'components',
        'parameters',
        '$ref',
        'Fn::If',
      ],
    );
    const leaf = fc.oneof(
      fc.constantFrom<unknown>({ Ref: 'A' }, { 'Fn::GetAtt': ['A', 'RootResourceId'] }, '3.0.1'),
      fc.constantFrom<unknown>('#/paths', null, 7, true, '', { Ref: 'AWS::NoValue' }),
    );
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(names, tie('json'), { maxKeys: 5 }),
      ),
    }));
    const resource = fc.record({
      Type: type,
      Properties: fc.dictionary(names, json, { maxKeys: 8 }),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), resource), (resources) => {
        try {
          expect(readResources(resources).unread).toBeInstanceOf(Array);
        } catch (error) {
          if (!ValidationError.isValidationError(error)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});

function routes(count: number): Record<string, CfnResource> {
  const paths: [string, CfnResource][] = Array.from({ length: count }, (_item, index) => [
    `R${index}`,
    part('Resource', { ParentId: ROOT, PathPart: `r${index}` }),
  ]);
  const methods: [string, CfnResource][] = paths.map(([id]) => [
    `M${id}`,
    part('Method', {
      ResourceId: { Ref: id },
      HttpMethod: 'GET',
      Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Sub': 'arn:${Fn.Arn}' } },
      MethodResponses: [{ StatusCode: '200' }],
    }),
  ]);
  return withApi(Object.fromEntries([...paths, ...methods]));
}

test('a template of four times the routes takes no more than a few times the work', () => {
  const work = (count: number): number => {
    const resources = routes(count);
    readResources(resources);
    const start = process.cpuUsage();
    const [api] = readResources(resources).restApis;
    const { user } = process.cpuUsage(start);
    expect(api!.routes).toHaveLength(count);
    expect(routeKey(api!.routes[0]!)).toBe('GET /r0');
    return user;
  };
  // Four times where it grows with the routes, 16 times where it grows with their square.
  expect(work(10_000) / work(2_500)).toBeLessThan(10);
});
