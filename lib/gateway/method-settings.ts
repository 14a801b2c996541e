import type { ResolvedRoute } from './frozen-api';
import { isOn, literal, numberOf } from './resolved';
import type { StageMethodSetting, StageSettings, UnauthorizedCacheControl } from './stage-runtime';
import type { Rate } from './token-bucket';

/** Seconds for which an answer is cached when the stage does not say. */
const DEFAULT_TTL_SECONDS = 300;

/** Settings of a stage as they count for one method. */
export interface RouteSettings {
  /** @default - only the throttle of the account */
  readonly throttle?: Rate;
  /** Whether that is said of the verb alone: an `ANY` method has such settings for each verb. */
  readonly throttlesVerb?: boolean;
  readonly cache?: {
    /** 1 to 3600. */
    readonly ttlSeconds: number;
    /** Whether a caller needs a permission to renew an entry. */
    readonly requireAuthorization: boolean;
    readonly unauthorized: UnauthorizedCacheControl;
  };
}

/**
 * What a stage says of a method. A setting of the method itself wins over one of all methods,
 * member by member. All methods together have their `GET` cached and no other. Settings are of
 * verbs: those of an `ANY` method are of the verb that it is called by.
 *
 * @param verb of the request
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function settingsOf(
  route: Pick<ResolvedRoute, 'path'>,
  verb: string,
  stage: StageSettings,
): RouteSettings {
  const settings = stage.methodSettings
    .map((setting) => ({ setting, rank: rankOf(setting, route.path, verb) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank);
  const find = <T>(read: (setting: StageMethodSetting) => T | undefined): T | undefined =>
    settings.map(({ setting }) => read(setting)).find((value) => value !== undefined);
  const throttle = throttleOf(find);
  const cached = settings.find(({ setting }) => setting.cachingEnabled !== undefined);
  const mayCache =
    stage.cacheClusterEnabled &&
    isOn(cached?.setting.cachingEnabled) &&
    (verb === 'GET' || (cached?.rank ?? 0) >= OWN_METHOD);
  const cache = mayCache ? cacheOf(find) : undefined;
  const throttlesVerb = settings.some(({ setting, rank }) => rank >= OWN_METHOD && isRate(setting));
  return {
    ...(throttle === undefined ? {} : { throttle, throttlesVerb }),
    ...(cache === undefined ? {} : { cache }),
  };
}

type Find = <T>(read: (setting: StageMethodSetting) => T | undefined) => T | undefined;

/** Rank of a setting that names the verb. */
const OWN_METHOD = 3;

function isRate({ rateLimit, burstLimit }: StageMethodSetting): boolean {
  return rateLimit !== undefined || burstLimit !== undefined;
}

/** How closely a setting fits a method: 0 not at all, 4 exactly. */
function rankOf(setting: StageMethodSetting, path: string, verb: string): number {
  const ofPath = pathOf(literal(setting.resourcePath));
  const ofVerb = literal(setting.httpMethod).toUpperCase();
  const anyPath = ofPath === '/*';
  if ((!anyPath && ofPath !== path) || (ofVerb !== '*' && ofVerb !== verb)) return 0;
  return 1 + (anyPath ? 0 : 1) + (ofVerb === '*' ? 0 : 2);
}

/** `/~1orders~1{id}` is `/orders/{id}`. */
function pathOf(spelled: string): string {
  if (!spelled.includes('~')) return spelled.startsWith('/') ? spelled : `/${spelled}`;
  return spelled.replace(/^\/?/, '').replaceAll('~1', '/').replaceAll('~0', '~');
}

// AWS writes -1 for a limit that has been switched off.
function throttleOf(find: Find): Rate | undefined {
  const rateLimit = find((setting) => numberOf(setting.rateLimit));
  const burstLimit = find((setting) => numberOf(setting.burstLimit));
  if (rateLimit === undefined && burstLimit === undefined) return undefined;
  if ((rateLimit ?? 0) < 0 || (burstLimit ?? 0) < 0) return undefined;
  return {
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(burstLimit === undefined ? {} : { burstLimit }),
  };
}

function cacheOf(find: Find): RouteSettings['cache'] {
  const ttlSeconds = find((setting) => numberOf(setting.cacheTtlInSeconds)) ?? DEFAULT_TTL_SECONDS;
  if (ttlSeconds <= 0) return undefined;
  return {
    ttlSeconds,
    requireAuthorization: find((setting) => setting.requireAuthorizationForCacheControl) ?? true,
    unauthorized:
      find((setting) => setting.unauthorizedCacheControlHeaderStrategy) ??
      'SUCCEED_WITH_RESPONSE_HEADER',
  };
}
