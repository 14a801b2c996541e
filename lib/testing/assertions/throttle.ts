import type { MethodSettingModel, StageModel, ThrottleModel, V2StageModel } from '../../model';
import { type ApiTarget, subjectOf } from '../apis/api-target';
import type { RouteFacts } from '../apis/route-facts';
import { type AnyStage, stageName } from '../apis/stage-facts';
import { settingKey } from '../routes/stage-text';
import {
  type AssertionResult,
  conclude,
  routeAndExpectation,
  routesAt,
  stagesAt,
} from './assertion';
import { type LimitExpectation, limitProblems } from './limits';

/** How a stage is expected to limit requests. */
export interface ThrottleExpectation extends LimitExpectation {
  /**
   * Name of the stage.
   *
   * @default - every stage
   */
  readonly stage?: string;
}

/**
 * Asserts that stages throttle requests, whoever sends them. For limits by API key see
 * {@link meters}.
 *
 * @param route - key of one route; left out: every route but `OPTIONS` ones
 * @throws {@link ValidationError} AssertionRoute, AssertionStage - when the API has no such route or
 *   stage
 */
export function throttles(
  target: ApiTarget,
  route?: string | ThrottleExpectation,
  settings: ThrottleExpectation = {},
): AssertionResult {
  const [key, expected] = routeAndExpectation(route, settings);
  const subject = subjectOf(target);
  const { synthesis } = subject;
  const routes = routesAt(subject, key);
  const problems = stagesAt(subject, expected.stage).flatMap((stage) => {
    const place = { synthesis, source: stage.origin.source };
    return routes.flatMap((route) => {
      const throttle = throttleOf(stage, route);
      const found = isLimited(throttle)
        ? limitProblems(place, throttle, expected)
        : ['nothing limits it'];
      return found.map((text) => `stage ${stageName(subject, stage)}, ${route.key}: ${text}`);
    });
  });
  const none = subject.api.stages.length === 0 ? ['it has no stage'] : [];
  return conclude(subject, `to throttle ${key ?? 'every route'}`, [...none, ...problems]);
}

function isLimited(throttle: ThrottleModel | undefined): throttle is ThrottleModel {
  return throttle?.rateLimit !== undefined || throttle?.burstLimit !== undefined;
}

function throttleOf(stage: AnyStage, route: RouteFacts): ThrottleModel {
  return 'autoDeploy' in stage ? v2Throttle(stage, route) : restThrottle(stage, route);
}

/** What a route sets itself goes before what all of them have, setting by setting. */
function restThrottle(stage: StageModel, route: RouteFacts): ThrottleModel {
  const setting = (key: string): MethodSettingModel | undefined =>
    stage.methodSettings.find(
      ({ resourcePath, httpMethod }) =>
        settingKey(String(resourcePath), String(httpMethod)) === key,
    );
  return merge(setting('every route'), setting(route.key));
}

function v2Throttle(stage: V2StageModel, route: RouteFacts): ThrottleModel {
  const own = Object.hasOwn(stage.routeSettings, route.key) ? stage.routeSettings[route.key] : {};
  return merge(stage.defaultRouteSettings, own);
}

function merge(general: ThrottleModel = {}, own: ThrottleModel = {}): ThrottleModel {
  const rateLimit = own.rateLimit ?? general.rateLimit;
  const burstLimit = own.burstLimit ?? general.burstLimit;
  return {
    ...(rateLimit !== undefined && { rateLimit }),
    ...(burstLimit !== undefined && { burstLimit }),
  };
}
