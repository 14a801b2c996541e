import { Duration } from 'aws-cdk-lib';
import type { IRestApi, IStage, Stage } from 'aws-cdk-lib/aws-apigateway';
import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { CanaryStage, type CanaryStageProps, StageVariableLambdaRouter } from 'cdk-gatehouse';
import type { Construct } from 'constructs';

/** An API with stages `dev` and `prod`, and a function with aliases `beta` and `live`. */
export interface Shop {
  readonly api: IRestApi;
  readonly dev: Stage;
  readonly prod: Stage;
  readonly fn: IFunction;
  readonly beta: IAlias;
  readonly live: IAlias;
}

export function routeOrders(scope: Construct, { api, dev, prod, fn, beta, live }: Shop): void {
  // region first
  const router = new StageVariableLambdaRouter(scope, 'OrdersRouter', { handler: fn });

  const orders = api.root.addResource('orders');
  orders.addMethod('GET', router.integration());
  orders.addMethod('POST', router.integration({ timeout: Duration.seconds(10) }));

  router.addStage(dev, beta);
  router.addStage(prod, live);
  // endregion
}

export function routeToLatest(
  scope: Construct,
  { api, dev, fn, beta }: Pick<Shop, 'api' | 'dev' | 'fn' | 'beta'>,
): void {
  // region options
  const router = new StageVariableLambdaRouter(scope, 'OrdersRouter', {
    handler: fn,
    variableName: 'ordersAlias',
  });
  api.root.addMethod('ANY', router.integration());
  // `beta` follows `$LATEST`, and the console may test the methods with it
  router.addStage(dev, beta, { allowLatest: true, allowTestInvoke: true });
  // endregion
}

export function routeImported(
  scope: Construct,
  { fn, live }: Pick<Shop, 'fn' | 'live'>,
  stage: IStage,
): StageVariableLambdaRouter {
  // region imported
  const router = new StageVariableLambdaRouter(scope, 'OrdersRouter', { handler: fn });
  // the app that defines the stage sets its variable `lambdaAlias` to `live`
  router.grantStage(stage, live);
  // endregion
  return router;
}

export function routeCanary(
  scope: Construct,
  { api, fn, live, beta }: Pick<Shop, 'api' | 'fn' | 'live' | 'beta'>,
  canary: Pick<CanaryStageProps, 'state' | 'rollout'>,
): void {
  const router = new StageVariableLambdaRouter(scope, 'OrdersRouter', { handler: fn });
  api.root.addResource('orders').addMethod('GET', router.integration());
  // region canary
  const canaryVariables = { lambdaAlias: 'beta' };
  const prod = new CanaryStage(scope, 'Prod', { api, canaryVariables, ...canary });
  router.addStage(prod, live);
  router.grantStage(prod, beta);
  // endregion
}
