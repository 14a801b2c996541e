import { type ApiTarget, subjectOf } from '../apis/api-target';
import { type AssertionResult, conclude, routesAt } from './assertion';

/**
 * Asserts that calls need an API key.
 *
 * @param route - key of one route, such as `GET /orders`
 * @default - every route but `OPTIONS` ones
 */
export function requiresApiKey(target: ApiTarget, route?: string): AssertionResult {
  const subject = subjectOf(target);
  const open = routesAt(subject, route).filter(({ apiKey }) => !apiKey);
  return conclude(
    subject,
    `to require an API key${route === undefined ? '' : ` on ${route}`}`,
    open.map(({ key }) => `${key} needs none`),
  );
}
