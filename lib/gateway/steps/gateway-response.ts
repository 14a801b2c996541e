import type { GatewayResponseModel } from '../../model';
import { messageString } from '../context-variables';
import { RESPONSE_DEFAULTS } from '../error-types';
import type { ResolvedApi } from '../frozen-api';
import type { LiveExchange } from '../live-exchange';
import type { GatewayResponseType, Refusal } from '../refusal';
import type { GatewayResponse, HeaderPair } from '../request';
import { literal, literals } from '../resolved';
import { placeOf, UnsupportedDeployment } from '../unsupported-deployment';
import { compileSubstitution, compileValue, type TextOf } from './substitution';

/** Definition of a gateway response, as `GetGatewayResponse` shows it. */
export interface GatewayResponseDefinition {
  readonly responseType: GatewayResponseType;
  /** Whether the API says nothing of this type. */
  readonly defaultResponse: boolean;
  /** @default - none: `DEFAULT_4XX` and `DEFAULT_5XX` keep the status of each error */
  readonly statusCode?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

/** Makes the answers that the gateway gives by itself. */
export interface GatewayResponses {
  /** The answer to a refused request, without the ids of the request. */
  answer(refusal: Refusal, exchange: LiveExchange): GatewayResponse;
}

const DEFAULT_TEMPLATES = { 'application/json': '{"message":$context.error.messageString}' };
const HEADER_PARAMETER = /^gatewayresponse\.header\.(.+)$/i;
/** What would end a header: a decoded query parameter may hold it. */
const LINE_BREAKS = /[\r\n\0]+/g;
const JSON_TYPE = 'application/json';
const UTF8 = new TextEncoder();

/**
 * What an API answers for a type of gateway response: what it defines for it, else what it defines
 * for `DEFAULT_4XX` or `DEFAULT_5XX`. Members that a definition leaves out have the defaults of
 * the type.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function gatewayResponseOf(
  api: ResolvedApi,
  type: GatewayResponseType,
): GatewayResponseDefinition {
  const own = definitionOf(api, type);
  const { status: usual } = RESPONSE_DEFAULTS[type];
  const definition =
    own ?? (usual === undefined ? undefined : definitionOf(api, fallbackOf(usual)));
  const status = definition?.statusCode ?? usual;
  const templates = literals(definition?.templates ?? {});
  return {
    responseType: type,
    defaultResponse: own === undefined,
    ...(status === undefined ? {} : { statusCode: String(literal(status)) }),
    responseParameters: literals(definition?.parameters ?? {}),
    responseTemplates: Object.keys(templates).length === 0 ? DEFAULT_TEMPLATES : templates,
  };
}

function definitionOf(
  api: ResolvedApi,
  type: GatewayResponseType,
): GatewayResponseModel | undefined {
  return api.gatewayResponses.find((candidate) => literal(candidate.type) === type);
}

/** The type that answers for those of a status that the API does not define. */
function fallbackOf(status: number): 'DEFAULT_4XX' | 'DEFAULT_5XX' {
  return status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
}

/**
 * Prepares the gateway responses of an API.
 *
 * A type that the API does not define is answered by its `DEFAULT_4XX` or `DEFAULT_5XX`, and
 * without that as the service answers it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function compileGatewayResponses(api: ResolvedApi): GatewayResponses {
  const defined = new Map(
    api.gatewayResponses.map((response) => {
      const type = typeOf(response);
      const definition = gatewayResponseOf(api, type);
      return [type, compileResponse(definition, response.statusCode !== undefined)] as const;
    }),
  );
  return {
    answer: (refusal, exchange) => {
      const status = refusal.detail.status ?? RESPONSE_DEFAULTS[refusal.type].status ?? 500;
      const respond = defined.get(refusal.type) ?? defined.get(fallbackOf(status)) ?? asTheService;
      return respond(refusal, exchange, status);
    },
  };
}

function typeOf({ type, origin }: GatewayResponseModel): GatewayResponseType {
  const name = literal(type);
  if (Object.hasOwn(RESPONSE_DEFAULTS, name)) return name as GatewayResponseType;
  throw new UnsupportedDeployment(
    placeOf(origin, 'ResponseType'),
    `must be one of ${Object.keys(RESPONSE_DEFAULTS).join(', ')}, got: ${JSON.stringify(name)}`,
  );
}

type Respond = (refusal: Refusal, exchange: LiveExchange, status: number) => GatewayResponse;

/** Only a denial has a capital M. */
const asTheService: Respond = (refusal, _exchange, status) => {
  const member = refusal.type === 'ACCESS_DENIED' ? 'Message' : 'message';
  const body = UTF8.encode(`{"${member}":${messageString(refusal)}}`);
  return { status, headers: [['Content-Type', JSON_TYPE]], body };
};

function compileResponse(definition: GatewayResponseDefinition, ownStatus: boolean): Respond {
  const parameters = Object.entries(definition.responseParameters).map(
    ([name, value]) => [HEADER_PARAMETER.exec(name)?.[1] ?? name, compileValue(value)] as const,
  );
  const templates = new Map(
    Object.entries(definition.responseTemplates).map(([type, text]) => [
      type.toLowerCase(),
      { type, write: compileSubstitution(text) },
    ]),
  );
  return (_refusal, exchange, status) => {
    const { type, write } = chooseTemplate(templates, exchange);
    return {
      status: ownStatus ? Number(definition.statusCode) : status,
      headers: headersOf(parameters, exchange, type),
      body: UTF8.encode(write(exchange) ?? ''),
    };
  };
}

type Templates = ReadonlyMap<string, { readonly type: string; readonly write: TextOf }>;

/** The template of the first media type that the caller accepts, else that for JSON, else any. */
function chooseTemplate(templates: Templates, exchange: LiveExchange) {
  const accepted = exchange.headerValues('accept').flatMap((value) => value.split(','));
  for (const range of accepted) {
    const template = templates.get(range.replace(/;.*$/s, '').trim().toLowerCase());
    if (template !== undefined) return template;
  }
  const [first] = templates.values();
  return templates.get(JSON_TYPE) ?? first ?? { type: JSON_TYPE, write: () => '' };
}

function headersOf(
  parameters: readonly (readonly [string, TextOf])[],
  exchange: LiveExchange,
  contentType: string,
): HeaderPair[] {
  const headers: HeaderPair[] = [];
  for (const [name, read] of parameters) {
    const value = read(exchange);
    if (value !== undefined) headers.push([name, value.replace(LINE_BREAKS, ' ')]);
  }
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return typed ? headers : [['Content-Type', contentType], ...headers];
}
