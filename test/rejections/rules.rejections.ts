import { Duration, type Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  ApiDefinition,
  ApiKey,
  type ApiKeySourceType,
  CfnAuthorizer,
  CfnGatewayResponse,
  CfnModel,
  CfnResource,
  CfnStage,
  CfnUsagePlan,
  EndpointType,
  MockIntegration,
  type RestApiProps,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { PolicyDocument, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { enforceRules } from '../../lib/private/enforce-rules';
import type { Rejection } from '../_helpers/rejections';
import { apiIn, rule, times } from './_rules';

/** ARN of a user pool. */
const USER_POOL = 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_abcdefghi';

/** URI of a function that authorizes. */
const AUTHORIZER_URI =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:auth/invocations';

/** A stage with an access log. */
function logging(destinationArn: string, format: string): RestApiProps {
  const accessLogDestination = { bind: () => ({ destinationArn }) };
  return {
    deployOptions: { accessLogDestination, accessLogFormat: AccessLogFormat.custom(format) },
  };
}

function policyOf(statements: number): PolicyDocument {
  const document = new PolicyDocument({ minimize: false });
  times(statements, (index) => {
    const resources = [`execute-api:/prod/GET/a-path-that-is-quite-long-and-has-number/${index}`];
    const actions = ['execute-api:Invoke'];
    document.addStatements(
      new PolicyStatement({ actions, resources, principals: [new StarPrincipal()] }),
    );
  });
  return document;
}

/** An API of a document with one operation, whose import must have no warnings. */
function imported(stack: Stack, openapi: string, responses: object): void {
  enforceRules(stack);
  const get = { responses, 'x-amazon-apigateway-integration': { type: 'mock' } };
  const apiDefinition = ApiDefinition.fromInline({
    openapi,
    info: { title: 'pets', version: '1' },
    paths: { '/pets': { get } },
  });
  new SpecRestApi(stack, 'Api', { apiDefinition, failOnWarnings: true });
}

export const rulesRejections: Rejection[] = [
  rule('ResourceQuota', 'an API has 301 resources', (stack) => {
    const api = apiIn(stack);
    times(301, (index) => api.root.addResource(`r${index}`));
  }),
  rule('StageQuota', 'an API has 11 stages', (stack) => {
    const api = apiIn(stack);
    times(10, (index) => {
      new CfnStage(stack, `Stage${index}`, { restApiId: api.restApiId, stageName: `s${index}` });
    });
  }),
  rule('ValidatorQuota', 'an API has 21 request validators', (stack) => {
    const api = apiIn(stack);
    times(21, (index) =>
      api.addRequestValidator(`Validator${index}`, { validateRequestBody: true }),
    );
  }),
  rule('AuthorizerQuota', 'an API has 11 authorizers', (stack) => {
    const api = apiIn(stack);
    times(11, (index) => {
      const name = `authorizer${index}`;
      new CfnAuthorizer(stack, name, {
        restApiId: api.restApiId,
        name,
        type: 'COGNITO_USER_POOLS',
        providerArns: [USER_POOL],
      });
    });
  }),
  rule('ResourcePolicySize', 'a resource policy has more than 8,192 characters', (stack) => {
    apiIn(stack, { policy: policyOf(60) });
  }),
  rule('PrivateApiPolicy', 'a PRIVATE API has no resource policy', (stack) => {
    apiIn(stack, { endpointConfiguration: { types: [EndpointType.PRIVATE] } });
  }),
  rule('ResourcePath', 'a part of a path has a space', (stack) => {
    const { root, restApiId } = apiIn(stack);
    new CfnResource(stack, 'Folder', { restApiId, parentId: root.resourceId, pathPart: 'my pets' });
  }),
  rule('ResourceTree', 'a resource stands below a greedy path variable', (stack) => {
    apiIn(stack).root.addResource('{proxy+}').addResource('more');
  }),
  rule('ResourceTree', 'two path variables stand side by side', (stack) => {
    const api = apiIn(stack);
    for (const name of ['{id}', '{name}']) api.root.addResource(name);
  }),
  ...(
    [
      ['is kept for more than an hour', { authorizerResultTtlInSeconds: 3601 }],
      [
        'has the ARN of its function in the place of the URI',
        { authorizerUri: 'arn:aws:lambda:eu-west-1:111111111111:function:auth' },
      ],
      ['has no user pool', { type: 'COGNITO_USER_POOLS' }],
      ['takes a token from nowhere', { identitySource: '' }],
      ['takes a token from the query', { identitySource: 'method.request.querystring.token' }],
      ['has a source without a place', { type: 'REQUEST', identitySource: 'header.Auth' }],
    ] as const
  ).map(([what, props]) =>
    rule('Authorizer', `an authorizer ${what}`, (stack) => {
      new CfnAuthorizer(stack, 'Authorizer', {
        ...{ restApiId: apiIn(stack).restApiId, name: 'auth', type: 'TOKEN' },
        ...{ authorizerUri: AUTHORIZER_URI, identitySource: 'method.request.header.Authorization' },
        ...props,
      });
    }),
  ),
  rule('ContentType', 'a model is for something that is no media type', (stack) => {
    const { restApiId } = apiIn(stack);
    new CfnModel(stack, 'Pet', { restApiId, name: 'Pet', contentType: 'json', schema: {} });
  }),
  rule('ContentType', 'a mapping template is not for a media type', (stack) => {
    const requestTemplates = { json: '{"statusCode": 200}' };
    apiIn(stack).root.addMethod('POST', new MockIntegration({ requestTemplates }));
  }),
  rule('Model', 'a model has no schema', (stack) => {
    new CfnModel(stack, 'Pet', { restApiId: apiIn(stack).restApiId, name: 'Pet' });
  }),
  rule('Model', 'the name of a model is empty', (stack) => {
    new CfnModel(stack, 'Pet', { restApiId: apiIn(stack).restApiId, name: '', schema: {} });
  }),
  rule('Model', 'the name of a model has a hyphen', (stack) => {
    new CfnModel(stack, 'Pet', { restApiId: apiIn(stack).restApiId, name: 'my-pet', schema: {} });
  }),
  rule('Model', 'a schema has a keyword of a later draft', (stack) => {
    const schema = { type: 'object', properties: { id: { const: 1 } } };
    new CfnModel(stack, 'Pet', { restApiId: apiIn(stack).restApiId, name: 'Pet', schema });
  }),
  ...(
    [
      ['has the status 999', { statusCode: '999' }],
      [
        'has a fixed text without quotes',
        { responseParameters: { 'gatewayresponse.header.X': 'test-value' } },
      ],
      [
        'maps a header of a method response',
        { responseParameters: { 'method.response.header.X': "'*'" } },
      ],
    ] as const
  ).map(([what, props]) =>
    rule('GatewayResponse', `a gateway response ${what}`, (stack) => {
      const { restApiId } = apiIn(stack);
      new CfnGatewayResponse(stack, 'Error', { restApiId, responseType: 'DEFAULT_4XX', ...props });
    }),
  ),
  ...(
    [
      ['of no request', { quota: { limit: 0, period: 'DAY' } }],
      ['without a period', { quota: { limit: 1 } }],
      ['with an offset of seven in a week', { quota: { limit: 9, period: 'WEEK', offset: 7 } }],
    ] as const
  ).map(([what, props]) =>
    rule('UsagePlan', `a plan has a quota ${what}`, (stack) => {
      apiIn(stack);
      new CfnUsagePlan(stack, 'Plan', props);
    }),
  ),
  rule('UsagePlan', 'a plan limits a method without a verb', (stack) => {
    const { restApiId, deploymentStage } = apiIn(stack);
    const throttle = { pets: { rateLimit: 1 } };
    new CfnUsagePlan(stack, 'Plan', {
      apiStages: [{ apiId: restApiId, stage: deploymentStage.stageName, throttle }],
    });
  }),
  rule('UsagePlan', 'a plan limits a method alone', (stack) => {
    const { restApiId, deploymentStage } = apiIn(stack);
    const throttle = { '/pets/GET': { rateLimit: 1, burstLimit: 1 } };
    new CfnUsagePlan(stack, 'Plan', {
      apiStages: [{ apiId: restApiId, stage: deploymentStage.stageName, throttle }],
    });
  }),
  rule('GatewayResponse', 'a gateway response is of a type that does not exist', (stack) => {
    const { restApiId } = apiIn(stack);
    new CfnGatewayResponse(stack, 'NotFound', { restApiId, responseType: 'NOT_FOUND' });
  }),
  rule('ApiKey', 'the description of an API key has 125,001 characters', (stack) => {
    apiIn(stack);
    new ApiKey(stack, 'Key', { description: 'd'.repeat(125_001) });
  }),
  rule('StatusCode', 'an integration response has a status of four digits', (stack) => {
    const integrationResponses = [{ statusCode: '2000' }];
    apiIn(stack).root.addMethod('POST', new MockIntegration({ integrationResponses }));
  }),
  rule('StageName', 'the name of a stage has a blank', (stack) => {
    apiIn(stack, { deployOptions: { stageName: 'bad stage' } });
  }),
  rule('AccessLog', 'the format of an access log names no request', (stack) => {
    const { logGroupArn } = new LogGroup(stack, 'Logs');
    const { deploymentStage } = apiIn(stack, logging(logGroupArn, '$context.requestId'));
    const resource = deploymentStage.node.defaultChild as CfnStage;
    resource.addPropertyOverride('AccessLogSetting.Format', '$context.status');
  }),
  rule('AccessLog', 'the format of an access log has two lines', (stack) => {
    const format = '$context.requestId\n$context.status';
    apiIn(stack, logging(new LogGroup(stack, 'Logs').logGroupArn, format));
  }),
  rule('AccessLog', 'an access log goes to a topic', (stack) => {
    const topic = 'arn:aws:sns:eu-west-1:111111111111:logs';
    apiIn(stack, logging(topic, '$context.requestId'));
  }),
  rule('AccessLog', 'an access log goes to a stream that API Gateway cannot use', (stack) => {
    const stream = 'arn:aws:firehose:eu-west-1:111111111111:deliverystream/logs';
    apiIn(stack, logging(stream, '$context.requestId'));
  }),
  rule('CacheTtl', 'answers are cached for two hours', (stack) => {
    apiIn(stack, { deployOptions: { cachingEnabled: true, cacheTtl: Duration.hours(2) } });
  }),
  rule('StageVariables', 'a stage variable holds an exclamation mark', (stack) => {
    apiIn(stack, { deployOptions: { variables: { greeting: 'good morning!' } } });
  }),
  rule(
    'KeyProtectedRouteWithoutPlan',
    'a method requires a key and no plan has its stage',
    (stack) => {
      apiIn(stack).root.addMethod('POST', new MockIntegration(), { apiKeyRequired: true });
    },
  ),
  rule('ApiKey', 'the value of an API key has 19 characters', (stack) => {
    apiIn(stack);
    new ApiKey(stack, 'Key', { value: '1234567890123456789' });
  }),
  rule('RestApiSettings', 'the description of an API is empty', (stack) => {
    apiIn(stack, { description: '' });
  }),
  rule('RestApiSettings', 'API keys come from nowhere', (stack) => {
    apiIn(stack, { apiKeySourceType: 'QUERY' as ApiKeySourceType });
  }),
  rule('ImportVersion', 'a document is OpenAPI 3.1', (stack) => {
    imported(stack, '3.1.0', { 200: { description: 'ok' } });
  }),
  rule('ImportWarnings', 'a document that must have no warnings lacks a schema', (stack) => {
    const schema = { $ref: '#/components/schemas/Pet' };
    imported(stack, '3.0.1', {
      200: { description: 'ok', content: { 'application/json': { schema } } },
    });
  }),
  rule('LambdaPolicySize', 'a function has 60 permissions', (stack) => {
    apiIn(stack);
    times(60, (index) => {
      new CfnPermission(stack, `Permission${index}`, {
        action: 'lambda:InvokeFunction',
        functionName: 'orders',
        principal: 'apigateway.amazonaws.com',
        sourceArn: `arn:aws:execute-api:eu-west-1:111111111111:abcdefghij/prod/GET/orders/${index}`,
      });
    });
  }),
];
