import type { Duration } from 'aws-cdk-lib';
import type { TokenOptions } from '../../cloud';

/** The control plane of API Gateway. */
export interface LocalControl {
  /**
   * Calls an operation, such as `UpdateStage`.
   *
   * @param operation - name of the operation
   * @param input - as the AWS SDK takes it
   * @returns as the AWS SDK gives it
   * @throws {@link ControlPlaneError} with the code and the message of API Gateway
   */
  send(operation: string, input?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** A deployed user pool. */
export interface LocalUserPool {
  /** A signed token. */
  token(options?: TokenOptions): Promise<string>;
}

/** Time, as the deployed APIs see it. */
export interface LocalClock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Lets time pass.
   *
   * @param time - a duration, or milliseconds
   */
  advance(time: Duration | number): void;
}
