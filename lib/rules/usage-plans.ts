import type { UsagePlanModel } from '../model';
import type { Problem, Rule } from './rule';

const PERIODS = ['DAY', 'WEEK', 'MONTH'] as const;

/** How long the quota of a usage plan counts. */
export type QuotaPeriod = (typeof PERIODS)[number];

/** The offsets that a period can have, and how the service puts it. */
const OFFSETS: Readonly<Record<string, readonly [most: number, range: string]>> = {
  DAY: [0, 'zero in the DAY period'],
  WEEK: [6, 'between 0 and 6 inclusive in the WEEK period'],
  MONTH: [27, 'between 0 and 27 inclusive in the MONTH period'],
};

/** Quotas of usage plans, and the methods whose rates they limit. */
export const usagePlans: Rule = {
  code: 'UsagePlan',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html',
  check: ({ usagePlans: plans }) =>
    plans.flatMap((plan) => {
      const problem =
        (plan.quota && quotaProblem(plan.quota)) ?? methodProblem(plan) ?? throttleProblem(plan);
      return problem === undefined ? [] : [{ origin: plan.origin, ...problem }];
    }),
};

/** The period that a text names, in capitals or not. */
export function quotaPeriod(text: string): QuotaPeriod | undefined {
  return PERIODS.find((period) => period === text.toUpperCase());
}

/** Why API Gateway would not have a quota, if so. */
export function quotaProblem({
  limit,
  period,
  offset,
}: NonNullable<UsagePlanModel['quota']>): Problem | undefined {
  const name = typeof period === 'string' ? quotaPeriod(period) : period;
  if (name === undefined) {
    return {
      message: `the quota of a usage plan must have one of the periods ${PERIODS.join(', ')}, got: ${JSON.stringify(period) ?? 'none'}; use \`Period\``,
      refusal: `Invalid Usage Plan quota period specified. Must be one of [${PERIODS.join(', ')}]`,
    };
  }
  if (typeof limit === 'number' && !(limit >= 1)) {
    return {
      message: `the quota of a usage plan must have a limit of 1 or more, got: ${limit}; leave the quota out, or take the key away`,
      refusal: 'Usage Plan quota limit must be a non-negative numeric',
    };
  }
  if (typeof name !== 'string' || typeof offset !== 'number') return undefined;
  const [most, range] = OFFSETS[name] ?? [offset, ''];
  if (offset >= 0 && offset <= most) return undefined;
  return {
    message: `the offset of a quota must be ${range}, got: ${offset}; change \`offset\``,
    refusal: `Usage Plan quota offset must be ${range}`,
  };
}

/** The service takes a key apart at its last slash; what has none names no method. */
function methodProblem({ stages }: UsagePlanModel): Problem | undefined {
  const keys = stages.flatMap(({ methods }) => Object.keys(methods));
  const wrong = keys.find((key) => !key.includes('/'));
  if (wrong === undefined) return undefined;
  return {
    message: `a usage plan must name methods as path/METHOD, such as /pets/GET, got: ${JSON.stringify(wrong)}; add the verb`,
    refusal: `Invalid method {resourcePath: ${wrong},method: } specified`,
  };
}

/** @see https://github.com/aws/aws-cdk/pull/6411 */
function throttleProblem({ stages, throttle }: UsagePlanModel): Problem | undefined {
  const [method] = stages.flatMap(({ methods }) => Object.keys(methods));
  if (method === undefined || throttle !== undefined) return undefined;
  return {
    message: `a usage plan must limit the rate of all its methods before that of some, got: a throttle of ${JSON.stringify(method)} alone; add \`throttle\``,
    refusal: 'Can not define fine grain throttling if usage plan throttle is not defined.',
  };
}
