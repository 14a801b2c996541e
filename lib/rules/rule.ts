import type { ApiModel, Origin, RestApiModel } from '../model';
import type { LIMITS } from '../private/limits';

/** Quotas that an account may have raised, by their names in {@link LIMITS}. */
export type Quotas = Readonly<Record<keyof typeof LIMITS, number>>;

/** One thing that API Gateway would refuse. */
export interface Finding {
  /** The resource at fault; absent: the API lives outside of the app. */
  readonly origin?: Origin | undefined;
  /** What is allowed, what was given, what to change: lower case, no final period. */
  readonly message: string;
  /**
   * The message that the service itself gives.
   *
   * @default - it was never recorded, or the service accepts the template and fails later
   */
  readonly refusal?: string;
  /**
   * What the import of a document could not do, or all that it could not: see {@link importStep}.
   *
   * @default - not one of the steps whose names are known
   */
  readonly step?: string | readonly string[];
  /**
   * Whether the service takes the part, and refuses to deploy the API.
   *
   * @default false
   */
  readonly atDeployment?: boolean;
}

/** What is wrong with a part, for the rule to say where the part was declared. */
export type Problem = Omit<Finding, 'origin'>;

/** The first problem that checks find with a part, in their order. */
export function firstProblem<Part extends readonly unknown[]>(
  checks: ReadonlyArray<(...part: Part) => Problem | undefined>,
  ...part: Part
): Problem | undefined {
  for (const check of checks) {
    const problem = check(...part);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A rule that API Gateway enforces at deployment and that a template shows. */
export interface Rule {
  /** Stable PascalCase code of its errors. */
  readonly code: string;
  /** The AWS page that has the rule. */
  readonly see: string;
  /** Everything in the app that breaks it. */
  check(model: ApiModel, quotas: Quotas): Finding[];
}

/** A rule over each REST API by itself. */
export function perRestApi(
  check: (api: RestApiModel, quotas: Quotas, model: ApiModel) => Finding[],
): Rule['check'] {
  return (model, quotas) => model.restApis.flatMap((api) => check(api, quotas, model));
}
