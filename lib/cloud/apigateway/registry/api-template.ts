import type { CfnResource, CfnTemplate, Origin, ResourceId } from '../../../model';
import { isObject, mapMembers } from '../../../model/value';
import { API_KEY, type ApiPart, type PartKind, partKey } from './api-part';
import { deepFreeze } from './copies';

/** Name of the one template that the parts of an API make up. */
export const TEMPLATE_NAME = 'gatehouse:parts';

const ROOT = { 'Fn::GetAtt': [API_KEY, 'RootResourceId'] };

/** Which parts are in the template, by key. */
type Parts = ReadonlyMap<string, ApiPart>;

/** Turns the id that a property holds back into the reference that it was made of. */
type Refer = (id: string, parts: Parts) => unknown;

/** Properties that refer to other parts, by name. */
const REFERENCES: Readonly<Record<string, Refer>> = {
  RestApiId: () => ({ Ref: API_KEY }),
  ParentId: referTo('resource', () => ROOT),
  ResourceId: referTo('resource', () => ROOT),
  AuthorizerId: referTo('authorizer', (id) => id),
  RequestValidatorId: referTo('validator', (id) => id),
};

function referTo(kind: PartKind, otherwise: (id: string) => unknown): Refer {
  return (id, parts) => {
    const key = partKey(kind, id);
    return parts.has(key) ? { Ref: key } : otherwise(id);
  };
}

/**
 * Parts of an API as a template whose logical ids are their keys, for the model to read. A parent
 * that is not among them stands for the root.
 */
export function apiTemplate(parts: Parts): CfnTemplate {
  const resources: Record<string, CfnResource> = {};
  for (const part of parts.values()) resources[part.key] = resourceOf(part, parts);
  return { Resources: resources };
}

function resourceOf({ type, properties, metadata }: ApiPart, parts: Parts): CfnResource {
  const referring = mapMembers(properties, (value, name) => {
    const refer = Object.hasOwn(REFERENCES, name) ? REFERENCES[name] : undefined;
    return refer === undefined ? value : refer(String(value), parts);
  });
  return { Type: type, Properties: referring, Metadata: { ...metadata } };
}

/** Where a part was declared: the resource of the user's template. */
export function placeIn(parts: Parts): (key: string) => ResourceId {
  return (key) => parts.get(key)?.place ?? { source: TEMPLATE_NAME, logicalId: key };
}

/**
 * A frozen copy of a model in which every origin leads to the user's template instead of the
 * template of the parts.
 */
export function freezeAt<T>(model: T, placeOf: (key: string) => ResourceId): T {
  return deepFreeze(relocate(model, placeOf) as T);
}

function relocate(value: unknown, placeOf: (key: string) => ResourceId): unknown {
  if (Array.isArray(value)) return value.map((item) => relocate(item, placeOf));
  if (!isObject(value)) return value;
  if (isPlaceOfPart(value)) return { ...value, ...placeOf(value.logicalId) };
  return mapMembers(value, (member) => relocate(member, placeOf));
}

function isPlaceOfPart(value: object): value is Origin {
  return 'source' in value && value.source === TEMPLATE_NAME && 'logicalId' in value;
}
