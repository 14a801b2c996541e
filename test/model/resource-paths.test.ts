import { part, ROOT, readResources, withApi } from './read-app';

describe('a Resource resource', () => {
  const resource = (ParentId: unknown, PathPart: unknown = 'x') =>
    part('Resource', { ParentId, PathPart });
  const paths = (resources: Record<string, ReturnType<typeof part>>) =>
    readResources(withApi(resources)).restApis[0]!.resources.map(({ path }) => path);

  test('stands below its parent, in whatever order they come', () => {
    expect(
      paths({
        C: resource({ Ref: 'B' }, '{proxy+}'),
        A: resource(ROOT, 'a'),
        B: resource({ 'Fn::GetAtt': ['A', 'ResourceId'] }, '{b}'),
      }),
    ).toEqual(['/', '/a', '/a/{b}', '/a/{b}/{proxy+}']);
  });

  test('shows a name where its path part is known at deployment only', () => {
    const model = readResources(withApi({ A: resource(ROOT, { Ref: 'Version' }) }));
    expect(model.restApis[0]!.resources.map(({ path }) => path)).toEqual(['/', '/Version']);
    expect(model.unread).toMatchObject([{ property: 'PathPart' }]);
  });

  test.each([
    ['a resource that is not there', { Ref: 'Nope' }],
    ['an attribute of a resource that is not there', { 'Fn::GetAtt': ['Nope', 'RootResourceId'] }],
    ['the API instead of its root', { Ref: 'Api' }],
    ['a method', { Ref: 'M' }],
  ])('fails when its parent is %s', (_what, parent) => {
    const M = part('Method', { ResourceId: ROOT, HttpMethod: 'GET' });
    expect(() => paths({ A: resource(parent), M })).toThrow(
      /^UnknownParent at S\/A\/ParentId: must lead/,
    );
  });

  test('fails when its parents go in a circle', () => {
    const circle = {
      A: resource({ Ref: 'B' }),
      B: resource({ Ref: 'C' }),
      C: resource({ Ref: 'B' }),
    };
    expect(() => paths(circle)).toThrow(/^ParentCycle at S\/[BC]\/ParentId/);
  });

  test('fails when it is its own parent', () => {
    expect(() => paths({ A: resource({ Ref: 'A' }) })).toThrow(/^ParentCycle at S\/A\/ParentId/);
  });

  test('fails when its path is declared already', () => {
    expect(() => paths({ A: resource(ROOT), B: resource(ROOT) })).toThrow(
      /^DuplicateResource at S\/B/,
    );
  });

  test.each([10_238, 10_239])('takes a path part of %d characters', (length) => {
    expect(paths({ A: resource(ROOT, 'p'.repeat(length)) })).toHaveLength(2);
  });

  test('fails when its path has more than 10240 characters', () => {
    expect(() => paths({ A: resource(ROOT, 'p'.repeat(10_240)) })).toThrow(
      /^PathTooLong at S\/A\/PathPart/,
    );
  });

  test('reads its path part from the parameter of a nested stack', () => {
    const stack = { source: 'S', logicalId: 'Nested' };
    const nested = {
      Parameters: { Part: {}, Api: {}, Parent: {} },
      Resources: {
        A: {
          Type: 'AWS::ApiGateway::Resource',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ParentId: { Ref: 'Parent' },
            PathPart: { Ref: 'Part' },
          },
        },
      },
    };
    const given = { Parameters: { Part: 'v2', Api: { Ref: 'Api' }, Parent: ROOT } };
    const model = readResources(
      withApi({ Nested: { Type: 'AWS::CloudFormation::Stack', Properties: given } }),
      {},
      [{ name: 'S/Nested', template: nested, parent: stack }],
    );
    expect(model.restApis[0]!.resources.map(({ path }) => path)).toEqual(['/', '/v2']);
    expect(model.unread).toEqual([]);
  });
});
