import type { Snapshot } from '../../../gateway/frozen-api';
import type { StageMethodSetting, StageSettings } from '../../../gateway/stage-runtime';
import { compact } from '../../../model/value';
import { deepFreeze } from './copies';
import type { MethodSetting, StageState } from './stage-state';

/** A stage as the gateway wants it. */
export function stageSettings(
  stage: StageState,
  snapshotOf: (deploymentId: string) => Snapshot,
): StageSettings {
  const { canarySettings: canary } = stage;
  return Object.freeze({
    name: stage.stageName,
    variables: deepFreeze({ ...stage.variables }),
    methodSettings: deepFreeze(Object.entries(stage.methodSettings).map(toMethodSetting)),
    ...(stage.accessLogSettings?.format !== undefined && {
      accessLogFormat: stage.accessLogSettings.format,
    }),
    tracingEnabled: stage.tracingEnabled,
    cacheClusterEnabled: stage.cacheClusterEnabled,
    ...(canary !== undefined && {
      canary: Object.freeze({
        snapshot: snapshotOf(canary.deploymentId),
        percentTraffic: canary.percentTraffic,
        variables: deepFreeze({ ...canary.stageVariableOverrides }),
        useStageCache: canary.useStageCache,
      }),
    }),
  });
}

/** `orders/{id}/GET` and `~1orders~1{id}/GET` are the same method. */
function toMethodSetting([key, setting]: readonly [string, MethodSetting]): StageMethodSetting {
  const cut = key.lastIndexOf('/');
  const path = key.slice(0, cut).replaceAll('~1', '/').replace(/^\/+/, '');
  return compact({
    resourcePath: path === '*' ? '/*' : `/~1${path.replaceAll('/', '~1')}`,
    httpMethod: key.slice(cut + 1),
    rateLimit: setting.throttlingRateLimit,
    burstLimit: setting.throttlingBurstLimit,
    loggingLevel: setting.loggingLevel,
    dataTraceEnabled: setting.dataTraceEnabled,
    metricsEnabled: setting.metricsEnabled,
    cachingEnabled: setting.cachingEnabled,
    cacheTtlInSeconds: setting.cacheTtlInSeconds,
    cacheDataEncrypted: setting.cacheDataEncrypted,
    requireAuthorizationForCacheControl: setting.requireAuthorizationForCacheControl,
    unauthorizedCacheControlHeaderStrategy: setting.unauthorizedCacheControlHeaderStrategy,
  });
}
