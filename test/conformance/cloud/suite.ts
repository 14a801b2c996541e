import type { CfnTemplate } from '../../../lib/model';
import type { Answers } from './answers';
import type { Expectation } from './expectation';

/** The request of a case. */
export interface CaseRequest {
  readonly method: string;
  readonly path?: string;
  /** Everything after the host; no stage is put before it. */
  readonly url?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly bodyRepeat?: { readonly text: string; readonly times: number };
  readonly sourceIp?: string;
  readonly sourceVpc?: string;
  readonly sourceVpce?: string;
  readonly vpcSourceIp?: string;
}

/** A call of TestInvokeMethod. */
export interface CaseTestInvoke {
  readonly resource: string;
  readonly method: string;
  readonly [member: string]: unknown;
}

/** One recorded case. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly tier?: string;
  readonly stage?: string;
  /** Index of the last template that is deployed before. */
  readonly deploy?: number;
  /** Seconds that pass before. */
  readonly advance?: number;
  readonly repeat?: number;
  readonly functionAnswers?: Answers;
  readonly request?: CaseRequest;
  readonly testInvoke?: CaseTestInvoke;
  readonly gatewayResponse?: string;
  readonly expect: Expectation;
}

/** A suite of cases, with what is deployed for them. */
export interface Suite {
  readonly suite: string;
  readonly tier: string;
  readonly template?: CfnTemplate;
  readonly templates?: readonly CfnTemplate[];
  readonly stage: string;
  readonly functions?: Readonly<Record<string, string>>;
  readonly http?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, string>>;
  readonly clock?: string;
  readonly cases: readonly Case[];
}
