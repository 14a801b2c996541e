import { escapePointer, unescapePointer } from '../json-pointer';
import type { Properties } from '../properties';
import { modelOfUrl, withModelReferences } from '../schema-references';
import type { Origin } from '../template';
import { isObject, type JsonObject, own } from '../value';

/** Longest chain of `$ref`s that is followed; a longer one goes in a circle. */
const MAX_HOPS = 50;

/** An OpenAPI 3.0 or Swagger 2.0 document in a template. */
export class OpenApiDocument {
  /**
   * @param root - the document
   * @param origin - the API whose document it is
   * @param version - what it says of itself, such as `3.0.1`
   * @param isSwagger - Swagger 2.0 rather than OpenAPI 3
   */
  private constructor(
    public readonly root: Properties,
    private readonly origin: Origin,
    public readonly version: string,
    public readonly isSwagger: boolean,
  ) {}

  /** The document, or undefined (and a line in `unread`) if it is of neither version. */
  public static open(root: Properties, origin: Origin): OpenApiDocument | undefined {
    // YAML reads an unquoted 2.0 as a number.
    const swagger = root.literal('swagger');
    const version = root.literal('openapi') ?? '';
    if (Number(swagger) === 2) return new OpenApiDocument(root, origin, '2.0', true);
    if (/^3\./.test(version)) return new OpenApiDocument(root, origin, version, false);
    root.passOver();
    root.unread('', 'is neither an OpenAPI 3.0 nor a Swagger 2.0 document');
    return undefined;
  }

  /** Whether API Gateway imports documents of its version into REST APIs: OpenAPI 3.1 it does not. */
  public get isImported(): boolean {
    return this.isSwagger || /^3\.0(?:\.|$)/.test(this.version);
  }

  /** The place of a section as an origin. */
  public originOf({ path }: { readonly path: string }): Origin {
    return { ...this.origin, pointer: `/${path}` };
  }

  /** Where a section stands in the document: a JSON pointer without its first slash. */
  public placeOf({ path }: { readonly path: string }): string {
    const { path: root } = this.root;
    return root === '' ? path : path.slice(`${root}/`.length);
  }

  /** Schemas by name: `components.schemas` or `definitions`. */
  public get schemas(): Properties | undefined {
    return this.isSwagger ? this.root.section('definitions') : this.component('schemas');
  }

  /** Security schemes by name: `components.securitySchemes` or `securityDefinitions`. */
  public get securitySchemes(): [string, Properties][] {
    return this.isSwagger
      ? this.root.entries('securityDefinitions')
      : (this.root.section('components')?.entries('securitySchemes') ?? []);
  }

  /** Path items by path. Extensions of other tools may stand among them. */
  public get pathItems(): [string, Properties][] {
    return this.root
      .entries('paths')
      .filter(([path, item]) => {
        if (path.startsWith('/')) return true;
        item.passOver();
        if (!path.startsWith('x-')) item.unread('', 'is no path: it does not start with a slash');
        return false;
      })
      .map(([path, item]) => [path, this.follow(item)]);
  }

  /** The section that a section stands for: itself, or where its `$ref`s lead. */
  public follow(section: Properties): Properties {
    let current = section;
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      const reference = own(current.values, '$ref');
      if (typeof reference !== 'string') return current;
      current.withoutEffect('$ref');
      const found = this.lookUp(reference);
      if (found === undefined) {
        current.unread('$ref', 'leads to no object of the document');
        return current;
      }
      current = this.root.child(reference.slice(2), found);
    }
    section.unread('$ref', 'leads in a circle');
    return section.elsewhere({});
  }

  /** Name of the schema that a `$ref` points at, if it is one that has a name. */
  public schemaName(reference: unknown): string | undefined {
    if (typeof reference !== 'string') return undefined;
    const prefix = this.schemaPrefix;
    if (!reference.startsWith(prefix)) return modelOfUrl(reference, () => undefined);
    const name = unescapePointer(reference.slice(prefix.length));
    return this.lookUp(`${prefix}${escapePointer(name)}`) === undefined ? undefined : name;
  }

  /** Whether a `$ref` points at a schema that has a name, be it there or not. */
  public isSchemaReference(reference: unknown): reference is string {
    return typeof reference === 'string' && reference.startsWith(this.schemaPrefix);
  }

  /** A schema whose references to others are those of the model. */
  public modelSchema(schema: unknown): unknown {
    return withModelReferences(schema, (reference) => this.schemaName(reference));
  }

  private get schemaPrefix(): string {
    return this.isSwagger ? '#/definitions/' : '#/components/schemas/';
  }

  private component(name: string): Properties | undefined {
    return this.root.section('components')?.section(name);
  }

  private lookUp(reference: string): JsonObject | undefined {
    if (!reference.startsWith('#/')) return undefined;
    let value: unknown = this.root.values;
    for (const token of reference.slice(2).split('/')) {
      value = isObject(value) ? own(value, unescapePointer(token)) : undefined;
    }
    return isObject(value) ? value : undefined;
  }
}
