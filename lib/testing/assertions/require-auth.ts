import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import type { RouteFacts } from '../apis/route-facts';
import { type AssertionResult, conclude, routesAt } from './assertion';

/**
 * Asserts that callers must prove who they are: by IAM, a user pool, a token or a Lambda authorizer.
 *
 * A WebSocket API asks once, at `$connect`: that route stands for all of its routes.
 *
 * @param route - key of one route, such as `GET /orders`
 * @default - every route but `OPTIONS` ones
 */
export function requiresAuth(target: ApiTarget, route?: string): AssertionResult {
  const subject = subjectOf(target);
  const open = routesToAsk(subject, route).filter(({ auth }) => auth === 'NONE');
  return conclude(
    subject,
    `to require authentication${route === undefined ? '' : ` on ${route}`}`,
    open.map(({ key }) => `${key} is public`),
  );
}

function routesToAsk(subject: Subject, route?: string): RouteFacts[] {
  const isWebSocket = subject.api.kind === 'WEBSOCKET';
  return routesAt(subject, route ?? (isWebSocket ? '$connect' : undefined));
}
