import type { RestApiModel } from '../model';
import { GIVEN_MODELS } from '../model/given-models';
import { escapePointer } from '../model/json-pointer';
import { modelOfUrl } from '../model/schema-references';
import type { Value } from '../model/template';
import { isIntrinsic, isObject, mapMembers } from '../model/value';
import type { Json } from './members';

/** Models of an API as the schemas of a document. */
export class DocumentSchemas {
  private readonly schemas: ReadonlyMap<string, unknown>;

  /** @param prefix - what references to schemas start with: `#/definitions/` */
  public constructor(
    api: Pick<RestApiModel, 'models' | 'routes'>,
    private readonly prefix: string,
  ) {
    const declared = api.models.map(({ name, schema }) => [String(name), schema] as const);
    this.schemas = new Map([...givenModelsOf(api), ...declared]);
  }

  /** Every schema by its name. */
  public all(): Json {
    return Object.fromEntries(
      [...this.schemas].map(([name, schema]) => [name, this.withReferences(withoutDraft(schema))]),
    );
  }

  /** A schema that stands for a model: anything is allowed by one that the API does not have. */
  public of(model: Value<string>): Json {
    return this.reference(String(model)) ?? {};
  }

  private reference(model: string): { readonly $ref: string } | undefined {
    if (!this.schemas.has(model)) return undefined;
    return { $ref: `${this.prefix}${escapePointer(model)}` };
  }

  /** References to other models are those of the document. */
  private withReferences(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map((item) => this.withReferences(item));
    if (!isObject(schema) || isIntrinsic(schema)) return schema;
    return mapMembers(schema, (value, name) => {
      const model = name === '$ref' ? modelOfUrl(value, () => undefined) : undefined;
      const reference = model === undefined ? undefined : this.reference(model);
      return reference?.$ref ?? this.withReferences(value);
    });
  }
}

/** Which draft of JSON Schema a model is of is no part of a document. */
function withoutDraft(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const { $schema: _draft, ...rest } = schema;
  return rest;
}

/** Those of the given models that methods call by name. */
function givenModelsOf({ routes }: Pick<RestApiModel, 'routes'>): [string, unknown][] {
  const bodies = routes.flatMap(({ requestModels, responses }) => [
    requestModels,
    ...responses.map(({ models }) => models),
  ]);
  const used = new Set(bodies.flatMap((models) => Object.values(models).map(String)));
  return GIVEN_MODELS.filter(({ name }) => used.has(name)).map(({ name, schema }) => [
    name,
    schema,
  ]);
}
