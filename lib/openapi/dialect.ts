import type { MethodResponseModel, RestRouteModel } from '../model';
import { compact, mapMembers } from '../model/value';
import { type Json, unlessEmpty } from './members';
import type { OpenApiFormat } from './options';
import type { DocumentSchemas } from './schemas';

/** What the two versions of OpenAPI spell differently about the messages of an operation. */
export interface Dialect {
  /** What references to schemas start with. */
  readonly schemaPrefix: string;
  /** Type of a parameter that is a text. */
  readonly textType: Json;
  /** What a parameter says of whether it is required. */
  readonly requirement: (isRequired: unknown) => Json;
  /** Members of an operation that say the media types and the body of requests. */
  readonly request: (
    route: RestRouteModel,
    parameters: readonly Json[],
    schemas: DocumentSchemas,
  ) => Json;
  /** Members of a response that say its body and headers. */
  readonly response: (response: MethodResponseModel, schemas: DocumentSchemas) => Json;
}

/** Media type that is taken for the others where a document can name one schema alone. */
const MAIN_MEDIA_TYPE = 'application/json';

/** The two versions. */
export const DIALECTS: Readonly<Record<OpenApiFormat, Dialect>> = {
  oas30: {
    schemaPrefix: '#/components/schemas/',
    textType: { schema: { type: 'string' } },
    requirement: (required) => (String(required) === 'false' ? {} : { required }),
    request: ({ requestModels }, parameters, schemas) => {
      const content = contentOf(requestModels, schemas);
      return compact({
        parameters: unlessEmpty(parameters),
        requestBody: content && { content, required: true },
      });
    },
    response: ({ models, parameters }, schemas) => ({
      headers: headersOf(parameters, (required) => ({
        ...(String(required) === 'true' && { required: true }),
        schema: { type: 'string' },
      })),
      content: contentOf(models, schemas) ?? {},
    }),
  },
  swagger: {
    schemaPrefix: '#/definitions/',
    textType: { type: 'string' },
    requirement: (required) => ({ required }),
    request: (route, parameters, schemas) => {
      const { requestModels } = route;
      const model = mainModel(requestModels);
      const body = model !== undefined && {
        in: 'body',
        name: String(model),
        required: true,
        schema: schemas.of(model),
      };
      return compact({
        consumes: unlessEmpty(consumedBy(route)),
        produces: unlessEmpty(producedBy(route)),
        parameters: unlessEmpty(body ? [...parameters, body] : parameters),
      });
    },
    response: ({ models, parameters }, schemas) => {
      const model = mainModel(models);
      return {
        schema: model === undefined ? undefined : schemas.of(model),
        headers: headersOf(parameters, () => ({ type: 'string' })),
      };
    },
  },
};

/** Media types of requests: those that have a model, and those that have a mapping template. */
function consumedBy({ requestModels, integration }: RestRouteModel): string[] {
  return mediaTypesOf([requestModels, integration?.requestTemplates ?? {}]);
}

/** Media types of responses. */
function producedBy({ responses, integration }: RestRouteModel): string[] {
  return mediaTypesOf([
    ...responses.map(({ models }) => models),
    ...(integration?.responses ?? []).map(({ responseTemplates }) => responseTemplates),
  ]);
}

function mediaTypesOf(maps: readonly object[]): string[] {
  return [...new Set(maps.flatMap((map) => Object.keys(map)))];
}

type Models = RestRouteModel['requestModels'];

function contentOf(models: Models, schemas: DocumentSchemas): Json | undefined {
  return unlessEmpty(mapMembers(models, (model) => ({ schema: schemas.of(model) })));
}

/** Swagger 2.0 has one schema for a body of any media type. */
function mainModel(models: Models): Models[string] | undefined {
  return Object.hasOwn(models, MAIN_MEDIA_TYPE)
    ? models[MAIN_MEDIA_TYPE]
    : Object.values(models)[0];
}

const HEADER = /^method\.response\.header\.(.*)$/s;

function headersOf(
  parameters: MethodResponseModel['parameters'],
  describe: (required: unknown) => Json,
): Json | undefined {
  const headers = Object.entries(parameters).flatMap(([name, required]) => {
    const header = HEADER.exec(name)?.[1];
    return header === undefined ? [] : [[header, describe(required)] as const];
  });
  return unlessEmpty(Object.fromEntries(headers));
}
