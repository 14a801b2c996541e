// region vitest-setup
import { type ApiMatchers, apiMatchers } from 'cdk-gatehouse/testing';
import { expect } from 'vitest';

expect.extend(apiMatchers);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the type parameter must be Vitest's own
  interface Matchers<T = any> extends ApiMatchers<T> {}
}
// endregion
