import type { ApiTarget } from '../apis/api-target';
import type { Expected } from '../apis/construct-identity';
import type { OriginExpectation } from '../assertions/allow-origin';
import type { CanaryExpectation } from '../assertions/have-canary';
import type { RouteExpectation } from '../assertions/have-route';
import type { StageExpectation } from '../assertions/have-stage';
import type { InvokeExpectation } from '../assertions/invoke';
import type { MeterExpectation } from '../assertions/meter';
import type { DomainExpectation } from '../assertions/serve-domain';
import type { ThrottleExpectation } from '../assertions/throttle';
import { ASSERTIONS, type Assertion } from './api-assertions';

/**
 * What can be expected of an API.
 *
 * Jest's global `expect` has these by importing `cdk-gatehouse/testing`. Elsewhere they are added by
 * `expect.extend(apiMatchers)`, and this interface to the runner's own.
 */
export interface ApiMatchers<R = void> {
  /** The API has a route, and this is what protects and answers it: {@link hasRoute}. */
  toHaveRoute(key: string, expected?: RouteExpectation): R;
  /** Calls need an API key: {@link requiresApiKey}. */
  toRequireApiKey(route?: string): R;
  /** Callers must prove who they are: {@link requiresAuth}. */
  toRequireAuth(route?: string): R;
  /** Web pages of an origin may call the API: {@link allowsOriginOf}. */
  toAllowOrigin(origin: string, expected?: OriginExpectation): R;
  /** Callers of these VPC endpoints and VPCs are let in, and nobody else: {@link isPrivateTo}. */
  toBePrivateTo(...sources: Expected[]): R;
  /** Requests reach a Lambda function, and may invoke it: {@link invokes}. */
  toInvoke(fn: Expected, expected?: InvokeExpectation): R;
  /** The API is served under a custom domain name: {@link servesDomain}. */
  toServeDomain(domain: Expected, expected?: DomainExpectation): R;
  /** The API has a stage, and this is what it is set to: {@link hasStage}. */
  toHaveStage(name: string, expected?: StageExpectation): R;
  /** A stage has a canary, and this is what it is set to: {@link hasCanary}. */
  toHaveCanary(stage: string, expected?: CanaryExpectation): R;
  /** Calls are counted by a usage plan: {@link meters}. */
  toMeter(route?: string | MeterExpectation, expected?: MeterExpectation): R;
  /** Stages throttle requests, whoever sends them: {@link throttles}. */
  toThrottle(route?: string | ThrottleExpectation, expected?: ThrottleExpectation): R;
}

/** What a matcher of Jest or Vitest gives back. */
export interface MatcherResult {
  /** Whether the API is as expected. */
  readonly pass: boolean;
  /** Why it failed; where it passed, why its opposite fails. */
  readonly message: () => string;
}

/** Matchers as `expect.extend` takes them: the API first, then what the test gives. */
export type ApiMatcherFunctions = {
  readonly [K in keyof ApiMatchers]: (
    received: ApiTarget,
    ...expected: Parameters<ApiMatchers[K]>
  ) => MatcherResult;
};

/** The matchers, for `expect.extend` of Jest and of Vitest. */
export const apiMatchers = Object.fromEntries(
  Object.entries(ASSERTIONS).map(([name, assertion]) => [name, matcher(assertion)]),
) as unknown as ApiMatcherFunctions;

function matcher(assertion: Assertion) {
  return (received: ApiTarget, ...expected: never[]): MatcherResult => {
    const result = assertion(received, ...expected);
    return { pass: result.pass, message: () => result.message };
  };
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the type parameters must be those of @types/jest
    interface Matchers<R, T = {}> extends ApiMatchers<R> {}
  }
}

/** Jest, and Vitest with `globals: true`, have `expect` for a global. */
export function registerMatchers(): void {
  const { expect } = globalThis as { expect?: { extend?: (matchers: object) => void } };
  expect?.extend?.(apiMatchers);
}
