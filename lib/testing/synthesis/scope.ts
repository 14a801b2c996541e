import type { ApiGatewayV2Model, ApiModel, Origin, RestApiModel } from '../../model';

/** Tells whether an element of the model was declared in a part of the app. */
type InScope = (origin: Origin) => boolean;

/**
 * The part of a model that a part of the app declares or adds to.
 *
 * An API is kept whole as soon as one of its elements was declared there. What belongs to no
 * single API (plans, domains, permissions) is kept when it was declared there.
 */
export function scopeModel(model: ApiModel, inScope: InScope): ApiModel {
  const declared = <T extends { readonly origin: Origin }>(elements: readonly T[]): T[] =>
    elements.filter(({ origin }) => inScope(origin));
  return {
    restApis: model.restApis.filter((api) => hasPart(api, inScope)),
    v2Apis: model.v2Apis.filter((api) => hasPart(api, inScope)),
    apiKeys: declared(model.apiKeys),
    usagePlans: declared(model.usagePlans),
    domains: declared(model.domains),
    permissions: declared(model.permissions),
    vpcLinks: declared(model.vpcLinks),
    accounts: declared(model.accounts),
    unread: declared(model.unread),
  };
}

function hasPart(api: RestApiModel | ApiGatewayV2Model, inScope: InScope): boolean {
  if (api.origin !== undefined && inScope(api.origin)) return true;
  return [...api.routes, ...api.stages].some(({ origin }) => inScope(origin));
}

/** Tells whether a construct path is another one, or lies below it; the empty path holds all. */
export function isUnder(path: string, scope: string): boolean {
  return scope === '' || path === scope || path.startsWith(`${scope}/`);
}
