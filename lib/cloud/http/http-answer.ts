import { ValidationError } from '../../errors';
import type { BackendAnswer } from '../../gateway/backends';
import type { HeaderPair } from '../../gateway/request';

/** An answer as it is easily written: every member has a default. */
export interface HttpAnswer {
  /** 100 to 599. @default 200 */
  readonly status?: number;
  /** Pairs where a name repeats or the order counts. @default - none */
  readonly headers?: Readonly<Record<string, string>> | readonly HeaderPair[];
  /** Text is sent as UTF-8. @default - none */
  readonly body?: string | Uint8Array;
  /**
   * A value to send as JSON in the place of `body`, with the `Content-Type` that says so unless
   * `headers` has one.
   *
   * @default - none
   */
  readonly json?: unknown;
}

const NO_BODY = new Uint8Array();
const encoder = new TextEncoder();

/**
 * The full form of an answer.
 *
 * @throws ValidationError HttpAnswer - no answer, or a status that HTTP does not have
 */
export function backendAnswer(answer: HttpAnswer | BackendAnswer): BackendAnswer {
  const isPlain = typeof answer === 'object' && answer !== null && !(answer instanceof Response);
  if (!isPlain) throw noAnswer(answer);
  if ('kind' in answer) return answer;
  const { status = 200, json } = answer;
  if (!(Number.isInteger(status) && status >= 100 && status <= 599)) throw noStatus(status);
  const headers = headerPairs(answer.headers);
  if (json === undefined) return { kind: 'answered', status, headers, body: bytes(answer.body) };
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    kind: 'answered',
    status,
    headers: typed ? headers : [...headers, ['Content-Type', 'application/json']],
    body: bytes(JSON.stringify(json)),
  };
}

function headerPairs(headers: HttpAnswer['headers'] = []): readonly HeaderPair[] {
  return Array.isArray(headers) ? headers : Object.entries(headers);
}

function bytes(body: string | Uint8Array | undefined): Uint8Array {
  if (body === undefined) return NO_BODY;
  return typeof body === 'string' ? encoder.encode(body) : body;
}

function noAnswer(got: unknown): ValidationError {
  const text = `a function that stands for a backend must return an answer, such as { status: 200, json: { … } }, got: ${String(got)}`;
  return new ValidationError('HttpAnswer', text);
}

function noStatus(got: unknown): ValidationError {
  return new ValidationError('HttpAnswer', `\`status\` must be from 100 to 599, got: ${got}`);
}
