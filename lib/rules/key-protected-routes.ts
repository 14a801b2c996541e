import type { ApiModel, RestApiModel, UsagePlanModel } from '../model';
import { sameTarget } from '../model';
import { perRestApi, type Rule } from './rule';

/** A route that asks for a key answers 403 to everybody while no usage plan has its stage. */
export const keyProtectedRoutes: Rule = {
  code: 'KeyProtectedRouteWithoutPlan',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
  check: perRestApi((api, _quotas, model) => {
    const route = api.routes.find(({ apiKeyRequired }) => apiKeyRequired === true);
    if (!route || !api.origin || api.stages.length === 0 || hasPlan(api, model)) return [];
    const message = `\`${route.method} ${route.path}\` requires an API key, but no usage plan has a stage of its API, so that every call would be answered 403; add the stage to a \`MeteredApi\` or usage plan`;
    return [{ origin: route.origin, message }];
  }),
};

function hasPlan(api: RestApiModel, model: ApiModel): boolean {
  const covers = (plan: UsagePlanModel): boolean =>
    plan.stages.some((stage) => sameTarget(stage.api, api.target));
  return model.usagePlans.some(covers);
}
