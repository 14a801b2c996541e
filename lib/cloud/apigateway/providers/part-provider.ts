import type { JsonObject } from '../../../model/value';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import { type ApiPart, type PartKind, partKey } from '../registry/api-part';
import { freezeAt } from '../registry/api-template';
import { refuseUnread, refuseViolations } from '../registry/part-checks';
import { likenessOf } from '../registry/parts-in-order';
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
  refuse?(api: RestApi, properties: JsonObject, existing: ApiPart | undefined, key: string): void;
  /** The refusal of a part of an API that does not exist. @default - it names the API */
  noApi?(): Error;
  /** Keys of the parts that are needed to judge one of this type. @default - none */
  neighbours?(properties: JsonObject): readonly string[];
  /** What a part of this type is judged by. @default - all of its properties but `RestApiId` */
  judgedBy?(properties: JsonObject): JsonObject;
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
  spec.refuse?.(api, properties, isUpdate ? undefined : api.part(key), key);
  const { type, metadata } = context;
  const part: ApiPart = { key, type, properties, metadata, place: placeOf(context) };
  const { RestApiId: _api, ...others } = properties;
  putChecked(registry, api, part, {
    neighbours: spec.neighbours?.(properties) ?? [],
    judgedBy: spec.judgedBy?.(others) ?? others,
  });
}

/** What a part is judged by. */
export interface Judgement {
  /** Keys of the parts that are needed beside it. */
  readonly neighbours: readonly string[];
  /**
   * What of its properties counts: what is like a part that was found in order is so too.
   *
   * @default - each is judged by itself
   */
  readonly judgedBy?: JsonObject;
}

/** Puts a part in, unless API Gateway or the local gateway would not have it. */
export function putChecked(
  registry: Registry,
  api: RestApi,
  part: ApiPart,
  { neighbours, judgedBy }: Judgement,
): void {
  const before = api.part(part.key);
  api.put(part);
  // With a document any part may clash with it.
  const likeness =
    judgedBy === undefined || api.hasDocument
      ? undefined
      : likenessOf(
          part.type,
          judgedBy,
          neighbours.map((key) => api.part(key)?.properties),
        );
  if (likeness !== undefined && api.inOrder.has(likeness)) return;
  try {
    const isInOrder = judge(registry, api, part, neighbours);
    if (isInOrder && likeness !== undefined) api.inOrder.add(likeness);
  } catch (error) {
    if (before === undefined) api.remove(part.key);
    else api.put(before);
    throw error;
  }
}

/**
 * @returns whether nothing of the part had to be let through
 * @throws ServiceError where it is refused
 */
function judge(
  registry: Registry,
  api: RestApi,
  { key }: ApiPart,
  neighbours: readonly string[],
): boolean {
  const read = api.inspect([key, ...neighbours]);
  refuseViolations(read, (place, { atDeployment }) => place === key && !atDeployment);
  const unread = read.unread.filter(({ origin }) => origin.logicalId === key);
  refuseUnread(
    freezeAt(unread, (place) => api.placeOf(place)),
    { ignoreUnsupported: registry.options.ignoreUnsupported ?? [], ignored: registry.ignored },
  );
  return unread.length === 0;
}
