import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  CfnAccount,
  Cors,
  type MethodOptions,
  Period,
  RequestValidator,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Runtime, Version } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import {
  CanaryAction,
  CanaryRollout,
  CanaryStage,
  CanaryState,
  MeteredApi,
  StageVariableLambdaRouter,
} from 'cdk-gatehouse';
import type { Construct } from 'constructs';

/** Properties of the storefront. */
export interface StorefrontStackProps extends StackProps {
  /**
   * Version of the catalogue's code that answers 95 of 100 calls, while the newest has the rest.
   *
   * @default - the newest version answers all
   */
  readonly stableVersion?: string;
}

/**
 * The public API of a shop. Partners read the catalogue with keys of two tiers; a change of the
 * API is tried on a tenth of the calls, a change of the code on a twentieth.
 */
export class StorefrontStack extends Stack {
  public readonly api: RestApi;
  public readonly catalogue: NodejsFunction;
  public readonly live: Alias;
  public readonly prod: CanaryStage;

  public constructor(scope: Construct, id: string, props: StorefrontStackProps = {}) {
    super(scope, id, props);
    this.catalogue = this.makeCatalogue();
    this.live = this.makeAlias(props.stableVersion);
    this.api = new RestApi(this, 'Api', {
      description: 'Catalogue of the shop, for partners',
      deploy: false,
      cloudWatchRole: false,
      defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS, allowMethods: ['GET'] },
    });
    this.prod = this.makeStage();
    this.addRoutes();
    this.sell();
    this.acknowledge();
  }

  private makeCatalogue(): NodejsFunction {
    return new NodejsFunction(this, 'CatalogueFunction', {
      entry: join(__dirname, 'handlers', 'catalogue.ts'),
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(10),
      memorySize: 256,
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
  }

  private makeAlias(stableVersion?: string): Alias {
    const newest = this.catalogue.currentVersion;
    if (stableVersion === undefined) {
      return new Alias(this, 'Live', { aliasName: 'live', version: newest });
    }
    const stableArn = `${this.catalogue.functionArn}:${stableVersion}`;
    return new Alias(this, 'Live', {
      aliasName: 'live',
      version: Version.fromVersionArn(this, 'StableVersion', stableArn),
      additionalVersions: [{ version: newest, weight: 0.05 }],
    });
  }

  private makeStage(): CanaryStage {
    const stage = new CanaryStage(this, 'Prod', {
      api: this.api,
      stageName: 'prod',
      state: CanaryState.pinned({ file: join(__dirname, 'canary.json') }),
      rollout: CanaryRollout.manual({ percent: 10 }),
      action: CanaryAction.fromContext(this, 'canary'),
      throttlingRateLimit: 500,
      throttlingBurstLimit: 200,
    });
    stage.node.addDependency(this.makeLogsAccount());
    return stage;
  }

  /** The role with which API Gateway writes the logs of every API of this account and region. */
  private makeLogsAccount(): CfnAccount {
    const logs = 'service-role/AmazonAPIGatewayPushToCloudWatchLogs';
    const role = new Role(this, 'LogsRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(logs)],
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const account = new CfnAccount(this, 'LogsAccount', { cloudWatchRoleArn: role.roleArn });
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return account;
  }

  private addRoutes(): void {
    const router = new StageVariableLambdaRouter(this, 'Router', { handler: this.catalogue });
    router.addStage(this.prod, this.live);
    const keyed: MethodOptions = {
      apiKeyRequired: true,
      requestValidator: new RequestValidator(this, 'Validator', {
        restApi: this.api,
        validateRequestBody: true,
        validateRequestParameters: true,
      }),
    };
    const search = { 'method.request.querystring.q': true };
    const products = this.api.root.addResource('products');
    products.addMethod('GET', router.integration(), { ...keyed, requestParameters: search });
    products.addResource('{id}').addMethod('GET', router.integration(), keyed);
  }

  private sell(): void {
    const plans = new MeteredApi(this, 'Plans', {
      stages: [this.prod],
      tiers: {
        trial: {
          throttle: { rateLimit: 5, burstLimit: 10 },
          quota: { limit: 1_000, period: Period.DAY },
        },
        partner: {
          throttle: { rateLimit: 100, burstLimit: 200 },
          methodThrottle: { 'GET /products': { rateLimit: 20, burstLimit: 40 } },
        },
      },
    });
    plans.addConsumer('acme', { tier: 'partner', rotation: { current: 1, next: 2 } });
    plans.addConsumer('newcomer', { tier: 'trial' });
  }

  private acknowledge(): void {
    const reasons: Record<string, string> = {
      'cdk-gatehouse:canaryCodeNotCanaried': 'New code is tried by the weights of the alias',
      'AwsSolutions-APIG3': 'The catalogue is public data behind keys, quotas and throttles',
      'AwsSolutions-APIG4': 'Calls are told apart by API key; the catalogue holds no personal data',
      'AwsSolutions-COG4': 'Calls are told apart by API key; the catalogue holds no personal data',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        'The function writes its logs and does nothing else',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'The policy that API Gateway documents for its logs role',
    };
    for (const [id, reason] of Object.entries(reasons)) {
      Validations.of(this).acknowledge({ id, reason });
    }
  }
}
