import type { ApiModel } from './api-model';
import { stableText } from './stable-text';
import { isObject, type JsonObject, mapMembers, own } from './value';

/** A model whose elements do not say where they were declared. */
export type WithoutOrigins<T> = T extends readonly (infer Item)[]
  ? readonly WithoutOrigins<Item>[]
  : T extends { readonly origin?: unknown }
    ? { readonly [K in keyof T as K extends 'origin' ? never : K]: WithoutOrigins<T[K]> }
    : T;

/** Members that hold elements with an origin, and theirs. */
interface Parts {
  readonly [member: string]: Parts;
}

const REST_PARTS: Parts = {
  resources: {},
  routes: {},
  authorizers: {},
  models: {},
  validators: {},
  gatewayResponses: {},
  deployments: { stage: {} },
  stages: {},
};

const V2_PARTS: Parts = {
  routes: { integration: { responses: {} }, responses: {} },
  authorizers: {},
  stages: {},
  deployments: {},
  models: {},
};

const MODEL_PARTS: Parts = {
  restApis: REST_PARTS,
  v2Apis: V2_PARTS,
  apiKeys: {},
  usagePlans: { keys: {} },
  domains: { mappings: {}, accessAssociations: {} },
  permissions: {},
  vpcLinks: {},
  accounts: {},
  unread: {},
};

/**
 * A model without `origin`, for comparing an API to itself in another spelling.
 *
 * Schemas, policies and maps of the API are left alone, even where they have a member of that name.
 */
export function withoutOrigins(model: ApiModel): WithoutOrigins<ApiModel> {
  return strip(model, MODEL_PARTS) as WithoutOrigins<ApiModel>;
}

/** Tells whether two models are the same but for where things were declared. */
export function equivalentModels(a: ApiModel, b: ApiModel): boolean {
  return stableText(withoutOrigins(a)) === stableText(withoutOrigins(b));
}

function strip(value: unknown, parts: Parts): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, parts));
  if (!isObject(value)) return value;
  return mapMembers(value as JsonObject, (member, name) => {
    if (name === 'origin') return undefined;
    const inner = own(parts, name);
    return inner === undefined ? member : strip(member, inner);
  });
}
