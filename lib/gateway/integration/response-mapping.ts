import type { JsonValue } from '../../json';
import type { MappingOverrides } from '../../mapping';
import type { Exchange, MethodResponse } from '../exchange';
import { headerValues } from '../headers';
import type { HeaderPair } from '../request';
import { convertResponse, type Payload, payloadBytes, payloadText } from './content-handling';
import { configurationError } from './failures';
import { HeaderList } from './header-list';
import {
  type IntegrationResponseSource,
  type IntegrationSource,
  responsePlace,
} from './integration-source';
import type { ContentHandling, Texts } from './literals';
import { compileTemplates, type MappingStep, type MappingSteps } from './mapping-step';
import { type BinaryMediaTypes, DEFAULT_MEDIA_TYPE, mediaTypeOf } from './media-types';
import { documentOf, type MethodRequest } from './method-request';
import {
  compileResponseSource,
  type ParameterReader,
  type ResponseParts,
} from './parameter-source';
import { clientHeaderName } from './response-headers';
import { compileSelection } from './response-selection';
import { integrationPath, UnsupportedIntegration } from './unsupported-integration';

/** What an endpoint answered. */
export interface EndpointResponse {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
  /**
   * The text that is decoded where the body is to become binary.
   *
   * @default - the body
   */
  readonly encoded?: Payload;
  /**
   * What selection patterns are matched with: the status code, or the error message of a function;
   * undefined when a function returned.
   */
  readonly selection: string | undefined;
  /** Whether the body is the error document of a function. */
  readonly functionError?: boolean;
}

/** Makes the response of a method from that of an endpoint. */
export type RespondWith = (
  request: MethodRequest,
  endpoint: EndpointResponse,
  earlier: MappingOverrides | undefined,
) => MethodResponse;

interface MappedHeader {
  readonly name: string;
  readonly read: ParameterReader<ResponseParts>;
}

interface CompiledResponse {
  /** Names it in errors. */
  readonly path: string;
  /** Where it is within its integration. */
  readonly place: string;
  readonly selectionPattern?: string;
  readonly status: number;
  readonly contentHandling: ContentHandling | undefined;
  readonly headers: readonly MappedHeader[];
  readonly templates: MappingSteps;
}

const TARGET = /^method\.response\.(?:header|multivalueheader)\.(.+)$/s;

/**
 * Compiles the integration responses of an integration that is no proxy. One whose status the method
 * does not declare makes the call fail.
 *
 * @param traceOf what the response carries as `X-Amzn-Trace-Id`; undefined: it carries none
 * @throws {@link UnsupportedIntegration} when a pattern or a mapping is none
 */
export function compileResponses(
  source: IntegrationSource,
  traceOf: ((exchange: Exchange) => string) | undefined,
): RespondWith {
  const select = compileSelection(source.responses.map(compileResponse));
  const { binaryMediaTypes } = source;
  const declared = new Set(source.route.responses.map(({ statusCode }) => String(statusCode)));
  return (request, endpoint, earlier) => {
    const response = select(endpoint.selection);
    if (response === undefined) throw noResponse(endpoint.status);
    if (!declared.has(String(response.status))) throw undeclaredResponse(response.status);
    const { trace, route } = request.exchange;
    trace.decide(
      'integration response',
      () => `${integrationPath(route.origin)}/${response.place}`,
    );
    const headers = new HeaderList();
    mapHeaders(response, request, endpoint, headers);
    const { payload, overrides, mediaType } = mapBody(
      response,
      request,
      encodeBody(response, request, endpoint, binaryMediaTypes),
      earlier,
    );
    const applied = overrides ?? earlier;
    for (const [name, value] of applied?.response.header ?? []) setHeader(headers, name, value);
    if (traceOf !== undefined) headers.set('X-Amzn-Trace-Id', traceOf(request.exchange));
    headers.setDefault('Content-Type', mediaType);
    return {
      status: overriddenStatus(applied) ?? response.status,
      headers: headers.pairs(),
      body: payloadBytes(payload),
    };
  };
}

function compileResponse(source: IntegrationResponseSource, index: number): CompiledResponse {
  const status = Number(source.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    throw new UnsupportedIntegration(
      `${source.path}/StatusCode`,
      `must be an HTTP status from 100 to 599, got: ${JSON.stringify(source.statusCode)}`,
    );
  }
  return {
    path: source.path,
    place: responsePlace(index),
    status,
    ...(source.selectionPattern === undefined ? {} : { selectionPattern: source.selectionPattern }),
    contentHandling: source.contentHandling,
    headers: compileHeaders(source.parameters, source.path),
    templates: compileTemplates(source.templates, 'response'),
  };
}

