import { findingsOf, part } from './_findings';

function findings(properties: Record<string, unknown>) {
  return findingsOf(part('GatewayResponse', { ResponseType: 'UNAUTHORIZED', ...properties }));
}

test.each(['100', '401', 599, { Ref: 'Given' }, '{{resolve:ssm:/status}}'])(
  'a gateway response may have the status %j',
  (StatusCode) => {
    expect(findings({ StatusCode })).toEqual([]);
  },
);

test.each(['99', '600', '4XX', 1000])(
  'a gateway response fails to have the status %j',
  (StatusCode) => {
    expect(findings({ StatusCode })).toEqual([
      [
        'GatewayResponse',
        expect.stringContaining(`Value '${StatusCode}' at 'putGatewayResponseInput`),
      ],
    ]);
  },
);

// From the developer guide, "Set up gateway responses to customize errors" and the sources of
// parameter mappings; the last ones stand only in the deployment.
test.each([
  "'*'",
  "'*.example.com'",
  "''",
  'method.request.header.Accept',
  'method.request.querystring.q',
  'method.request.path.petId',
  'method.request.multivalueheader.Accept',
  'method.request.body',
  'context.requestId',
  'context.authorizer.my-key',
  'stageVariables.origin',
  { Ref: 'Given' },
  { 'Fn::Sub': "'${Given}'" },
  '{{resolve:ssm:/origin}}',
])('a header of a gateway response may come from %j', (source) => {
  expect(findings({ ResponseParameters: { 'gatewayresponse.header.X-Any': source } })).toEqual([]);
});

test.each(['test-value', '"*"', 'integration.response.header.X', "'open"])(
  'a header of a gateway response fails to come from %s',
  (source) => {
    const refusal = `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${source}]`;
    expect(findings({ ResponseParameters: { 'gatewayresponse.header.X': source } })).toEqual([
      ['GatewayResponse', refusal],
    ]);
  },
);

// "param-position can be header, path, or querystring", says the page of the extension.
test.each(['gatewayresponse.header.X', 'gatewayresponse.path.x', 'gatewayresponse.querystring.x'])(
  'a gateway response may map %s',
  (target) => {
    expect(findings({ ResponseParameters: { [target]: "'x'" } })).toEqual([]);
  },
);

test.each(['method.response.header.X', 'header.X', 'X'])(
  'a gateway response fails to map %s',
  (target) => {
    expect(findings({ ResponseParameters: { [target]: "'x'" } })).toEqual([
      ['GatewayResponse', expect.stringContaining(`expression specified: ${target}]`)],
    ]);
  },
);
