import { describeValue, routeKey, type TemplateSource } from '../../lib/model';

const sources: TemplateSource[] = [
  {
    name: 'S',
    template: {
      Resources: {
        Orders1A2B3C4D: {
          Type: 'AWS::Lambda::Function',
          Metadata: { 'aws:cdk:path': 'Shop/Orders/Resource' },
        },
        Plain: { Type: 'AWS::Lambda::Function' },
      },
      Outputs: { O: { Value: { 'Fn::GetAtt': ['Orders1A2B3C4D', 'Arn'] }, Export: { Name: 'e' } } },
    },
  },
];

function lambdaUri(fn: unknown) {
  const path = ':lambda:path/2015-03-31/functions/';
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, path, fn, '/invocations']] };
}

describe('describeValue', () => {
  test.each([
    ['a text', 'abc', 'abc'],
    ['a number', 29_000, '29000'],
    ['a flag', false, 'false'],
    ['a Ref, without the hash', { Ref: 'Orders1A2B3C4D' }, 'Orders'],
    ['a Ref that is all hash', { Ref: '1A2B3C4D' }, '1A2B3C4D'],
    ['an ARN', { 'Fn::GetAtt': ['Orders1A2B3C4D', 'Arn'] }, 'Orders'],
    ['another attribute', { 'Fn::GetAtt': 'Api.RootResourceId' }, 'Api.RootResourceId'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, '${AWS::Region}'],
    ['an import', { 'Fn::ImportValue': 'Shop:Orders1A2B3C4D' }, 'Shop:Orders'],
    ['a Join', { 'Fn::Join': ['/', ['a', { Ref: 'B' }, 'c']] }, 'a/B/c'],
    ['a Sub', { 'Fn::Sub': ['${!x}-${A}-${B.Id}-${c}', { c: { Ref: 'C' } }] }, '${x}-A-B.Id-C'],
    ['another intrinsic', { 'Fn::If': ['C', 1, 'b'] }, '{"Fn::If":["C",1,"b"]}'],
    ['the URI of a function', lambdaUri({ 'Fn::GetAtt': ['Orders1A2B3C4D', 'Arn'] }), 'Orders'],
    ['the URI of an alias', lambdaUri({ 'Fn::Sub': '${Orders1A2B3C4D.Arn}:live' }), 'Orders:live'],
  ])('shows %s', (_what, value, expected) => {
    expect(describeValue(value)).toBe(expected);
  });

  test.each([
    ['a construct path', { Ref: 'Orders1A2B3C4D' }, 'Shop/Orders'],
    ['a construct path across stacks', { 'Fn::ImportValue': 'e' }, 'Shop/Orders'],
    ['the function of a URI', lambdaUri({ Ref: 'Orders1A2B3C4D' }), 'Shop/Orders'],
    ['a logical id without a path', { Ref: 'Plain' }, 'Plain'],
    ['a parameter', { Ref: 'Stage1A2B3C4D' }, 'Stage'],
  ])('shows %s where the scope tells', (_what, value, expected) => {
    expect(describeValue(value, { sources, source: 'S' })).toBe(expected);
  });
});

describe('routeKey', () => {
  test('is verb and path, or the key of the route', () => {
    expect(routeKey({ method: 'GET', path: '/a' })).toBe('GET /a');
    expect(routeKey({ routeKey: '$default' })).toBe('$default');
    expect(routeKey({ routeKey: { 'Fn::Sub': 'GET /${Path}' } })).toBe('GET /Path');
  });
});
