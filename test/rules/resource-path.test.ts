import { readApiModel } from '../../lib/model';
import { checkModel } from '../../lib/rules';

const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

function codesOf(pathPart: unknown): string[] {
  const Resources = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
    Folder: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: { Ref: 'Api' }, ParentId: ROOT, PathPart: pathPart },
    },
  };
  const Parameters = { Part: { Type: 'String' } };
  const template = { Parameters, Resources };
  return checkModel(readApiModel([{ name: 'Stack', template }])).map(({ code }) => code);
}

// The first are from the documentation and from tests of the CDK that were deployed.
test.each([
  'pets',
  'events:batch',
  '$appliances',
  'a-b_c.d',
  'a,b',
  '{id}',
  '{pet-id}',
  '{proxy+}',
])('the path part %s is allowed', (part) => {
  expect(codesOf(part)).toEqual([]);
});

test.each(['my pets', 'a/b', '{a}{b}', 'x-{id}', '{id', '{}', 'a?b', 'ä', 'a%20b', '{proxy*}'])(
  'the path part %s is refused',
  (part) => {
    expect(codesOf(part)).toEqual(['ResourcePath']);
  },
);

test('what only the deployment knows is not judged', () => {
  expect(codesOf({ Ref: 'Part' })).toEqual([]);
  expect(codesOf({ 'Fn::Sub': 'my ${Part}' })).toEqual([]);
});
