import type { MappingOverrides } from '../../mapping';
import { convertRequest, type Payload } from './content-handling';
import { configurationError, unsupportedMediaType } from './failures';
import type { IntegrationSource, PassthroughBehavior } from './integration-source';
import { compileTemplates } from './mapping-step';
import { DEFAULT_MEDIA_TYPE, mediaTypeOf } from './media-types';
import type { MethodRequest } from './method-request';

/** The body of the request to an endpoint. */
export interface TransformedBody {
  readonly payload: Payload;
  /** What the request template has overridden. */
  readonly overrides: MappingOverrides | undefined;
}

/** Makes the body of an integration request from that of a method request. */
export type TransformBody = (request: MethodRequest) => TransformedBody;

/**
 * Compiles the request templates, the passthrough behaviour and the content handling of an
 * integration.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function compileRequestBody(source: IntegrationSource): TransformBody {
  const templates = compileTemplates(source.requestTemplates, 'request');
  const passes = mayPass(source.passthroughBehavior, templates.size);
  const convert = compileConversion(source);
  return (request) => {
    const mediaType = mediaTypeOf(request.exchange.headerValues('Content-Type')[0]);
    const matched = mediaType ?? DEFAULT_MEDIA_TYPE;
    if (!passes && !templates.has(matched)) throw unsupportedMediaType();
    const template = templates.get(matched);
    const body = convert(request, mediaType);
    if (template === undefined) return { payload: body, overrides: undefined };
    if (typeof body !== 'string') throw configurationError('Unable to transform request');
    const { output, overrides } = template(request, body, undefined);
    return { payload: output, overrides };
  };
}

/** Compiles what becomes of a body that no template maps. */
export function compileConversion({
  binaryMediaTypes,
  contentHandling,
}: IntegrationSource): (request: MethodRequest, mediaType: string | undefined) => Payload {
  return (request, mediaType) => {
    const binary = binaryMediaTypes.includes(mediaType);
    if (!binary && contentHandling !== 'CONVERT_TO_BINARY') return request.text;
    return convertRequest(request.exchange.request.body, binary, contentHandling);
  };
}

function mayPass(behavior: PassthroughBehavior, templates: number): boolean {
  if (behavior === 'WHEN_NO_MATCH') return true;
  return behavior === 'WHEN_NO_TEMPLATES' && templates === 0;
}
