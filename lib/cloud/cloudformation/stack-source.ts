import type { TemplateSource } from '../../model';
import type { StackEnvironment } from './stack-identity';

/** A template to deploy, with what its stack is deployed with. */
export interface StackSource extends TemplateSource {
  /**
   * Values of parameters, by name; a nested stack gets its own from its parent.
   *
   * @default - every parameter has its default
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /**
   * Account and region, as far as they are known.
   *
   * @default - those of the engine
   */
  readonly environment?: Partial<StackEnvironment>;
  /**
   * Names of templates whose stacks are deployed before this, beside those that it imports from.
   *
   * @default - none
   */
  readonly dependsOn?: readonly string[];
}
