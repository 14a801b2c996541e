import { Duration, Stack, Tags } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** What a developer may change between two deployments. */
export interface Changes {
  readonly description?: string;
  readonly tag?: string;
  readonly variable?: string;
  readonly code?: string;
  readonly swapFunction?: boolean;
  readonly policy?: boolean;
  readonly errorStatus?: string;
  readonly required?: string;
  readonly authorizerTtl?: Duration;
  readonly addMethod?: boolean;
  readonly addMethodByL1?: boolean;
  readonly overrideKey?: boolean;
  /** `deploy: false` and a Deployment of one's own. */
  readonly ownDeployment?: boolean;
}

/** A small API that changes as it is told to. */
export class ChangingStack extends Stack {
  public readonly api: apigateway.RestApi;

  public constructor(scope: Construct, id: string, changes: Changes = {}) {
    super(scope, id);
    this.api = new apigateway.RestApi(this, 'Api', {
      deploy: !changes.ownDeployment,
      description: changes.description ?? 'Orders',
      ...(changes.policy && { policy: openPolicy() }),
      ...(!changes.ownDeployment && {
        deployOptions: { variables: { table: changes.variable ?? 'orders' } },
      }),
    });
    const orders = this.addRoutes(changes);
    this.addParts(changes);
    if (changes.ownDeployment) this.deployItself();
    if (changes.addMethodByL1) this.addMethodByL1(orders);
    if (changes.tag) Tags.of(this).add('commit', changes.tag);
  }

  private addRoutes(changes: Changes): apigateway.Resource {
    const code = lambda.Code.fromInline(changes.code ?? 'exports.handler = async () => ({});');
    const [first, second] = ['First', 'Second'].map(
      (id) =>
        new lambda.Function(this, id, {
          code,
          handler: 'index.handler',
          runtime: lambda.Runtime.NODEJS_24_X,
        }),
    ) as [lambda.Function, lambda.Function];
    const authorizer = new apigateway.TokenAuthorizer(this, 'Tokens', {
      handler: second,
      resultsCacheTtl: changes.authorizerTtl ?? Duration.minutes(5),
    });
    const orders = this.api.root.addResource('orders');
    const integration = new apigateway.LambdaIntegration(changes.swapFunction ? second : first);
    const get = orders.addMethod('GET', integration, { authorizer });
    if (changes.addMethod) orders.addMethod('DELETE', integration);
    if (changes.overrideKey) {
      (get.node.defaultChild as apigateway.CfnMethod).addPropertyOverride('ApiKeyRequired', true);
    }
    return orders;
  }

  private addParts(changes: Changes): void {
    this.api.addGatewayResponse('NoAccess', {
      type: apigateway.ResponseType.ACCESS_DENIED,
      statusCode: changes.errorStatus ?? '403',
    });
    this.api.addModel('Order', {
      modelName: 'Order',
      schema: { type: apigateway.JsonSchemaType.OBJECT, required: [changes.required ?? 'sku'] },
    });
  }

  private deployItself(): void {
    const deployment = new apigateway.Deployment(this, 'Own', { api: this.api });
    new apigateway.Stage(this, 'Prod', { deployment, stageName: 'prod' });
  }

  private addMethodByL1(orders: apigateway.Resource): void {
    new apigateway.CfnMethod(this, 'Delete', {
      restApiId: this.api.restApiId,
      resourceId: orders.resourceId,
      httpMethod: 'DELETE',
      authorizationType: 'NONE',
      integration: { type: 'MOCK' },
    });
  }
}

function openPolicy(): iam.PolicyDocument {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/*',
  };
  return iam.PolicyDocument.fromJson({ Version: '2012-10-17', Statement: [statement] });
}
