/** How much a template may do. Every limit but `loopTurns` ends the rendering with an error. */
export interface VtlLimits {
  /**
   * Turns of one `#foreach`. As in Velocity the loop ends after that many, without an error.
   *
   * @default 1000
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
   */
  readonly loopTurns?: number;

  /**
   * Characters of the output, and of any text that the template makes on its way.
   *
   * @default 10485760 - the largest payload, 10 MB
   */
  readonly textLength?: number;

  /**
   * Work in all, roughly in nanoseconds: a unit for each character that is made or searched, a few
   * hundred for each turn of a loop and each call.
   *
   * @default 1000000000 - about a second
   */
  readonly work?: number;

  /**
   * Levels of anything nested in the template: blocks, parentheses, lists, calls in calls.
   *
   * @default 100
   */
  readonly nesting?: number;

  /**
   * Macros that call each other, and blocks with a body that print their own body.
   *
   * @default 20 - Velocity's `velocimacro.max.depth`
   */
  readonly macroDepth?: number;

  /**
   * How often a `#define`d block may print itself within itself.
   *
   * @default 2 - Velocity's `directive.define.max.depth`
   */
  readonly defineDepth?: number;
}

/** The limits in force when nothing else is asked for. */
export const DEFAULT_LIMITS: Required<VtlLimits> = {
  loopTurns: 1000,
  textLength: 10 * 1024 * 1024,
  work: 1_000_000_000,
  nesting: 100,
  macroDepth: 20,
  defineDepth: 2,
};
