import type { GatewayResponseType, LogReading, RequestTrace, TraceDecision } from '../gateway';

/** How an answer came about. */
export interface CallTrace {
  /** `$context.requestId` */
  readonly requestId: string;
  /** `GET /orders/{id}`; undefined when no method fits. */
  readonly route: string | undefined;
  /** What each step decided, in AWS's order: route, authorizer, API key, throttle, … */
  readonly steps: readonly TraceDecision[];
  /** Whether the canary of the stage has answered. */
  readonly isCanary: boolean;
  /** The deployment that has answered. */
  readonly deploymentId: string | undefined;
  /** Type of the gateway response; undefined when the method has answered. */
  readonly gatewayResponse: GatewayResponseType | undefined;
  /** `$context` with the variables of access logs. */
  context(): Readonly<Record<string, unknown>>;
  /** The execution log, as CloudWatch has it, or with its lines to their ends. */
  log(reading?: LogReading): string;
  /**
   * The line of the access log.
   *
   * @param format - text with `$context` variables
   * @default - the format of the stage; without one there is no line
   */
  accessLog(format?: string): string | undefined;
}

/** The trace of a request that a stage has answered. */
export function callTrace(trace: RequestTrace): CallTrace {
  return {
    requestId: trace.requestId,
    route: trace.route,
    steps: trace.decisions,
    isCanary: trace.isCanary,
    deploymentId: trace.deploymentId,
    gatewayResponse: trace.gatewayResponse,
    context: () => trace.context(),
    log: (reading) => trace.log(reading),
    accessLog: (format) => trace.accessLog(format),
  };
}

/** The trace of a request that reached no stage. */
export function strayTrace(requestId: string, decision: string): CallTrace {
  return {
    requestId,
    route: undefined,
    steps: [{ step: 'address', decision, elapsedMs: 0 }],
    isCanary: false,
    deploymentId: undefined,
    gatewayResponse: undefined,
    context: () => ({ requestId }),
    log: () => '',
    accessLog: () => undefined,
  };
}
