import type { ApiModel } from '../model';
import { LIMITS } from '../private/limits';
import { apiKeys } from './api-keys';
import { apiQuotas } from './api-quotas';
import { authorizers } from './authorizers';
import { canaryDeployments } from './canary-deployments';
import { contentTypes } from './content-types';
import { gatewayResponses } from './gateway-responses';
import { importVersion, importWarnings } from './imports';
import { integrationTimeout } from './integration-timeout';
import { integrations } from './integrations';
import { keyProtectedRoutes } from './key-protected-routes';
import { lambdaPolicySize } from './lambda-policy-size';
import { mappingExpressions } from './mapping-expressions';
import { authorizationScopes, methodVerbs, requestParameters } from './methods';
import { models } from './models';
import { privateApiPolicy, resourcePolicySize } from './resource-policy';
import { resourcePath, resourceTree } from './resource-tree';
import { restApiSettings } from './rest-api-settings';
import type { Finding, Quotas, Rule } from './rule';
import { selectionPatterns } from './selection-patterns';
import { stageVariables } from './stage-variables';
import { accessLogs, cacheTimes, stageNames } from './stages';
import { statusCodes } from './status-codes';
import { usagePlans } from './usage-plans';

export { importStep } from './import-step';
export type { Finding, Quotas, Rule } from './rule';
export { cacheTtlProblem, stageNameProblem } from './stages';
export { quotaPeriod, quotaProblem } from './usage-plans';
export { validationResult } from './validation-result';

/** Every rule, in the order in which a reader of the errors wants them: the API, then its parts. */
export const RULES: readonly Rule[] = [
  restApiSettings,
  importVersion,
  importWarnings,
  privateApiPolicy,
  resourcePolicySize,
  ...apiQuotas,
  models,
  resourcePath,
  resourceTree,
  methodVerbs,
  requestParameters,
  authorizationScopes,
  integrations,
  integrationTimeout,
  mappingExpressions,
  contentTypes,
  selectionPatterns,
  statusCodes,
  authorizers,
  gatewayResponses,
  canaryDeployments,
  stageNames,
  stageVariables,
  accessLogs,
  cacheTimes,
  keyProtectedRoutes,
  apiKeys,
  usagePlans,
  lambdaPolicySize,
];

/** A finding with the rule that made it. */
export interface Violation extends Finding {
  readonly code: string;
  readonly see: string;
}

/** Everything in an app that API Gateway would refuse. */
export function checkModel(
  model: ApiModel,
  quotas: Quotas = LIMITS,
  rules: readonly Rule[] = RULES,
): Violation[] {
  return rules.flatMap((rule) =>
    rule.check(model, quotas).map((finding) => ({ code: rule.code, see: rule.see, ...finding })),
  );
}
