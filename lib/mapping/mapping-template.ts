import { compileTemplate, type Template } from '../vtl';
import type { MappingInput } from './mapping-input';
import {
  addOverrides,
  hasOverrides,
  type MappingOverrides,
  NO_OVERRIDES,
  overridesIn,
} from './overrides';
import { PathCache } from './path-cache';
import { MappingVariables } from './variables';

export type { MappingInput, RequestParameters } from './mapping-input';
export type { MappingOverrides } from './overrides';

/** What a mapping template made. */
export interface MappingResult {
  /** The text. */
  readonly output: string;

  /** What it has overridden, and what templates before it had. */
  readonly overrides: MappingOverrides;
}

/** A mapping template of API Gateway, compiled. It keeps nothing of one rendering for the next. */
export interface MappingTemplate {
  /**
   * Renders the template. The payload is parsed when it is first needed, and once at most.
   *
   * @throws {@link VtlError} when the template fails; API Gateway answers 500 then
   */
  render(input: MappingInput): MappingResult;
}

/**
 * Compiles a mapping template: Apache Velocity 1.7 with `$input`, `$util`, `$context` and
 * `$stageVariables`.
 *
 * @throws {@link VtlError} with the line and column of the first mistake
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function compileMappingTemplate(text: string): MappingTemplate {
  return new CompiledMappingTemplate(compileTemplate(text), text.includes('Override'));
}

class CompiledMappingTemplate implements MappingTemplate {
  private readonly paths = new PathCache();

  /**
   * @param template - the text, compiled
   * @param overrides - whether it may set overrides
   */
  public constructor(
    private readonly template: Template,
    private readonly overrides: boolean,
  ) {}

  public render(input: MappingInput): MappingResult {
    const variables = new MappingVariables(input, this.paths);
    const { context, earlier } = input;
    const overrides = this.overrides || earlier !== undefined || hasOverrides(context);
    if (overrides) addOverrides(variables.context, earlier);
    const output = this.template.render(variables);
    return { output, overrides: overrides ? overridesIn(variables.context) : NO_OVERRIDES };
  }
}
