import { API_V2_TYPES, REST_API_TYPES } from './api-types';
import { LAMBDA_TYPES, WORKLOAD_TYPES } from './compute-types';
import { MESSAGING_TYPES, STORAGE_TYPES } from './data-types';
import type { KnownTypes } from './known-type';
import { EDGE_TYPES, NETWORK_TYPES } from './network-types';
import { OPERATIONS_TYPES } from './operations-types';
import { IAM_TYPES, SECURITY_TYPES } from './security-types';

/** Types whose ids and attributes are known. */
export const KNOWN_TYPES: KnownTypes = {
  ...REST_API_TYPES,
  ...API_V2_TYPES,
  ...LAMBDA_TYPES,
  ...WORKLOAD_TYPES,
  ...STORAGE_TYPES,
  ...MESSAGING_TYPES,
  ...NETWORK_TYPES,
  ...EDGE_TYPES,
  ...IAM_TYPES,
  ...SECURITY_TYPES,
  ...OPERATIONS_TYPES,
};
