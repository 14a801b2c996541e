import type { BackendAnswer, HeaderPair } from '../../../lib/gateway';

/** What backends answer in one case, by logical id, origin or service. */
export type Answers = Readonly<Record<string, Answer>>;

/** An object of the byte store. */
export interface StoredObject {
  readonly contentType?: string;
  readonly bodyBase64?: string;
  readonly body?: string;
}

/** What one backend answers. */
export interface Answer {
  /** Simulated time that passes first. */
  readonly seconds?: number;
  readonly return?: unknown;
  readonly raise?: string;
  readonly type?: string;
  readonly text?: string;
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly json?: unknown;
  readonly bodyBase64?: string;
  readonly fail?: 'refused' | 'dns' | 'timeout';
  readonly objects?: Readonly<Record<string, StoredObject>>;
}

/** Bytes of one of the three ways to write a body. */
export function bytesOf(answer: Pick<Answer, 'body' | 'json' | 'bodyBase64'>): Buffer {
  const { body, json, bodyBase64 } = answer;
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64');
  return Buffer.from(json === undefined ? (body ?? '') : JSON.stringify(json));
}

/** What an HTTP backend or a service answers. */
export function backendAnswerOf(answer: Answer): BackendAnswer {
  const { fail, status = 200, headers = [] } = answer;
  if (fail === 'timeout') return { kind: 'timeout' };
  if (fail !== undefined) return { kind: 'unreachable', reason: fail, detail: fail };
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const type: HeaderPair[] =
    answer.json === undefined || typed ? [] : [['Content-Type', 'application/json']];
  return { kind: 'answered', status, headers: [...headers, ...type], body: bytesOf(answer) };
}
