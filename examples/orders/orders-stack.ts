import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AuthorizationType,
  JsonSchemaType,
  LambdaIntegration,
  type Model,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { FlowLogDestination, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { PrivateAccess, PrivateRestApi } from 'cdk-gatehouse';
import type { Construct } from 'constructs';

/** Properties of the orders API. */
export interface OrdersStackProps extends StackProps {
  /** Where the API answers, inside the VPC. */
  readonly domainName: string;

  /** Certificate of that name, of the company's private certificate authority. */
  readonly certificateArn: string;
}

/**
 * The orders of a shop, for its own services: reached from inside the VPC only, under a private
 * domain, with signed requests.
 */
export class OrdersStack extends Stack {
  public readonly api: PrivateRestApi;
  public readonly orders: NodejsFunction;
  public readonly vpc: Vpc;

  public constructor(scope: Construct, id: string, props: OrdersStackProps) {
    super(scope, id, props);
    this.vpc = this.makeVpc();
    this.orders = this.makeOrders();
    this.api = this.makeApi(props);
    this.addRoutes();
    this.acknowledge();
  }

  private makeVpc(): Vpc {
    return new Vpc(this, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'services', subnetType: SubnetType.PRIVATE_ISOLATED }],
      flowLogs: { rejected: { destination: FlowLogDestination.toCloudWatchLogs() } },
    });
  }

  private makeOrders(): NodejsFunction {
    const table = new TableV2(this, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const orders = new NodejsFunction(this, 'OrdersFunction', {
      entry: join(__dirname, 'handlers', 'orders.ts'),
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(10),
      environment: { ORDERS_TABLE: table.tableName },
    });
    table.grantReadWriteData(orders);
    return orders;
  }

  private makeApi({ domainName, certificateArn }: OrdersStackProps): PrivateRestApi {
    const { vpc } = this;
    const zoneName = domainName.split('.').slice(1).join('.');
    return new PrivateRestApi(this, 'Api', {
      description: 'Orders of the shop, for its own services',
      vpc,
      access: PrivateAccess.all(
        PrivateAccess.vpcEndpoints(),
        PrivateAccess.principals(new AccountPrincipal(this.account)),
      ),
      domain: {
        domainName,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
        hostedZone: new PrivateHostedZone(this, 'Zone', { zoneName, vpc }),
      },
      defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
    });
  }

  private addRoutes(): void {
    const integration = new LambdaIntegration(this.orders, { scopePermissionToMethod: false });
    const orders = this.api.root.addResource('orders');
    orders.addMethod('POST', integration, {
      requestModels: { 'application/json': this.newOrder() },
      requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
    });
    const order = orders.addResource('{id}');
    order.addMethod('GET', integration);
    order.addMethod('DELETE', integration);
  }

  private newOrder(): Model {
    return this.api.addModel('NewOrder', {
      schema: {
        type: JsonSchemaType.OBJECT,
        required: ['sku', 'quantity'],
        properties: {
          sku: { type: JsonSchemaType.STRING, minLength: 1 },
          quantity: { type: JsonSchemaType.INTEGER, minimum: 1, maximum: 100 },
        },
      },
    });
  }

  private acknowledge(): void {
    const reasons: Record<string, string> = {
      'AwsSolutions-COG4': 'Callers are services, which sign their requests with IAM',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        'The function writes its logs with it; its own policy names the one table that it uses',
    };
    for (const [id, reason] of Object.entries(reasons)) {
      Validations.of(this).acknowledge({ id, reason });
    }
  }
}
