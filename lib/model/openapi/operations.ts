import { describeValue } from '../describe';
import { OPENAPI, readIntegration, readIntegrationResponse } from '../integration';
import { escapePointer } from '../json-pointer';
import type { Properties } from '../properties';
import type { IntegrationModel, MethodResponseModel, RestRouteModel } from '../rest-api-model';
import { sortedBy } from '../stable-text';
import type { Value } from '../template';
import { compact, own } from '../value';
import type { OpenApiDocument } from './document';
import { DEFAULT_MEDIA_TYPE, type DocumentModels } from './models';
import type { DocumentSecurity } from './security';
import type { DocumentValidators } from './validators';

/** What the operations of a document refer to. */
export interface OperationScope {
  readonly document: OpenApiDocument;
  readonly models: DocumentModels;
  readonly security: DocumentSecurity;
  readonly validators: DocumentValidators;
}

/** Where API Gateway keeps the parameters of each place of OpenAPI. */
const PARAMETER_PLACES: Readonly<Record<string, string>> = {
  header: 'header',
  path: 'path',
  query: 'querystring',
};

/** Members of an operation that are for people and clients, or that bodies ask for. */
const DOCUMENTATION = [
  'callbacks',
  'consumes',
  'deprecated',
  'description',
  'externalDocs',
  'produces',
  'schemes',
  'servers',
  'summary',
  'tags',
];

/**
 * Reads an operation as a method.
 *
 * @param inherited - parameters of the path item, which those of the operation replace
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readOperation(
  scope: OperationScope,
  route: { readonly path: string; readonly method: string },
  operation: Properties,
  inherited: readonly Properties[],
): RestRouteModel {
  const { document, security, validators } = scope;
  operation.withoutEffect(...DOCUMENTATION);
  const integration = operation.section('x-amazon-apigateway-integration');
  const parameters = [...inherited, ...operation.sections('parameters')];
  const body = new Operation(scope, operation, `${route.method} ${route.path}`);
  return compact({
    origin: document.originOf(operation),
    ...route,
    operationName: operation.text('operationId'),
    ...security.readOperation(operation),
    ...body.readRequest(parameters.map((parameter) => document.follow(parameter))),
    validation: validators.of(operation),
    integration: integration && readOperationIntegration(document.follow(integration)),
    responses: body.readResponses(),
  });
}

function readOperationIntegration(section: Properties): IntegrationModel {
  // It is of HTTP APIs, and many documents are made for both.
  section.withoutEffect('payloadFormatVersion');
  const responses = section
    .entries('responses')
    .map(([pattern, response]) =>
      readIntegrationResponse(response, OPENAPI, pattern === 'default' ? undefined : pattern),
    );
  return readIntegration(section, OPENAPI, 'httpMethod', responses);
}

/** The request and the responses of an operation. */
class Operation {
  public constructor(
    private readonly scope: OperationScope,
    private readonly section: Properties,
    private readonly name: string,
  ) {}

  public readRequest(
    parameters: readonly Properties[],
  ): Pick<RestRouteModel, 'requestParameters' | 'requestModels'> {
    const requestParameters: [string, Value<boolean>][] = [];
    const requestModels = this.readRequestBody();
    for (const parameter of parameters) {
      const place = parameter.literal('in') ?? 'an unknown place';
      const target = own(PARAMETER_PLACES, place);
      if (target !== undefined) {
        const required = parameter.flag('required') ?? place === 'path';
        const name = describeValue(parameter.requiredText('name'));
        requestParameters.push([`method.request.${target}.${name}`, required]);
      } else if (place === 'body') requestModels.push(...this.readBodyParameter(parameter));
      else parameter.unread('in', `API Gateway has no parameters in ${place}`);
      parameter.passOver();
    }
    return {
      requestParameters: Object.fromEntries(requestParameters),
      requestModels: Object.fromEntries(requestModels),
    };
  }

  public readResponses(): MethodResponseModel[] {
    const responses = this.section.entries('responses').flatMap(([statusCode, reference]) => {
      const response = this.scope.document.follow(reference);
      response.withoutEffect('description', 'examples', 'links');
      if (/^\d{3}$/.test(statusCode)) return [this.readResponse(statusCode, response)];
      response.passOver();
      this.section.unread(
        `responses/${escapePointer(statusCode)}`,
        'is no status code of a method',
      );
      return [];
    });
    return sortedBy(responses, ({ statusCode }) => statusCode);
  }

  private readResponse(statusCode: string, response: Properties): MethodResponseModel {
    const use = `${this.name} ${statusCode}`;
    const headers = response.entries('headers').map(([name, reference]) => {
      const header = this.scope.document.follow(reference);
      const required = header.flag('required') ?? false;
      header.passOver();
      return [`method.response.header.${name}`, required] as const;
    });
    return {
      statusCode,
      models: Object.fromEntries(
        this.scope.document.isSwagger
          ? this.readSwaggerBody(response, 'produces', use)
          : this.readContent(response, use),
      ),
      parameters: Object.fromEntries(headers),
    };
  }

  /** OpenAPI 3.0: the body is apart from the parameters, with a schema for each media type. */
  private readRequestBody(): [string, string][] {
    const reference = this.section.section('requestBody');
    if (reference === undefined) return [];
    const body = this.scope.document.follow(reference);
    body.withoutEffect('description', 'required');
    return this.readContent(body, `${this.name} Request`);
  }

  /** Swagger 2.0: the body is a parameter, with the media types that the operation consumes. */
  private readBodyParameter(parameter: Properties): [string, string][] {
    return this.readSwaggerBody(parameter, 'consumes', `${this.name} Request`);
  }

  private readContent(section: Properties, use: string): [string, string][] {
    return section.entries('content').flatMap(([mediaType, content]): [string, string][] => {
      content.withoutEffect('encoding', 'example', 'examples');
      const model = this.scope.models.nameOf(content, use);
      return model === undefined ? [] : [[mediaType, model]];
    });
  }

  private readSwaggerBody(
    section: Properties,
    mediaTypes: string,
    use: string,
  ): [string, string][] {
    const model = this.scope.models.nameOf(section, use);
    if (model === undefined) return [];
    const places = [this.section, this.scope.document.root];
    const named = places.map((place) => place.literals(mediaTypes)).find((all) => all.length > 0);
    return (named ?? [DEFAULT_MEDIA_TYPE]).map((type) => [type, model]);
  }
}
