import type { Construct } from 'constructs';
import { refuse } from '../private/checks';

/** What a deploy does with the canary of a stage. */
export class CanaryAction {
  /** Serve a changed API to the canary's share of the requests; production stays as it is. */
  public static readonly START = new CanaryAction('start');

  /** Serve the running canary to everybody. */
  public static readonly PROMOTE = new CanaryAction('promote');

  /** Take the canary's share back to zero; production stays as it is. */
  public static readonly ABORT = new CanaryAction('abort');

  /** Start a canary again that was aborted. */
  public static readonly RETRY = new CanaryAction('retry');

  /** Serve the API in this template to everybody, without a canary. */
  public static readonly DIRECT = new CanaryAction('direct');

  /**
   * The action that the deploy was asked for: `cdk deploy -c canary=promote`.
   *
   * The value is `start`, `promote`, `abort`, `retry` or `direct`; without one it is `start`. It
   * counts for each stage that reads the same key.
   *
   * @param scope - any construct of the app
   * @param key - context key, such as `canary`
   * @throws {@link ValidationError} `CanaryAction` - the value is none of these words
   */
  public static fromContext(scope: Construct, key: string): CanaryAction {
    const word: unknown = scope.node.tryGetContext(key);
    if (word === undefined) return CanaryAction.START;
    const action = ACTIONS.find(({ name }) => name === word);
    if (action !== undefined) return action;
    const words = ACTIONS.map(({ name }) => name).join(', ');
    const change = `use one of these words, or leave -c ${key}=… out to start a canary`;
    return refuse(
      { scope, code: 'CanaryAction', prop: key, change },
      `must be one of ${words}`,
      word,
    );
  }

  private constructor(
    /** The word for it, as `fromContext` reads it. */
    public readonly name: 'start' | 'promote' | 'abort' | 'retry' | 'direct',
  ) {}
}

const ACTIONS: readonly CanaryAction[] = [
  CanaryAction.START,
  CanaryAction.PROMOTE,
  CanaryAction.ABORT,
  CanaryAction.RETRY,
  CanaryAction.DIRECT,
];
