import type { ApiTarget } from '../apis/api-target';
import { allowsOriginOf } from '../assertions/allow-origin';
import type { AssertionResult } from '../assertions/assertion';
import { isPrivateTo } from '../assertions/be-private-to';
import { hasCanary } from '../assertions/have-canary';
import { hasRoute } from '../assertions/have-route';
import { hasStage } from '../assertions/have-stage';
import { invokes } from '../assertions/invoke';
import { meters } from '../assertions/meter';
import { requiresApiKey } from '../assertions/require-api-key';
import { requiresAuth } from '../assertions/require-auth';
import { servesDomain } from '../assertions/serve-domain';
import { throttles } from '../assertions/throttle';

/** Every assertion under the name that matchers have for it. */
export const ASSERTIONS = {
  toHaveRoute: hasRoute,
  toRequireApiKey: requiresApiKey,
  toRequireAuth: requiresAuth,
  toAllowOrigin: allowsOriginOf,
  toBePrivateTo: isPrivateTo,
  toInvoke: invokes,
  toServeDomain: servesDomain,
  toHaveStage: hasStage,
  toHaveCanary: hasCanary,
  toMeter: meters,
  toThrottle: throttles,
} as const;

/** Any of the assertions. */
export type Assertion = (target: ApiTarget, ...expected: never[]) => AssertionResult;
