import type { ResourceId } from '../../../model';
import type { JsonObject } from '../../../model/value';
import { deepCopy, deepFreeze } from './copies';

/** What an API consists of; each kind has ids of its own. */
export type PartKind = 'method' | 'resource' | 'model' | 'validator' | 'authorizer' | 'response';

/** Key of the part that is the API itself. */
export const API_KEY = 'api';

/** A part of an API, as CloudFormation spells it, with every intrinsic resolved. */
export interface ApiPart {
  /** Unique in the API: see {@link partKey}. */
  readonly key: string;
  /** Such as `AWS::ApiGateway::Method`. */
  readonly type: string;
  readonly properties: JsonObject;
  /** `Metadata` of the template. */
  readonly metadata: JsonObject;
  /** The resource of the template that made it. */
  readonly place: ResourceId;
}

/** The key of a part: `resource:a1b2c3`, `method:a1b2c3/GET`. */
export function partKey(kind: PartKind, id: string): string {
  return `${kind}:${id}`;
}

/** The id in the key of a part of this kind. */
export function idInKey(kind: PartKind, key: string): string | undefined {
  const prefix = `${kind}:`;
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
}

/** A part that nobody can change: neither the template's object nor a caller's. */
export function freezePart(part: ApiPart): ApiPart {
  return deepFreeze(deepCopy(part));
}
