import type { HeaderPair } from '../../../lib/gateway';

/** What a backend is told to answer. */
export interface BackendScript {
  readonly return?: unknown;
  readonly raise?: string;
  readonly type?: string;
  readonly text?: string;
  readonly seconds?: number;
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly json?: unknown;
  readonly bodyBase64?: string;
  readonly fail?: 'refused' | 'dns' | 'tls' | 'timeout';
}

/** A request to a stage. */
export interface CaseRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly bodyBase64?: string;
}

/** What stands behind an API, by the names of backends. */
export interface BackendNames {
  readonly functions?: Readonly<Record<string, string>>;
  readonly http?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, string>>;
}
