import { escapePointer } from '../json-pointer';
import type { Properties } from '../properties';
import type { RestApiDraft } from '../rest-draft';
import { isIntrinsic, isObject, own } from '../value';
import type { OpenApiDocument } from './document';
import { missingSchema } from './import-warnings';

/** Media type of a body when a document says none. */
export const DEFAULT_MEDIA_TYPE = 'application/json';

/**
 * Schemas of a document as models of its API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export class DocumentModels {
  /** What the import warns of. */
  public readonly warnings: string[] = [];
  private readonly names = new Set<string>();

  public constructor(
    private readonly document: OpenApiDocument,
    private readonly api: RestApiDraft,
  ) {}

  /** Makes a model of every schema that has a name. */
  public addNamed(): void {
    const { schemas } = this.document;
    for (const name of Object.keys(schemas?.values ?? {})) {
      const schema = schemas?.value(name);
      if (schemas === undefined || schema === undefined) continue;
      if (isIntrinsic(schema) || name.startsWith('Fn::')) {
        schemas.unread(name, 'is put together at deployment only');
      } else this.add(name, `${schemas.path}/${escapePointer(name)}`, schema);
    }
  }

  /**
   * The name of the model for the schema of a body. A schema without a name gets one of where it
   * stands; API Gateway makes up a random one.
   */
  public nameOf(section: Properties, use: string): string | undefined {
    const schema = section.value('schema');
    if (schema === undefined) return undefined;
    const reference = isObject(schema) ? own(schema, '$ref') : undefined;
    const known = this.document.schemaName(reference);
    if (known !== undefined) return known;
    if (this.document.isSchemaReference(reference)) {
      this.warnings.push(missingSchema(this.document.placeOf(section), reference));
    }
    const name = this.unusedName(`Inline ${use}`);
    this.add(name, `${section.path}/schema`, schema);
    return name;
  }

  private add(name: string, path: string, schema: unknown): void {
    this.names.add(name);
    this.api.models.push({
      origin: this.document.originOf({ path }),
      name,
      contentType: DEFAULT_MEDIA_TYPE,
      schema: this.document.modelSchema(schema),
    });
  }

  /** Names of models are letters and digits. */
  private unusedName(words: string): string {
    const name = words
      .split(/[^A-Za-z0-9]+/)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('');
    let unused = name;
    for (let count = 2; this.names.has(unused); count += 1) unused = `${name}${count}`;
    return unused;
  }
}
