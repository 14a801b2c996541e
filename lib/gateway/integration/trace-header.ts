import type { Exchange } from '../exchange';

/** The trace that a request belongs to: the caller's own with all it says, or a new one. */
export function traceHeader(exchange: Exchange): string {
  const [sent] = exchange.headerValues('x-amzn-trace-id');
  return sent?.includes(exchange.traceId) ? sent : exchange.traceId;
}

/** The trace as Lambda answers it: with the parent and the decision to sample, the caller's or its own. */
export function lambdaTraceHeader(exchange: Exchange): string {
  const { traceId, requestId, stage } = exchange;
  const sent = traceHeader(exchange);
  const parent = fieldOf(sent, 'Parent') ?? requestId.replaceAll('-', '').slice(-16);
  const sampled = fieldOf(sent, 'Sampled') ?? (stage.tracingEnabled ? '1' : '0');
  return `${traceId};Parent=${parent};Sampled=${sampled}`;
}

function fieldOf(trace: string, name: string): string | undefined {
  const start = `${name}=`;
  const field = trace.split(';').find((part) => part.trim().startsWith(start));
  return field?.trim().slice(start.length);
}
