import { CanaryAction } from '../../lib/canary';
import { newApp, newStack } from '../_helpers/stacks';

const WORDS = ['start', 'promote', 'abort', 'retry', 'direct'] as const;

describe('the action that a deploy is asked for', () => {
  test.each(WORDS)('is %s', (word) => {
    const stack = newStack('Stack', newApp({ canary: word }));
    expect(CanaryAction.fromContext(stack, 'canary').name).toBe(word);
  });

  test('is to start without a word', () => {
    expect(CanaryAction.fromContext(newStack(), 'canary')).toBe(CanaryAction.START);
  });

  test('has a key of its own for each stage that wants one', () => {
    const stack = newStack('Stack', newApp({ 'canary:eu': 'abort' }));
    expect(CanaryAction.fromContext(stack, 'canary:eu')).toBe(CanaryAction.ABORT);
    expect(CanaryAction.fromContext(stack, 'canary:us')).toBe(CanaryAction.START);
  });

  test.each(['rollback', 'Promote', '', ' start', true, null, 10])('fails on %j', (word) => {
    const stack = newStack('Stack', newApp({ canary: word }));
    expect(() => CanaryAction.fromContext(stack, 'canary')).toThrow(
      /^CanaryAction at Stack: `canary` must be one of start, promote, abort, retry, direct, got: /,
    );
  });
});
