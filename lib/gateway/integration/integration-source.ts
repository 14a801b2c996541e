import {
  INTEGRATION_DEFAULTS,
  type IntegrationModel,
  type IntegrationResponseModel,
} from '../../model';
import type { ResolvedRoute, Snapshot } from '../frozen-api';
import { type ContentHandling, Literals, type Texts } from './literals';
import { BinaryMediaTypes } from './media-types';
import { integrationPath, UnsupportedIntegration } from './unsupported-integration';

const INTEGRATION_TYPES = ['MOCK', 'HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY'] as const;
const CONNECTION_TYPES = ['INTERNET', 'VPC_LINK'] as const;
const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
const TRANSFER_MODES = ['BUFFERED', 'STREAM'] as const;

/** What kind of endpoint an integration has. */
export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

/** What becomes of a body that no request template is for. */
export type PassthroughBehavior = (typeof PASSTHROUGH_BEHAVIORS)[number];

/** An integration response whose values are known. */
export interface IntegrationResponseSource {
  /** Names the response in errors. */
  readonly path: string;
  readonly statusCode: string;
  /**
   * Regular expression that a whole status code, or error message of a function, must match.
   *
   * @default - the response for what no pattern matches
   */
  readonly selectionPattern?: string;
  readonly contentHandling?: ContentHandling;
  readonly parameters: Texts;
  readonly templates: Texts;
}

/** An integration whose values are known: what compilers work from. */
export interface IntegrationSource {
  /** Names the integration in errors. */
  readonly path: string;
  readonly route: ResolvedRoute;
  readonly snapshot: Snapshot;
  readonly type: IntegrationType;
  readonly uri?: string;
  readonly httpMethod?: string;
  readonly credentials?: string;
  readonly connectionType: (typeof CONNECTION_TYPES)[number];
  readonly connectionId?: string;
  /** ARN of the load balancer, or its listener, that a VPC link of the second generation leads to. */
  readonly integrationTarget?: string;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling?: ContentHandling;
  /** Milliseconds that the endpoint has. */
  readonly timeoutMs: number;
  /** Whether the response is passed on while it is still coming in. */
  readonly streaming: boolean;
  readonly requestParameters: Texts;
  readonly requestTemplates: Texts;
  readonly responses: readonly IntegrationResponseSource[];
  readonly binaryMediaTypes: BinaryMediaTypes;
}

/** Names an integration response below its integration. */
export function responsePlace(index: number): string {
  return `IntegrationResponses/${index}`;
}

/**
 * Reads the integration of a route.
 *
 * @throws {@link UnsupportedIntegration} when there is none, or a value is not known
 */
export function readSource(route: ResolvedRoute, snapshot: Snapshot): IntegrationSource {
  const path = integrationPath(route.origin);
  const { integration } = route;
  if (integration === undefined) {
    throw new UnsupportedIntegration(
      path,
      `no integration is defined for the method ${route.method} ${route.path}; give it one`,
    );
  }
  const read = new Literals(path);
  return {
    path,
    route,
    snapshot,
    ...endpointOf(read, integration),
    ...mappingsOf(read, integration),
    responses: integration.responses.map((response, index) =>
      readResponse(new Literals(`${path}/${responsePlace(index)}`), response),
    ),
    binaryMediaTypes: new BinaryMediaTypes(
      snapshot.api.binaryMediaTypes.map((type) => read.literal(type, 'BinaryMediaTypes')),
    ),
  };
}

function endpointOf(read: Literals, integration: IntegrationModel) {
  const { connectionType, timeoutInMillis, responseTransferMode } = integration;
  return {
    type: read.oneOf(integration.type, 'Type', INTEGRATION_TYPES),
    ...read.optional('uri', integration.uri, 'Uri'),
    ...read.optional('httpMethod', integration.httpMethod, 'IntegrationHttpMethod'),
    ...read.optional('credentials', integration.credentials, 'Credentials'),
    ...read.optional('connectionId', integration.connectionId, 'ConnectionId'),
    ...read.optional('integrationTarget', integration.integrationTarget, 'IntegrationTarget'),
    connectionType: read.oneOf(
      connectionType ?? INTEGRATION_DEFAULTS.connectionType,
      'ConnectionType',
      CONNECTION_TYPES,
    ),
    timeoutMs: read.literal(
      timeoutInMillis ?? INTEGRATION_DEFAULTS.timeoutInMillis,
      'TimeoutInMillis',
    ),
    streaming:
      read.oneOf(
        responseTransferMode ?? INTEGRATION_DEFAULTS.responseTransferMode,
        'ResponseTransferMode',
        TRANSFER_MODES,
      ) === 'STREAM',
  };
}

function mappingsOf(read: Literals, integration: IntegrationModel) {
  return {
    passthroughBehavior: read.oneOf(
      integration.passthroughBehavior ?? INTEGRATION_DEFAULTS.passthroughBehavior,
      'PassthroughBehavior',
      PASSTHROUGH_BEHAVIORS,
    ),
    ...read.contentHandling(integration.contentHandling),
    requestParameters: read.texts(integration.requestParameters, 'RequestParameters'),
    requestTemplates: read.texts(integration.requestTemplates, 'RequestTemplates'),
  };
}

function readResponse(
  read: Literals,
  response: IntegrationResponseModel,
): IntegrationResponseSource {
  return {
    path: read.path,
    statusCode: read.literal(response.statusCode, 'StatusCode'),
    ...read.optional('selectionPattern', response.selectionPattern, 'SelectionPattern'),
    ...read.contentHandling(response.contentHandling),
    parameters: read.texts(response.responseParameters, 'ResponseParameters'),
    templates: read.texts(response.responseTemplates, 'ResponseTemplates'),
  };
}
