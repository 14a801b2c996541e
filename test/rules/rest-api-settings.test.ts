import { judged } from './_judged';

const settings = (properties: Record<string, unknown>) =>
  judged({
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api', ...properties } },
  }).map(({ refusal }) => refusal);

const SOURCE =
  "Value 'QUERY' at 'createRestApiInput.apiKeySource' failed to satisfy constraint: Member must satisfy enum value set: [AUTHORIZER, HEADER]";
const ADDRESS =
  "Value 'ipv5' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]";

test.each(['HEADER', 'AUTHORIZER', undefined, { Ref: 'Given' }])(
  'API keys may come from %j',
  (ApiKeySourceType) => {
    expect(settings({ ApiKeySourceType })).toEqual([]);
  },
);

test('API keys fail to come from elsewhere', () => {
  expect(settings({ ApiKeySourceType: 'QUERY' })).toEqual([
    `1 validation error detected: ${SOURCE}`,
  ]);
});

test('words that are none are named together', () => {
  const EndpointConfiguration = { Types: ['REGIONAL'], IpAddressType: 'ipv5' };
  expect(settings({ ApiKeySourceType: 'QUERY', EndpointConfiguration })).toEqual([
    `2 validation errors detected: ${SOURCE}; ${ADDRESS}`,
  ]);
});
