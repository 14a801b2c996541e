import fc from 'fast-check';

/** URI of a function. */
export const FUNCTION =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:Fn/invocations';

/** A member that may be left out. */
export const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** A member that most do without. */
export const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** Leaves out what is undefined, as a template does. */
export const present = <T extends object>(value: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> =>
  value.map((all) =>
    Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)),
  ) as fc.Arbitrary<Partial<T>>;

const mediaType = fc.constantFrom('application/json', 'text/plain', 'application/xml', '$default');
const vtl = fc.constantFrom(
  '{"statusCode": 200}',
  '{"statusCode": $input.params("code")}',
  '{"statusCode": 999}',
  '$input.body',
  "$input.json('$.a')",
  "$input.path('$..*')",
  '#set($context.responseOverride.status = $input.params("code"))',
  '#set($context.requestOverride.header.x = $input.body)',
  '#foreach($i in [1..$input.params("n")])$i#end',
  '#if(',
  '$util.parseJson($input.body).a.b',
  '$util.base64Decode($input.body)',
  'static',
  '',
);
const templates = fc.dictionary(mediaType, vtl, { maxKeys: 2 });
/** What a parameter is mapped from. */
export const value = fc.constantFrom(
  "'static'",
  'method.request.header.x',
  'method.request.querystring.q',
  'method.request.path.id',
  'method.request.body.a',
  'context.requestId',
  'stageVariables.color',
);
const responses = fc
  .array(
    present(
      fc.record({
        StatusCode: fc.constantFrom('200', '201', '404', '500', '599'),
        SelectionPattern: optional(fc.constantFrom('4\\d{2}', '5\\d{2}', '.*', 'boom.*', '(a+)+$')),
        ResponseTemplates: optional(templates),
        ResponseParameters: optional(
          fc.constantFrom(
            { 'method.response.header.X': "'x'" },
            { 'method.response.header.X': 'integration.response.header.x' },
            { 'method.response.header.X': 'integration.response.body.a' },
          ),
        ),
        ContentHandling: optional(fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY')),
      }),
    ),
    { maxLength: 3 },
  )
  .map((all) => all.map((one, index) => (index === 0 ? { ...one, StatusCode: '200' } : one)));

const target = fc.constantFrom(
  { Type: 'MOCK' },
  { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: FUNCTION },
  { Type: 'AWS_PROXY', IntegrationHttpMethod: 'GET', Uri: FUNCTION },
  { Type: 'AWS', IntegrationHttpMethod: 'POST', Uri: FUNCTION },
  {
    Type: 'AWS',
    IntegrationHttpMethod: 'PUT',
    Uri: 'arn:aws:apigateway:us-east-1:s3:path/b/{key}',
  },
  {
    Type: 'AWS',
    IntegrationHttpMethod: 'POST',
    Uri: 'arn:aws:apigateway:us-east-1:sqs:action/SendMessage',
  },
  { Type: 'HTTP', IntegrationHttpMethod: 'ANY', Uri: 'https://backend.test/{key}' },
  {
    Type: 'HTTP_PROXY',
    IntegrationHttpMethod: 'GET',
    Uri: 'https://${stageVariables.color}.test/{key}',
  },
);

/** Integrations of every kind. */
export const integration = fc
  .tuple(
    target,
    present(
      fc.record({
        RequestTemplates: optional(templates),
        RequestParameters: optional(
          fc.dictionary(
            fc.constantFrom(
              'integration.request.path.key',
              'integration.request.querystring.q',
              'integration.request.header.x',
            ),
            value,
            { maxKeys: 3 },
          ),
        ),
        PassthroughBehavior: optional(
          fc.constantFrom('WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'),
        ),
        ContentHandling: optional(fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY')),
        TimeoutInMillis: optional(fc.integer({ min: 50, max: 29_000 })),
        CacheKeyParameters: optional(fc.constantFrom(['method.request.querystring.q'], [])),
        IntegrationResponses: optional(responses),
      }),
    ),
  )
  .map(([where, how]) => ({ ...where, ...how }));
