import fc from 'fast-check';
import { RESPONSE_DEFAULTS } from '../../lib/gateway/error-types';
import type { CfnTemplate } from '../../lib/model';
import { statement } from '../policy/arbitraries';
import { FUNCTION, integration, optional, present, rarely, value } from './_arbitrary-integration';

const POOL = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc';
const RestApiId = { Ref: 'Api' };

const method = fc.record({
  verb: fc.constantFrom('ANY', 'GET', 'POST', 'OPTIONS'),
  auth: fc.constantFrom(
    ...Array<{ AuthorizationType: string }>(6).fill({ AuthorizationType: 'NONE' }),
    { AuthorizationType: 'AWS_IAM' },
    { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Custom' } },
    { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: { Ref: 'Pool' } },
  ),
  more: present(
    fc.record({
      ApiKeyRequired: rarely(fc.boolean()),
      RequestParameters: rarely(
        fc.dictionary(
          fc.constantFrom('method.request.header.x', 'method.request.querystring.q'),
          fc.boolean(),
        ),
      ),
      RequestModels: rarely(fc.constantFrom({ 'application/json': 'Any' }, { $default: 'Any' })),
      RequestValidatorId: rarely(fc.constant({ Ref: 'Validator' })),
    }),
  ),
  integration,
});

const gatewayResponse = fc
  .tuple(
    fc.constantFrom(...Object.keys(RESPONSE_DEFAULTS)),
    present(
      fc.record({
        StatusCode: optional(fc.constantFrom('200', '400', '418', '503')),
        ResponseParameters: optional(value.map((from) => ({ 'gatewayresponse.header.X': from }))),
        ResponseTemplates: optional(
          fc.constantFrom(
            {
              'application/json': '{"m":$context.error.messageString,"a":"$context.authorizer.x"}',
            },
            {
              'text/plain': '$context.error.message $method.request.header.x $stageVariables.none',
            },
            { 'application/json': '#set($a = 1) ${context.x} $' },
          ),
        ),
      }),
    ),
  )
  .map(([ResponseType, more]) => ({ RestApiId, ResponseType, ...more }));

const authorizer = fc.oneof(
  present(
    fc.record({
      Type: fc.constant('TOKEN'),
      IdentitySource: fc.constant('method.request.header.Authorization'),
      IdentityValidationExpression: optional(fc.constantFrom('Bearer .*', '^x$', '(a+)+$')),
      AuthorizerResultTtlInSeconds: optional(fc.constantFrom(0, 300)),
    }),
  ),
  present(
    fc.record({
      Type: fc.constant('REQUEST'),
      IdentitySource: optional(
        fc.constantFrom('method.request.header.x', 'method.request.querystring.q,context.path'),
      ),
      AuthorizerResultTtlInSeconds: fc.constantFrom(0, 300),
    }),
  ),
);

const stage = present(
  fc.record({
    Variables: optional(fc.constantFrom({ color: 'red' }, { color: 'a b' }, {})),
    CacheClusterEnabled: optional(fc.boolean()),
    TracingEnabled: optional(fc.boolean()),
    AccessLogSetting: optional(
      fc.constant({ Format: '$context.status $context.error.message $context.integration.error' }),
    ),
    MethodSettings: optional(
      fc
        .tuple(
          fc.record({
            CachingEnabled: fc.boolean(),
            CacheTtlInSeconds: fc.constantFrom(0, 5, 300),
            ThrottlingRateLimit: fc.constantFrom(1000, 1000, 1, 0),
            ThrottlingBurstLimit: fc.constantFrom(1000, 1000, 1, 0),
          }),
          fc.constantFrom('/*', '/a/GET'),
        )
        .map(([setting]) => [{ ResourcePath: '/*', HttpMethod: '*', ...setting }]),
    ),
  }),
);

/** Logical ids of the resources that methods may belong to. */
const PLACES = ['A', 'Id', 'Greedy'];

/** Resources that every API of the tests has: `/`, `/a`, `/a/{id}`, `/p/{proxy+}`. */
function tree(): Record<string, unknown> {
  const resource = (ParentId: unknown, PathPart: string) => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId, ParentId, PathPart },
  });
  const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
  return {
    A: resource(root, 'a'),
    Id: resource({ Ref: 'A' }, '{id}'),
    P: resource(root, 'p'),
    Greedy: resource({ Ref: 'P' }, '{proxy+}'),
    Validator: {
      Type: 'AWS::ApiGateway::RequestValidator',
      Properties: { RestApiId, ValidateRequestBody: true, ValidateRequestParameters: true },
    },
    Any: {
      Type: 'AWS::ApiGateway::Model',
      Properties: {
        RestApiId,
        Name: 'Any',
        ContentType: 'application/json',
        Schema: { type: 'object', required: ['a'] },
      },
    },
    Pool: {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: {
        RestApiId,
        Name: 'pool',
        Type: 'COGNITO_USER_POOLS',
        IdentitySource: 'method.request.header.Authorization',
        ProviderARNs: [POOL],
      },
    },
  };
}

/** Templates of one API with a stage `prod`: all valid, most of them strange. */
export const apiTemplate: fc.Arbitrary<CfnTemplate> = fc
  .record({
    methods: fc.uniqueArray(fc.tuple(fc.constantFrom(...PLACES), method), {
      minLength: 3,
      maxLength: 8,
      selector: ([place, { verb }]) => `${place} ${verb}`,
    }),
    gatewayResponses: fc.uniqueArray(gatewayResponse, {
      maxLength: 3,
      selector: ({ ResponseType }) => ResponseType,
    }),
    authorizer,
    stage,
    policy: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.array(statement, { minLength: 1, maxLength: 3 }) },
    ),
    binary: optional(fc.constantFrom(['*/*'], ['image/png'])),
    compression: optional(fc.constantFrom(0, 1000)),
    keySource: fc.constantFrom('HEADER', 'AUTHORIZER'),
  })
  .map((made) => {
    const methods = made.methods.map(
      ([place, { verb, auth, more, integration: Integration }], i) => [
        `Method${i}`,
        {
          Type: 'AWS::ApiGateway::Method',
          Properties: {
            RestApiId,
            ResourceId: { Ref: place },
            HttpMethod: verb,
            ...auth,
            ...more,
            Integration,
          },
        },
      ],
    );
    const responsesOfApi = made.gatewayResponses.map((Properties, i) => [
      `Response${i}`,
      { Type: 'AWS::ApiGateway::GatewayResponse', Properties },
    ]);
    const Policy = made.policy && { Version: '2012-10-17', Statement: made.policy };
    return {
      Resources: {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: {
            Name: 'any',
            ApiKeySourceType: made.keySource,
            ...(Policy && { Policy }),
            ...(made.binary && { BinaryMediaTypes: made.binary }),
            ...(made.compression !== undefined && { MinimumCompressionSize: made.compression }),
          },
        },
        ...tree(),
        Custom: {
          Type: 'AWS::ApiGateway::Authorizer',
          Properties: { RestApiId, Name: 'custom', AuthorizerUri: FUNCTION, ...made.authorizer },
        },
        ...Object.fromEntries([...methods, ...responsesOfApi]),
        Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId } },
        Stage: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: {
            RestApiId,
            DeploymentId: { Ref: 'Deployment' },
            StageName: 'prod',
            ...made.stage,
          },
        },
      },
    } as unknown as CfnTemplate;
  });
