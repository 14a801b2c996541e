import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A plain API of one function, as the pages show it. */
export class OrdersStack extends Stack {
  public readonly api: apigateway.RestApi;
  public readonly orders: lambda.Function;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.orders = new lambda.Function(this, 'Orders', {
      code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    this.api = new apigateway.RestApi(this, 'Api', {
      defaultCorsPreflightOptions: { allowOrigins: ['https://app.example.com'] },
      deployOptions: { throttlingRateLimit: 100, variables: { table: 'orders' } },
    });
    const order = this.api.root.addResource('orders').addResource('{id}');
    const options = { authorizationType: apigateway.AuthorizationType.IAM, apiKeyRequired: true };
    order.addMethod('GET', new apigateway.LambdaIntegration(this.orders), options);
    const plan = this.api.addUsagePlan('Gold', { throttle: { rateLimit: 10, burstLimit: 20 } });
    plan.addApiStage({ stage: this.api.deploymentStage });
  }
}
