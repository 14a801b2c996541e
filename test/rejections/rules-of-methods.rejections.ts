import { Duration } from 'aws-cdk-lib';
import {
  AwsIntegration,
  CfnMethod,
  EndpointType,
  HttpIntegration,
  Integration,
  IntegrationType,
  MockIntegration,
} from 'aws-cdk-lib/aws-apigateway';
import type { Rejection } from '../_helpers/rejections';
import { apiIn, rule } from './_rules';

export const methodRulesRejections: Rejection[] = [
  rule('Integration', 'an HTTP integration has a URI without a scheme', (stack) => {
    apiIn(stack).root.addMethod('POST', new HttpIntegration('example.com/orders'));
  }),
  rule('Integration', 'a proxy integration calls a service that is no Lambda function', (stack) => {
    const integration = new AwsIntegration({ service: 's3', path: 'bucket/key', proxy: true });
    apiIn(stack).root.addMethod('POST', integration);
  }),
  rule('Integration', 'a cache key is no parameter that its method declares', (stack) => {
    const integration = new HttpIntegration('https://example.com', {
      options: { cacheKeyParameters: ['method.request.querystring.page'] },
    });
    apiIn(stack).root.addMethod('POST', integration);
  }),
  rule('Integration', 'a service is called without a role', (stack) => {
    const integration = new AwsIntegration({ service: 'sqs', path: '111111111111/orders' });
    apiIn(stack).root.addMethod('POST', integration);
  }),
  rule('Integration', 'a private integration names no VPC link', (stack) => {
    const integration = new Integration({
      type: IntegrationType.HTTP_PROXY,
      integrationHttpMethod: 'GET',
      uri: 'https://example.com',
    });
    const method = apiIn(stack).root.addMethod('POST', integration);
    const resource = method.node.defaultChild as CfnMethod;
    resource.addPropertyOverride('Integration.ConnectionType', 'VPC_LINK');
  }),
  rule('AuthorizationScopes', 'a method that anybody may call has scopes', (stack) => {
    const { root, restApiId } = apiIn(stack);
    new CfnMethod(stack, 'Post', {
      ...{ restApiId, resourceId: root.resourceId, httpMethod: 'POST' },
      ...{ authorizationType: 'NONE', authorizationScopes: ['orders/write'] },
      integration: { type: 'MOCK' },
    });
  }),
  rule('MappingExpression', 'an integration maps a parameter that is not declared', (stack) => {
    const requestParameters = { 'integration.request.path.id': 'method.request.path.id' };
    const integration = new HttpIntegration('https://example.com/{id}', {
      options: { requestParameters },
    });
    apiIn(stack).root.addResource('{id}').addMethod('POST', integration);
  }),
  rule('MappingExpression', 'an integration response maps and no method response is', (stack) => {
    const responseParameters = { 'method.response.header.x-version': "'v1'" };
    const integrationResponses = [{ statusCode: '200', responseParameters }];
    apiIn(stack).root.addMethod('POST', new MockIntegration({ integrationResponses }));
  }),
  rule('SelectionPattern', 'the pattern of an integration response is not closed', (stack) => {
    const integrationResponses = [{ statusCode: '400', selectionPattern: '[' }];
    apiIn(stack).root.addMethod('POST', new MockIntegration({ integrationResponses }));
  }),
  rule('MappingExpression', 'a fixed text of a parameter mapping has no quotes', (stack) => {
    const requestParameters = { 'integration.request.header.x-version': 'v1' };
    const integration = new HttpIntegration('https://example.com', {
      options: { requestParameters },
    });
    apiIn(stack).root.addMethod('POST', integration);
  }),
  rule('MappingExpression', 'a fixed text of a path is not encoded', (stack) => {
    const requestParameters = { 'integration.request.path.key': "'private/some.json'" };
    const integration = new HttpIntegration('https://example.com/{key}', {
      options: { requestParameters },
    });
    apiIn(stack).root.addMethod('POST', integration);
  }),
  rule('MappingExpression', 'a parameter mapping puts a fixed text into the body', (stack) => {
    const requestParameters = { 'integration.request.body.method': "'getUser'" };
    const integration = new HttpIntegration('https://example.com', {
      options: { requestParameters },
    });
    apiIn(stack).root.addMethod('POST', integration);
  }),
  rule(
    'MappingExpression',
    'an integration response maps a header that no method response has',
    (stack) => {
      const responseParameters = { 'method.response.header.x-version': "'v1'" };
      const integrationResponses = [{ statusCode: '200', responseParameters }];
      const methodResponses = [{ statusCode: '200' }];
      apiIn(stack).root.addMethod('POST', new MockIntegration({ integrationResponses }), {
        methodResponses,
      });
    },
  ),
  rule('RequestParameter', 'a query parameter and a header have one name', (stack) => {
    apiIn(stack).root.addMethod('POST', new MockIntegration(), {
      requestParameters: {
        'method.request.querystring.page': false,
        'method.request.header.page': false,
      },
    });
  }),
  rule('RequestParameter', 'a request parameter does not say where it is', (stack) => {
    const requestParameters = { page: true };
    apiIn(stack).root.addMethod('POST', new MockIntegration(), { requestParameters });
  }),
  rule('RequestParameter', 'the name of a request parameter has square brackets', (stack) => {
    const requestParameters = { 'method.request.querystring.filter[name]': true };
    apiIn(stack).root.addMethod('POST', new MockIntegration(), { requestParameters });
  }),
  rule('IntegrationTimeout', 'an integration of an edge-optimized API has a minute', (stack) => {
    const integration = new HttpIntegration('https://example.com', {
      options: { timeout: Duration.minutes(1) },
    });
    apiIn(stack).root.addMethod('POST', integration);
  }),
  rule('IntegrationTimeout', 'an integration has more than the quota of the account', (stack) => {
    const integration = new HttpIntegration('https://example.com', {
      options: { timeout: Duration.minutes(1) },
    });
    const regional = { endpointConfiguration: { types: [EndpointType.REGIONAL] } };
    apiIn(stack, regional).root.addMethod('POST', integration);
  }),
  rule('HttpMethod', 'a method is called by a verb that API Gateway does not have', (stack) => {
    const { root, restApiId } = apiIn(stack);
    new CfnMethod(stack, 'Trace', {
      ...{ restApiId, resourceId: root.resourceId, httpMethod: 'TRACE' },
      authorizationType: 'NONE',
      integration: { type: 'MOCK' },
    });
  }),
  rule('Integration', 'an integration is of a type that API Gateway does not have', (stack) => {
    const { root, restApiId } = apiIn(stack);
    new CfnMethod(stack, 'Post', {
      ...{ restApiId, resourceId: root.resourceId, httpMethod: 'POST' },
      authorizationType: 'NONE',
      integration: { type: 'HTTPS_PROXY' },
    });
  }),
];
