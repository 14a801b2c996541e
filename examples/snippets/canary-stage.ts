import { CfnOutput } from 'aws-cdk-lib';
import { type IRestApi, MethodLoggingLevel, type Stage } from 'aws-cdk-lib/aws-apigateway';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CanaryAction, CanaryRollout, CanaryStage, CanaryState } from 'cdk-gatehouse';
import type { Construct } from 'constructs';

export function addStage(scope: Construct, api: IRestApi): CanaryStage {
  // region first
  const prod = new CanaryStage(scope, 'Prod', {
    api, // a RestApi with `deploy: false`
    stageName: 'prod',
    state: CanaryState.pinned(), // production is what gatehouse.canary.json says
    rollout: CanaryRollout.manual({ percent: 10 }),
    action: CanaryAction.fromContext(scope, 'canary'),
  });
  // endregion
  return prod;
}

export function pinByParameter(scope: Construct, api: IRestApi, id: string): CanaryStage {
  const rollout = CanaryRollout.manual({ percent: 5 });
  // region literal
  const state = CanaryState.pinned({ stableDeploymentId: id });
  // endregion
  return new CanaryStage(scope, 'Prod', { api, state, rollout });
}

export function adoptStage(scope: Construct, api: IRestApi): Stage {
  // region adopt
  const canary = CanaryStage.adopt(scope, 'Canary', {
    api, // a RestApi that deploys itself
    state: CanaryState.pinned(),
    rollout: CanaryRollout.manual({ percent: 10 }),
    action: CanaryAction.fromContext(scope, 'canary'),
  });
  // endregion
  return canary.stage;
}

export function alarmOnCanary(scope: Construct, prod: CanaryStage): Alarm {
  // region alarm
  const alarm = prod.metricCanaryServerError().createAlarm(scope, 'CanaryErrors', {
    threshold: 5,
    evaluationPeriods: 1,
  });
  // endregion
  return alarm;
}

export function quietStage(scope: Construct, api: IRestApi): CanaryStage {
  const state = CanaryState.pinned();
  const rollout = CanaryRollout.manual({ percent: 10 });
  // region options
  const prod = new CanaryStage(scope, 'Prod', {
    api,
    state,
    rollout,
    canaryVariables: { build: 'next' }, // only the canary sees it
    loggingLevel: MethodLoggingLevel.OFF, // no execution log
    logs: { retention: RetentionDays.ONE_WEEK },
  });
  // endregion
  return prod;
}

export function showWhatToRecord(scope: Construct, prod: CanaryStage): void {
  // region record
  new CfnOutput(scope, 'ProdDeployment', { value: prod.pointers.stableDeploymentId });
  new CfnOutput(scope, 'ProdFingerprint', { value: prod.fingerprint });
  // endregion
}
