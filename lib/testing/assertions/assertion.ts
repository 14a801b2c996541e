import { ValidationError } from '../../errors';
import { apiName, type Subject } from '../apis/api-target';
import { type RouteFacts, routesOf } from '../apis/route-facts';
import { type AnyStage, findStage, stageName, stagesOf } from '../apis/stage-facts';
import { nearestRoute } from '../routes/nearest-route';
import { routeTableOf } from '../routes/route-table';

/** What came out of an assertion. */
export interface AssertionResult {
  /** Whether the API is as expected. */
  readonly pass: boolean;
  /** Why the assertion failed; for one that passed, why its opposite fails. */
  readonly message: string;
}

/**
 * Sums up what an assertion found.
 *
 * @param expectation - what is expected of the API, such as `to have route GET /orders`
 * @param problems - what is otherwise; empty: the assertion passes
 */
export function conclude(
  subject: Subject,
  expectation: string,
  problems: readonly string[],
): AssertionResult {
  const pass = problems.length === 0;
  return {
    pass,
    // Most assertions pass, and nobody reads what they would have said.
    get message() {
      return `${summary(apiName(subject), expectation, problems)}\n\n${routeTableOf(subject)}`;
    },
  };
}

function summary(name: string, expectation: string, problems: readonly string[]): string {
  if (problems.length === 0) return `expected ${name} not ${expectation}, but it does`;
  const lines = problems.map((problem) => `- ${problem}`);
  return [`expected ${name} ${expectation}, but`, ...lines].join('\n');
}

/** The route of a key such as `GET /orders/{id}`, `$default` or `sendMessage`. */
export function findRoute({ synthesis, api }: Subject, key: string): RouteFacts | undefined {
  const wanted = normalKey(key);
  return routesOf(synthesis, api).find((route) => route.key === wanted);
}

/** What to say of a route that is not there. */
export function missingRoute({ synthesis, api }: Subject, key: string): string {
  const nearest = nearestRoute(routesOf(synthesis, api), normalKey(key));
  const hint = nearest === undefined ? 'it has no routes' : `the nearest is ${nearest.key}`;
  return `there is no route ${normalKey(key)}; ${hint}`;
}

/**
 * The routes that an assertion is about: the one that is named, or all but preflights.
 *
 * A route that is not there is an error of the test, not a reason for its opposite to pass.
 *
 * @throws {@link ValidationError} AssertionRoute - when the API has no such route
 */
export function routesAt(subject: Subject, key?: string): RouteFacts[] {
  if (key === undefined) {
    const routes = routesOf(subject.synthesis, subject.api);
    return routes.filter(({ method }) => method !== 'OPTIONS');
  }
  const route = findRoute(subject, key);
  if (route !== undefined) return [route];
  throw new ValidationError(
    'AssertionRoute',
    `${missingRoute(subject, key)}\n\n${routeTableOf(subject)}`,
    apiName(subject),
  );
}

/**
 * The stages that an assertion is about: the one that is named, or all.
 *
 * @throws {@link ValidationError} AssertionStage - when the API has no such stage
 */
export function stagesAt(subject: Subject, name?: string): readonly AnyStage[] {
  if (name === undefined) return stagesOf(subject);
  const stage = findStage(subject, name);
  if (stage !== undefined) return [stage];
  const names = stagesOf(subject).map((each) => stageName(subject, each));
  throw new ValidationError(
    'AssertionStage',
    `the stage must be one of ${names.join(', ') || '(the API has no stage)'}, got: ${JSON.stringify(name)}`,
    apiName(subject),
  );
}

/** Sorts the arguments of an assertion whose route may be left out. */
export function routeAndExpectation<T extends object>(
  route: string | T | undefined,
  expected: T,
): readonly [route: string | undefined, expected: T] {
  return typeof route === 'object' ? [undefined, route] : [route, expected];
}

/** `get  /orders/` and `GET /orders` are one key. */
function normalKey(key: string): string {
  const [, method, path = ''] = /^\s*([A-Za-z]+)\s+(\/\S*)\s*$/.exec(key) ?? [];
  if (method === undefined) return key.trim();
  return `${method.toUpperCase()} ${path.length > 1 ? path.replace(/\/$/, '') : path}`;
}
