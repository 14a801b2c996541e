import type { Value } from './template';
import { textParts } from './text-parts';
import { isIntrinsic, isObject, mapMembers } from './value';

/** Finds the name of the model that a `$ref` points at, or undefined when it points elsewhere. */
export type FindModel = (reference: unknown) => string | undefined;

/** Address of a model of an API, as `$ref` spells it. */
const MODEL_URL = /^https:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/([^/]+)$/;

/**
 * The one spelling of a reference to another model that schemas of the model use, whichever way
 * the template wrote it: `https://apigateway.amazonaws.com/restapis/api/models/Name`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function modelReference(name: string): string {
  return `https://apigateway.amazonaws.com/restapis/api/models/${name}`;
}

/** A copy of a schema in which every `$ref` to a model is a {@link modelReference}. */
export function withModelReferences(schema: unknown, findModel: FindModel): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withModelReferences(item, findModel));
  if (!isObject(schema) || isIntrinsic(schema)) return schema;
  return mapMembers(schema, (value, name) => {
    const model = name === '$ref' ? findModel(value) : undefined;
    return model === undefined ? withModelReferences(value, findModel) : modelReference(model);
  });
}

/**
 * The model named by the address of a model, with the id of the API or the name of the model
 * possibly known at deployment only.
 *
 * @param nameOf - finds the name of the model that an intrinsic stands for
 */
export function modelOfUrl(
  reference: unknown,
  nameOf: (intrinsic: Value<string>) => string | undefined,
): string | undefined {
  if (typeof reference !== 'string' && !isIntrinsic(reference)) return undefined;
  const parts = textParts(reference);
  const last = parts.at(-1);
  const name = last !== undefined && isIntrinsic(last) ? nameOf(last) : undefined;
  const known = name === undefined ? parts : [...parts.slice(0, -1), name];
  // An id that is known at deployment only has no slash in it: any word stands for it here.
  const url = known.map((part) => (typeof part === 'string' ? part : 'id')).join('');
  return (name ?? typeof last === 'string') ? MODEL_URL.exec(url)?.[1] : undefined;
}
