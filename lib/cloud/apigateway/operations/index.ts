import { ACCOUNT_OPERATIONS } from './account';
import { DEPLOYMENT_OPERATIONS } from './deployments';
import { DOMAIN_OPERATIONS } from './domains';
import { EXPORT_OPERATIONS } from './export';
import type { OperationTable } from './input';
import { METHOD_OPERATIONS } from './methods';
import { REST_API_OPERATIONS } from './rest-apis';
import { STAGE_OPERATIONS } from './stages';
import { TEST_INVOKE_OPERATIONS } from './test-invoke';
import { USAGE_OPERATIONS } from './usage';

export type { Input } from './input';

/** The control plane, by the names of its operations. */
export const OPERATIONS: OperationTable = {
  ...REST_API_OPERATIONS,
  ...METHOD_OPERATIONS,
  ...STAGE_OPERATIONS,
  ...DEPLOYMENT_OPERATIONS,
  ...USAGE_OPERATIONS,
  ...DOMAIN_OPERATIONS,
  ...TEST_INVOKE_OPERATIONS,
  ...EXPORT_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
};
