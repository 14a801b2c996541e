import type { JsonObject } from '../../../model/value';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import { type ApiPart, type PartKind, partKey } from '../registry/api-part';
import { freezeAt } from '../registry/api-template';
import { refuseUnread, refuseViolations } from '../registry/part-checks';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { placeOf, requiredText } from './provider-context';

/** How one type of parts of an API is kept. */
export interface PartSpec {
  readonly type: string;
  readonly kind: PartKind;
  /** Create-only properties, as the registry schema of the type has them. */
  readonly replaceOn: readonly string[];
  /**
   * The id of a new part.
   *
   * @param isTaken whether a part of the kind has an id already
   */
  idOf(context: ResourceContext, isTaken: (id: string) => boolean): string;
  /** @default - the id is also the physical id */
  physicalIdOf?(context: ResourceContext): string;
  /** Attribute that yields the physical id. */
  readonly idAttribute?: string;
  /** The id of a part that is there, where it is not its physical id. */
  existingIdOf?(properties: JsonObject): string;
  /** Properties that the service fills in. @default - none */
  complete?(properties: JsonObject, physicalId: string): JsonObject;
  /** Refuses what only this type has to ask the API about. @throws ServiceError */
  refuse?(api: RestApi, properties: JsonObject, existing: ApiPart | undefined): void;
  /** The refusal of a part of an API that does not exist. @default - it names the API */
  noApi?(): Error;
  /** Keys of the parts that are needed to judge one of this type. @default - none */
  neighbours?(properties: JsonObject): readonly string[];
}

/** Keeps the parts of one type. */
export function partProvider(registry: Registry, spec: PartSpec): ResourceProvider {
  const idOf = (properties: JsonObject, physicalId: string) =>
    spec.existingIdOf?.(properties) ?? physicalId;
  const attributesOf = (physicalId: string) =>
    spec.idAttribute === undefined ? {} : { [spec.idAttribute]: physicalId };
  return {
    replaceOn: spec.replaceOn,
    create: (context) => {
      const api = apiOf(registry, spec, context);
      const id = spec.idOf(context, (taken) => api.partOf(spec.kind, taken) !== undefined);
      const physicalId = spec.physicalIdOf?.(context) ?? id;
      putPart(registry, spec, context, { id, physicalId });
      return { physicalId, attributes: attributesOf(physicalId) };
    },
    update: (context) => {
      const { physicalId, properties } = context;
      putPart(registry, spec, context, { id: idOf(properties, physicalId), physicalId });
      return { physicalId, attributes: attributesOf(physicalId) };
    },
    delete: ({ properties, physicalId }) => {
      const api = registry.restApis.get(String(properties['RestApiId']));
      api?.remove(partKey(spec.kind, idOf(properties, physicalId)));
    },
  };
}

/** @throws ServiceError where there is none */
function apiOf(registry: Registry, { noApi }: PartSpec, context: ResourceContext): RestApi {
  const id = requiredText(context, 'RestApiId');
  if (noApi !== undefined && !registry.restApis.has(id)) throw noApi();
  return registry.restApi(id);
}

interface PartIds {
  readonly id: string;
  readonly physicalId: string;
}

function putPart(
  registry: Registry,
  spec: PartSpec,
  context: ResourceContext,
  { id, physicalId }: PartIds,
): void {
  const api = apiOf(registry, spec, context);
  const key = partKey(spec.kind, id);
  const properties = spec.complete?.(context.properties, physicalId) ?? context.properties;
  const isUpdate = 'previous' in context;
  spec.refuse?.(api, properties, isUpdate ? undefined : api.part(key));
  const { type, metadata } = context;
  const part: ApiPart = { key, type, properties, metadata, place: placeOf(context) };
  putChecked(registry, api, part, spec.neighbours?.(properties) ?? []);
}

/**
 * Puts a part in, unless API Gateway or the local gateway would not have it.
 *
 * @param neighbours keys of the parts that are needed to judge it
 */
export function putChecked(
  registry: Registry,
  api: RestApi,
  part: ApiPart,
  neighbours: readonly string[],
): void {
  const before = api.part(part.key);
  api.put(part);
  try {
    const read = api.inspect([part.key, ...neighbours]);
    refuseViolations(read, (key) => key === part.key);
    const unread = read.unread.filter(({ origin }) => origin.logicalId === part.key);
    refuseUnread(
      freezeAt(unread, (key) => api.placeOf(key)),
      { ignoreUnsupported: registry.options.ignoreUnsupported ?? [], ignored: registry.ignored },
    );
  } catch (error) {
    if (before === undefined) api.remove(part.key);
    else api.put(before);
    throw error;
  }
}
