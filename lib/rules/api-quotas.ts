import type { RestApiModel } from '../model';
import { perRestApi, type Quotas, type Rule } from './rule';

const SEE =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html';

interface Quota {
  readonly code: string;
  readonly name: keyof Quotas;
  readonly what: string;
  readonly count: (api: RestApiModel) => number;
  readonly change: string;
}

const RAISE = 'or raise the quota and tell it in the context `cdk-gatehouse:quotas`';

const QUOTAS: readonly Quota[] = [
  {
    code: 'ResourceQuota',
    name: 'resourcesPerApi',
    what: 'resources',
    count: (api) => api.resources.filter(({ path }) => path !== '/').length,
    change: `split the API, use {proxy+}, ${RAISE}`,
  },
  {
    code: 'StageQuota',
    name: 'stagesPerApi',
    what: 'stages',
    count: (api) => api.stages.length,
    change: `deploy the API once more, ${RAISE}`,
  },
  {
    code: 'ValidatorQuota',
    name: 'validatorsPerApi',
    what: 'request validators',
    count: (api) => api.validators.length,
    change: 'share validators: there are only three kinds that check something',
  },
  {
    code: 'AuthorizerQuota',
    name: 'authorizersPerApi',
    what: 'authorizers',
    count: (api) => api.authorizers.length,
    change: `share authorizers, ${RAISE}`,
  },
];

/** How many of its parts an API may have. */
export const apiQuotas: readonly Rule[] = QUOTAS.map(({ code, name, what, count, change }) => ({
  code,
  see: SEE,
  check: perRestApi((api, quotas) => {
    const found = count(api);
    if (found <= quotas[name]) return [];
    const message = `a REST API may have no more than ${quotas[name]} ${what}, got: ${found}; ${change}`;
    return [{ origin: api.origin, message }];
  }),
}));
