import { isObject, type JsonObject, own } from '../../../model/value';
import { API_KEY } from './api-part';
import type { RestApi } from './rest-api';

/** What a document says for people alone, which has no place in the model of an API. */
export class ApiDocument {
  private readonly document: JsonObject;

  public constructor(api: Pick<RestApi, 'part' | 'bodyDocument'>) {
    const body = api.part(API_KEY)?.properties['Body'] ?? api.bodyDocument;
    this.document = isObject(body) ? body : {};
  }

  /** `info.version` */
  public get version(): string | undefined {
    return textAt(this.document, ['info', 'version']);
  }

  /** `x-amazon-apigateway-authtype` of a security scheme. */
  public authTypeOf(scheme: string): string | undefined {
    return (
      textAt(this.document, ['components', 'securitySchemes', scheme, AUTH_TYPE]) ??
      textAt(this.document, ['securityDefinitions', scheme, AUTH_TYPE])
    );
  }
}

const AUTH_TYPE = 'x-amazon-apigateway-authtype';

function textAt(document: JsonObject, path: readonly string[]): string | undefined {
  let value: unknown = document;
  for (const name of path) value = isObject(value) ? own(value, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
