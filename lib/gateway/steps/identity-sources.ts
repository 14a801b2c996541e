import type { LiveExchange } from '../live-exchange';
import { compileValue, type TextOf } from './substitution';

/**
 * What identifies a caller: the values of an authorizer's identity sources.
 *
 * @returns undefined when one of them is missing or empty
 */
export type IdentityOf = (exchange: LiveExchange) => readonly string[] | undefined;

/**
 * Prepares the identity sources of an authorizer: `method.request.header.X`,
 * `method.request.querystring.X`, `stageVariables.X` and `context.X`, separated by commas.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
export function compileIdentitySources(expression: string): IdentityOf {
  const sources: readonly TextOf[] = expression
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '')
    .map(compileValue);
  return (exchange) => {
    const values: string[] = [];
    for (const read of sources) {
      const value = read(exchange);
      if (value === undefined || value.trim() === '') return undefined;
      values.push(value);
    }
    return values;
  };
}

/** The header that a token comes in: `method.request.header.X` names it. */
export function tokenHeader(expression: string | undefined): string {
  return /^method\.request\.header\.(.+)$/.exec(expression ?? '')?.[1] ?? 'Authorization';
}
