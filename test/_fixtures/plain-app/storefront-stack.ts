import { Stack, type StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export const APP_ORIGIN = 'https://app.example.com';
export const ADMIN_ORIGIN = 'https://admin.example.com';

/** A REST API with most of what the L2 offers. */
export class StorefrontStack extends Stack {
  public readonly api: apigateway.RestApi;
  public readonly orders: lambda.Function;
  public readonly live: lambda.Alias;
  public readonly users: apigateway.CognitoUserPoolsAuthorizer;
  public readonly plan: apigateway.UsagePlan;

  public constructor(scope: Construct, id: string, props: StackProps & { code?: string } = {}) {
    super(scope, id, props);
    this.orders = new lambda.Function(this, 'Orders', {
      code: lambda.Code.fromInline(props.code ?? 'exports.handler = async () => ({});'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    this.live = new lambda.Alias(this, 'Live', {
      aliasName: 'live',
      version: this.orders.currentVersion,
    });
    this.users = new apigateway.CognitoUserPoolsAuthorizer(this, 'Users', {
      cognitoUserPools: [new cognito.UserPool(this, 'Pool')],
    });
    this.api = new apigateway.RestApi(this, 'Api', {
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      defaultCorsPreflightOptions: {
        allowOrigins: [APP_ORIGIN, ADMIN_ORIGIN],
        allowCredentials: true,
      },
      deployOptions: {
        variables: { table: 'orders' },
        throttlingRateLimit: 100,
        throttlingBurstLimit: 200,
        methodOptions: { '/orders/POST': { throttlingRateLimit: 10, throttlingBurstLimit: 20 } },
        tracingEnabled: true,
        loggingLevel: apigateway.MethodLoggingLevel.ERROR,
      },
    });
    this.addRoutes();
    this.addErrorHeaders();
    this.plan = this.addPlan();
  }

  private addRoutes(): void {
    const orders = this.api.root.addResource('orders');
    const order = orders.addResource('{id}');
    const model = this.api.addModel('Order', {
      modelName: 'Order',
      schema: { type: apigateway.JsonSchemaType.OBJECT, required: ['sku'] },
    });
    orders.addMethod('GET', new apigateway.LambdaIntegration(this.orders), {
      authorizationType: apigateway.AuthorizationType.IAM,
      requestParameters: {
        'method.request.querystring.page': true,
        'method.request.querystring.size': false,
      },
      requestValidatorOptions: {
        requestValidatorName: 'parameters',
        validateRequestParameters: true,
      },
    });
    orders.addMethod('POST', new apigateway.LambdaIntegration(this.live), {
      authorizer: this.users,
      authorizationScopes: ['orders/write'],
      apiKeyRequired: true,
      requestModels: { 'application/json': model },
      requestValidatorOptions: { requestValidatorName: 'body', validateRequestBody: true },
    });
    order.addMethod('GET', new apigateway.LambdaIntegration(this.live), { apiKeyRequired: true });
    this.api.root
      .addResource('health')
      .addMethod(
        'GET',
        new apigateway.MockIntegration({ integrationResponses: [{ statusCode: '200' }] }),
      );
    this.api.root
      .addResource('partner')
      .addProxy({ anyMethod: false })
      .addMethod('ANY', new apigateway.HttpIntegration('https://partner.example.com/api'));
  }

  private addErrorHeaders(): void {
    const responseHeaders = {
      'Access-Control-Allow-Origin': `'${APP_ORIGIN}'`,
      'Access-Control-Allow-Credentials': "'true'",
    };
    this.api.addGatewayResponse('Errors4xx', {
      type: apigateway.ResponseType.DEFAULT_4XX,
      responseHeaders,
    });
    this.api.addGatewayResponse('Errors5xx', {
      type: apigateway.ResponseType.DEFAULT_5XX,
      responseHeaders,
    });
  }

  private addPlan(): apigateway.UsagePlan {
    const plan = this.api.addUsagePlan('Gold', {
      name: 'gold',
      throttle: { rateLimit: 50, burstLimit: 60 },
      quota: { limit: 10_000, period: apigateway.Period.MONTH },
      apiStages: [
        {
          api: this.api,
          stage: this.api.deploymentStage,
          throttle: [
            {
              method: this.postOrders(),
              throttle: { rateLimit: 5, burstLimit: 6 },
            },
          ],
        },
      ],
    });
    plan.addApiKey(this.api.addApiKey('Acme'));
    return plan;
  }

  private postOrders(): apigateway.Method {
    const post = this.api.methods.find(
      ({ httpMethod, resource }) => httpMethod === 'POST' && resource.path === '/orders',
    );
    if (post === undefined) throw new Error('POST /orders is not there');
    return post;
  }
}
