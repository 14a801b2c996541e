import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeaderPair } from '../../../lib/gateway';
import type { CfnTemplate } from '../../../lib/model';

/** What a backend is told to answer in a case. */
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
  readonly objects?: Readonly<Record<string, { contentType?: string; bodyBase64: string }>>;
}

/** A request of a case. */
export interface CaseRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly bodyBase64?: string;
}

/** What a case expects. */
export interface Expectation {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly absentHeaders?: readonly string[];
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly json?: unknown;
  readonly bodyJsonSubset?: unknown;
  readonly match?: string;
  readonly event?: unknown;
  readonly eventAbsent?: readonly string[];
  readonly backend?: unknown;
  readonly backendAbsentHeaders?: readonly string[];
  readonly calls?: Readonly<Record<string, number>>;
  readonly log?: readonly string[];
  readonly error?: { readonly code: string; readonly status: number; readonly message: string };
}

/** One case of a suite. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly deploy?: number;
  readonly stage?: string;
  readonly functionAnswers?: Readonly<Record<string, BackendScript>>;
  readonly request?: CaseRequest;
  readonly testInvoke?: {
    readonly resource: string;
    readonly method: string;
    readonly pathWithQueryString?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly expect: Expectation;
}

/** A suite file. */
export interface Suite {
  readonly suite: string;
  readonly template?: CfnTemplate;
  readonly templates?: readonly CfnTemplate[];
  readonly stage: string;
  readonly functions?: Readonly<Record<string, string>>;
  readonly http?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

/** Reads a suite of recorded cases. */
export function readSuite(name: string): Suite {
  const file = join(__dirname, '../../conformance/cases', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Suite;
}
