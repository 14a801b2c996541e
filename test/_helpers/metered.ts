import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IStageRef, MockIntegration, RestApi, Stage } from 'aws-cdk-lib/aws-apigateway';

export const KEYED = { apiKeyRequired: true };
export const SLOW = { rateLimit: 1, burstLimit: 2 };
export const FAST = { rateLimit: 50, burstLimit: 100 };

/** `POST /`, `GET|POST /orders` and `ANY /orders/{id}` require a key, `GET /health` does not. */
export function ordersApi(stack: Stack, id = 'Orders'): RestApi {
  const api = new RestApi(stack, id, { defaultIntegration: new MockIntegration() });
  api.root.addMethod('POST', undefined, KEYED);
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', undefined, KEYED);
  orders.addMethod('POST', undefined, KEYED);
  orders.addResource('{id}').addMethod('ANY', undefined, KEYED);
  api.root.addResource('health').addMethod('GET');
  return api;
}

/** The stage `prod` of an API that is no part of the app. */
export function importedStage(stack: Stack, id = 'Imported'): IStageRef {
  const restApi = RestApi.fromRestApiId(stack, `${id}Api`, 'a1b2c3d4e5');
  return Stage.fromStageAttributes(stack, id, { restApi, stageName: 'prod' });
}

/** A stage as a usage plan has it. */
export interface ApiStage {
  readonly ApiId: unknown;
  readonly Stage: unknown;
  readonly Throttle?: Record<string, unknown>;
}

/** What the only usage plan of a stack says of its stages. */
export function stagesOf(stack: Stack): ApiStage[] {
  const plans = Object.values(
    Template.fromStack(stack).findResources('AWS::ApiGateway::UsagePlan'),
  );
  expect(plans).toHaveLength(1);
  return plans[0]?.['Properties'].ApiStages;
}

/** A throttle as CloudFormation spells it. */
export function cfn(throttle: { rateLimit: number; burstLimit: number }): object {
  return { RateLimit: throttle.rateLimit, BurstLimit: throttle.burstLimit };
}