function compileHeaders(parameters: Texts, path: string): MappedHeader[] {
  return Object.entries(parameters).flatMap(([target, expression]) => {
    const property = `${path}/ResponseParameters/${target}`;
    const declared = TARGET.exec(target)?.[1];
    if (declared === undefined) {
      throw new UnsupportedIntegration(property, 'must be method.response.header with a name');
    }
    const read = compileResponseSource(expression, property);
    const name = clientHeaderName(declared);
    return name === undefined ? [] : [{ name, read }];
  });
}

function mapHeaders(
  { headers: mapped }: CompiledResponse,
  request: MethodRequest,
  endpoint: EndpointResponse,
  target: HeaderList,
): void {
  if (mapped.length === 0) return;
  const parts = new EndpointParts(request, endpoint);
  for (const { name, read } of mapped) {
    const value = read(parts);
    if (value !== undefined) target.set(name, value);
  }
}

/** The answer of an endpoint, read when a mapping needs it. */
class EndpointParts implements ResponseParts {
  private documentRead: { readonly value: JsonValue | undefined } | undefined;

  public constructor(
    public readonly request: MethodRequest,
    private readonly endpoint: EndpointResponse,
  ) {}

  public get headers(): readonly HeaderPair[] {
    return this.endpoint.headers;
  }

  public get text(): string {
    return payloadText(this.endpoint.body);
  }

  public get document(): JsonValue | undefined {
    this.documentRead ??= { value: this.readDocument() };
    return this.documentRead.value;
  }

  private readDocument(): JsonValue | undefined {
    const document = documentOf(this.text);
    return this.endpoint.functionError === true ? withErrorObject(document) : document;
  }
}

/**
 * The error document of a function whose message is JSON, with what the message says in its place.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html#handle-custom-errors-in-lambda-integration
 */
function withErrorObject(document: JsonValue | undefined): JsonValue | undefined {
  if (!(document instanceof Map)) return document;
  const message = document.get('errorMessage');
  const error = typeof message === 'string' ? documentOf(message) : undefined;
  return error instanceof Map ? new Map([...document, ['errorMessage', error]]) : document;
}

function encodeBody(
  { contentHandling }: CompiledResponse,
  { exchange }: MethodRequest,
  { headers, body, encoded = body }: EndpointResponse,
  binaryMediaTypes: BinaryMediaTypes,
): Payload {
  if (typeof body === 'string' && body === '') return body;
  return convertResponse(body, {
    encoded,
    binary: binaryMediaTypes.includes(mediaTypeOf(headerValues(headers, 'Content-Type')[0])),
    accepted: binaryMediaTypes.includes(mediaTypeOf(exchange.headerValues('Accept')[0])),
    handling: contentHandling,
  });
}

interface MappedBody {
  readonly payload: Payload;
  readonly overrides: MappingOverrides | undefined;
  readonly mediaType: string;
}

function mapBody(
  { templates }: CompiledResponse,
  request: MethodRequest,
  payload: Payload,
  earlier: MappingOverrides | undefined,
): MappedBody {
  const [mediaType, template] = chooseTemplate(templates, request);
  if (template === undefined) return { payload, overrides: undefined, mediaType };
  if (typeof payload !== 'string') throw configurationError('Unable to transform response');
  const { output, overrides } = template(request, payload, earlier);
  return { payload: output, overrides, mediaType };
}

// What the client accepts; else, if it says nothing, JSON; else the first.
function chooseTemplate(
  templates: MappingSteps,
  { exchange }: MethodRequest,
): readonly [mediaType: string, template: MappingStep | undefined] {
  const accepted = mediaTypeOf(exchange.headerValues('Accept')[0]) ?? DEFAULT_MEDIA_TYPE;
  if (templates.has(accepted)) return [accepted, templates.get(accepted)];
  const [first = [DEFAULT_MEDIA_TYPE, undefined] as const] = templates;
  return first;
}

function setHeader(headers: HeaderList, name: string, value: string | readonly string[]): void {
  const seen = clientHeaderName(name);
  if (seen !== undefined) headers.set(seen, value);
}

function overriddenStatus(overrides: MappingOverrides | undefined): number | undefined {
  const status = overrides?.response.status;
  return status !== undefined && /^[1-5]\d\d$/.test(status) ? Number(status) : undefined;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html */
function undeclaredResponse(status: number) {
  return configurationError(`Output mapping refers to an invalid method response: ${status}`);
}

function noResponse(status: number) {
  return configurationError(
    'No match for output mapping and no default output mapping configured. ' +
      `Endpoint Response Status Code: ${status}`,
  );
}
