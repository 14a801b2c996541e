import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import { allowsOrigin, type CorsFacts, errorCorsProblems, preflightOf } from '../apis/cors';
import type { RouteFacts } from '../apis/route-facts';
import { type AssertionResult, conclude, routesAt } from './assertion';

/** What a page of another origin is expected to be let do. */
export interface OriginExpectation {
  /**
   * Key of the route.
   *
   * @default - every route
   */
  readonly route?: string;
  /**
   * Whether cookies and the `Authorization` header may come along.
   *
   * @default false
   */
  readonly credentials?: boolean;
  /**
   * Whether the page may read the answers that API Gateway itself gives: 403, 429, 5xx.
   *
   * @default false
   */
  readonly onErrors?: boolean;
}

/** Methods that browsers never ask a preflight's leave for. */
const SAFELISTED = new Set(['GET', 'HEAD', 'POST']);

/**
 * Asserts that web pages of an origin may call the API: the preflight of each route lets the origin
 * and the method in, and with `onErrors` the gateway responses name the origin too.
 *
 * Headers that a Lambda proxy integration sets itself cannot be seen in a template: call the API
 * for these.
 *
 * @param origin - such as `https://app.example.com`
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 * @throws {@link ValidationError} AssertionRoute - when the API has no such route
 */
export function allowsOriginOf(
  target: ApiTarget,
  origin: string,
  expected: OriginExpectation = {},
): AssertionResult {
  const subject = subjectOf(target);
  const credentials = expected.credentials ?? false;
  const preflights = routesAt(subject, expected.route).flatMap((route) =>
    preflightProblems(subject, route, origin, credentials),
  );
  const errors =
    expected.onErrors && subject.api.kind === 'REST'
      ? errorCorsProblems(subject, subject.api, origin, credentials)
      : [];
  const where = expected.route === undefined ? '' : ` on ${expected.route}`;
  const how = credentials ? ' with credentials' : '';
  return conclude(subject, `to allow origin ${origin}${how}${where}`, [...preflights, ...errors]);
}

/** What is otherwise about the preflight of a route. */
export function preflightProblems(
  subject: Subject,
  route: RouteFacts,
  origin: string,
  credentials: boolean,
): string[] {
  const preflight = preflightOf(subject, route.path);
  if (preflight === undefined) return [`${route.key}: nothing answers its preflight`];
  if (typeof preflight === 'string') return [`${route.key}: ${preflight}`];
  return [
    ...originProblems(route, preflight, origin, credentials),
    ...(credentials && !preflight.credentials
      ? [`${route.key}: its preflight does not allow credentials`]
      : []),
    ...methodProblems(route, preflight),
  ];
}

function originProblems(
  route: RouteFacts,
  { origins }: CorsFacts,
  origin: string,
  credentials: boolean,
): string[] {
  if (allowsOrigin(origins, origin, credentials)) return [];
  return [`${route.key}: its preflight allows ${origins.join(', ') || 'no origin'}`];
}

function methodProblems({ key, method }: RouteFacts, { methods }: CorsFacts): string[] {
  if (method === '' || method === 'ANY' || SAFELISTED.has(method)) return [];
  if (methods.includes('*') || methods.includes(method)) return [];
  return [`${key}: its preflight allows the methods ${methods.join(', ')} only`];
}
