import { accessLogVariables, compileAccessLog } from './access-log';
import type { LogReading } from './execution-log';
import type { LiveExchange } from './live-exchange';
import type { GatewayResponseType } from './refusal';
import type { TraceDecision } from './trace';

/** What became of one request, for tests and for people. Texts are made when they are asked for. */
export class RequestTrace {
  public constructor(private readonly exchange: LiveExchange) {}

  /** `$context.requestId` */
  public get requestId(): string {
    return this.exchange.requestId;
  }

  /** `GET /orders/{id}`; undefined when no method fits. */
  public get route(): string | undefined {
    return this.exchange.frozenRoute?.key;
  }

  /** Whether the canary of the stage has answered. */
  public get isCanary(): boolean {
    return this.exchange.isCanary;
  }

  /** The deployment that has answered. */
  public get deploymentId(): string {
    return this.exchange.snapshot.deploymentId;
  }

  /** Type of the gateway response; undefined when the method has answered. */
  public get gatewayResponse(): GatewayResponseType | undefined {
    return this.exchange.refusal?.type;
  }

  /** What each step decided. */
  public get decisions(): readonly TraceDecision[] {
    return this.exchange.trace.decisions;
  }

  /** `$context` with the variables of access logs. */
  public context(): Readonly<Record<string, unknown>> {
    return accessLogVariables(this.exchange);
  }

  /** The execution log as CloudWatch has it: each line with the request id in front. */
  public log(reading?: LogReading): string {
    const { exchange } = this;
    const written = exchange.log.lines(reading);
    const lines = [`Extended Request Id: ${exchange.extendedRequestId}`, ...written];
    return lines.map((line) => `(${exchange.requestId}) ${line}`).join('\n');
  }

  /**
   * The line of the access log.
   *
   * @param format text with `$context` variables
   * @default - the format of the stage
   * @returns undefined when there is no format
   */
  public accessLog(format?: string): string | undefined {
    const write = format === undefined ? this.exchange.state.accessLog : compileAccessLog(format);
    return write?.(this.exchange);
  }
}
