import { loadAjv } from './ajv';
import { below, SchemaError, type SchemaLocation } from './errors';
import { MAX_DEPTH } from './limits';
import { subschemasOf } from './subschemas';
import { isObject } from './syntax';

/** A schema and what is needed to resolve its references. */
export interface LocatedSchema {
  readonly schema: unknown;
  /** URL against which its `id` and `$ref` are resolved. */
  readonly base: string;
  readonly where: SchemaLocation;
}

/** Finds what `$ref` refers to. */
export interface Registry {
  /** The whole schema of a model. */
  model(name: string): LocatedSchema;
  /**
   * @throws {@link SchemaError} when there is nothing at that address
   */
  resolve(ref: string, from: LocatedSchema): LocatedSchema;
}

/** What a registry is made of. */
export interface RegistryContents {
  /** Schemas of the API's models. */
  readonly models: ReadonlyMap<string, unknown>;
  /** @default - the id in a model's address is not looked at */
  readonly restApiId?: string;
  /** Other schemas by address. */
  readonly schemas: ReadonlyMap<string, unknown>;
}

/** Address of the schema of draft-4 schemas, to which a schema may refer. */
const DRAFT_04_URL = 'http://json-schema.org/draft-04/schema';
const MODELS_URL = 'https://apigateway.amazonaws.com/restapis/';
const MODEL_URL = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/([^/?#]+)\/models\/([^/?#]+)$/;

/**
 * Makes the registry of one API. Other models are looked at only when something refers to them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function createRegistry(contents: RegistryContents): Registry {
  const apiId = contents.restApiId ?? '-';
  const indexed = new Map<string, LocatedSchema>();
  const register = (url: string, schema: unknown, where: SchemaLocation): LocatedSchema => {
    const known = indexed.get(url);
    if (known !== undefined) return known;
    const root = { schema, base: ownBase(schema, url), where };
    indexed.set(url, root);
    indexIds(root, indexed, 0);
    return root;
  };
  const load = (url: string): LocatedSchema | undefined => {
    const name = modelName(url, contents.restApiId);
    if (name !== undefined && contents.models.has(name)) {
      const where = { model: name, pointer: '' };
      return register(modelUrl(apiId, name), contents.models.get(name), where);
    }
    const schema = url === DRAFT_04_URL ? draft4Schema() : contents.schemas.get(url);
    if (schema === undefined) return undefined;
    return register(url, schema, { model: url, pointer: '' });
  };
  return {
    model: (name) =>
      load(modelUrl(apiId, name)) ?? {
        schema: undefined,
        base: modelUrl(apiId, name),
        where: { model: name, pointer: '' },
      },
    resolve: (ref, from) => {
      const url = absoluteUrl(ref, from.base);
      const found = url && findUrl(url, (address) => indexed.get(address) ?? load(address));
      if (found) return found;
      throw new SchemaError(
        below(from.where, '$ref'),
        `cannot be resolved; it must point into this schema (#/definitions/…) or to a model of the same API (${MODELS_URL}${apiId === '-' ? '<api id>' : apiId}/models/<name>), got: ${JSON.stringify(ref)}`,
      );
    },
  };
}

function draft4Schema(): unknown {
  const { default: Ajv } = loadAjv();
  return new Ajv().getSchema(DRAFT_04_URL)?.schema;
}

function modelUrl(apiId: string, name: string): string {
  return `${MODELS_URL}${apiId}/models/${name}`;
}

function modelName(url: string, restApiId: string | undefined): string | undefined {
  const [, apiId, name] = MODEL_URL.exec(url) ?? [];
  return restApiId === undefined || apiId === restApiId ? name : undefined;
}

function findUrl(
  url: string,
  get: (address: string) => LocatedSchema | undefined,
): LocatedSchema | undefined {
  const [address = '', fragment = ''] = url.split('#', 2);
  const named = fragment === '' || fragment.startsWith('/') ? undefined : get(url);
  if (named !== undefined) return named;
  const root = get(address);
  if (root === undefined || fragment === '') return root;
  return fragment.startsWith('/') ? followPointer(root, fragment) : undefined;
}

function followPointer(root: LocatedSchema, pointer: string): LocatedSchema | undefined {
  let current = root;
  for (const token of pointer.slice(1).split('/')) {
    const name = decodeToken(token);
    const { schema } = current;
    if (name === undefined || typeof schema !== 'object' || schema === null) return undefined;
    if (!Object.hasOwn(schema, name)) return undefined;
    current = enter(current, (schema as Record<string, unknown>)[name], name);
  }
  return current;
}

function decodeToken(token: string): string | undefined {
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}

/** A schema within a schema: its own `id` moves the base, unless it is a reference. */
export function enter(
  outer: LocatedSchema,
  schema: unknown,
  ...tokens: readonly (string | number | undefined)[]
): LocatedSchema {
  return { schema, base: ownBase(schema, outer.base), where: below(outer.where, ...tokens) };
}

function ownBase(schema: unknown, base: string): string {
  if (!isObject(schema) || typeof schema.id !== 'string' || '$ref' in schema) return base;
  return absoluteUrl(schema.id, base)?.replace(/#.*$/s, '') ?? base;
}

function absoluteUrl(ref: string, base: string): string | undefined {
  try {
    return new URL(ref, base).href;
  } catch {
    return undefined;
  }
}

function indexIds(
  located: LocatedSchema,
  indexed: Map<string, LocatedSchema>,
  depth: number,
): void {
  if (depth > MAX_DEPTH) {
    throw new SchemaError(located.where, `must not be nested more than ${MAX_DEPTH} levels deep`);
  }
  const { schema, base } = located;
  if (!isObject(schema)) return;
  if (typeof schema.id === 'string' && !('$ref' in schema)) {
    const url = absoluteUrl(schema.id, base);
    if (url !== undefined) indexed.set(url.replace(/#$/, ''), located);
  }
  for (const { tokens, schema: inner } of subschemasOf(schema)) {
    indexIds(enter(located, inner, ...tokens), indexed, depth + 1);
  }
}
