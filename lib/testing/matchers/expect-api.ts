import type { ApiTarget } from '../apis/api-target';
import { failure } from '../assertions/failure';
import { ASSERTIONS, type Assertion } from './api-assertions';
import type { ApiMatchers } from './api-matchers';

/** The matchers, and each of them turned round. */
export interface ApiExpectation extends ApiMatchers {
  /** The same, expected to be otherwise. */
  readonly not: ApiMatchers;
}

/**
 * Expects something of an API without any test runner: `expectApi(api).toHaveRoute('GET /orders')`.
 *
 * @throws `AssertionError` - when it is otherwise
 */
export function expectApi(target: ApiTarget): ApiExpectation {
  return { ...expectations(target, true), not: expectations(target, false) };
}

function expectations(target: ApiTarget, pass: boolean): ApiMatchers {
  return Object.fromEntries(
    Object.entries(ASSERTIONS).map(([name, assertion]) => {
      const expectation = (...expected: never[]): void => {
        const result = (assertion as Assertion)(target, ...expected);
        if (result.pass !== pass) throw failure(result, expectation);
      };
      return [name, expectation];
    }),
  ) as unknown as ApiMatchers;
}
