import { compileMappingTemplate, type MappingOverrides, type MappingTemplate } from '../../mapping';
import { getOrCreate } from '../../model/value';
import { VtlError } from '../../vtl';
import { configurationError } from './failures';
import type { Texts } from './literals';
import { mediaTypeOf } from './media-types';
import type { MethodRequest } from './method-request';

/** What a mapping template made of a body. */
export interface Mapped {
  readonly output: string;
  /** @default - the template cannot override anything */
  readonly overrides?: MappingOverrides;
}

/**
 * Renders a mapping template.
 *
 * @param request the request of the method
 * @param body the body that the template maps
 * @param earlier what an earlier template of the same request has overridden
 * @throws Refusal when the template fails: 500
 */
export type MappingStep = (
  request: MethodRequest,
  body: string,
  earlier: MappingOverrides | undefined,
) => Mapped;

/** Which of the two templates of a request one is. */
export type MappingSide = 'request' | 'response';

/** Without these a template is the text that it makes. */
const MARKUP = /[$#\\]/;

const NO_PARAMETERS = {};
const NO_CONTEXT = {};

/** Templates that are remembered, and the characters that one of them may have. */
const REMEMBERED = { templates: 500, characters: 4000 };

/** Compiled templates, by their media types in lower case; undefined: the body passes as it is. */
export type MappingSteps = ReadonlyMap<string, MappingStep | undefined>;

/**
 * Compiles templates. API Gateway keeps an empty one as `null`, which is none: it says of its media
 * type that the body passes.
 */
export function compileTemplates(templates: Texts, side: MappingSide): MappingSteps {
  return new Map(
    Object.entries(templates).map(([mediaType, text]) => [
      mediaTypeOf(mediaType) ?? mediaType,
      text === '' ? undefined : KNOWN_STEPS[side].of(text),
    ]),
  );
}

/** Methods of an API mostly have the same few templates: what is compiled is for all of them. */
class KnownSteps {
  private readonly known = new Map<string, MappingStep>();

  public constructor(private readonly side: MappingSide) {}

  public of(text: string): MappingStep {
    if (text.length > REMEMBERED.characters) return compileMappingStep(text, this.side);
    if (this.known.size >= REMEMBERED.templates) this.known.clear();
    return getOrCreate(this.known, text, () => compileMappingStep(text, this.side));
  }
}

const KNOWN_STEPS: Readonly<Record<MappingSide, KnownSteps>> = {
  request: new KnownSteps('request'),
  response: new KnownSteps('response'),
};

/**
 * Compiles a mapping template. One that is no template is deployed all the same, as API Gateway
 * does: each request that it is to map fails.
 */
function compileMappingStep(text: string, side: MappingSide): MappingStep {
  if (!MARKUP.test(text)) {
    const constant: Mapped = { output: text };
    return () => constant;
  }
  try {
    return renderingStep(compileMappingTemplate(text), text, side);
  } catch (error) {
    if (error instanceof VtlError) return (request) => fail(request, side, error);
    throw error;
  }
}

function renderingStep(template: MappingTemplate, text: string, side: MappingSide): MappingStep {
  const overrides = text.includes('Override');
  const readsContext = overrides || text.includes('context');
  const readsParameters = text.includes('params') || text.includes('method');
  return (request, body, earlier) => {
    try {
      const mapped = template.render({
        body,
        params: readsParameters ? request.parameters : NO_PARAMETERS,
        context: readsContext ? request.exchange.context() : NO_CONTEXT,
        ...(overrides && earlier !== undefined && { earlier }),
        stageVariables: request.exchange.stageVariables,
      });
      return overrides ? mapped : { output: mapped.output };
    } catch (error) {
      if (error instanceof VtlError) return fail(request, side, error);
      throw error;
    }
  };
}

function fail({ exchange }: MethodRequest, side: MappingSide, error: VtlError): never {
  exchange.trace.decide(`integration ${side}`, 'template failed', { reason: error.message });
  throw configurationError(`Unable to transform ${side}`);
}
