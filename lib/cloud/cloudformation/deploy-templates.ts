import { type DeployResult, StackEngine } from './stack-engine';
import type { StackEngineOptions } from './stack-engine-options';
import type { StackSource } from './stack-source';

/** A first deployment, and the engine for the next. */
export interface TemplateDeployment extends DeployResult {
  readonly engine: StackEngine;
}

/**
 * Deploys templates into an empty account.
 *
 * @param sources templates, those of nested stacks too
 * @throws {@link ValidationError} when a template is refused, or when a stack failed
 */
export async function deployTemplates(
  sources: readonly StackSource[],
  options: StackEngineOptions = {},
): Promise<TemplateDeployment> {
  const engine = new StackEngine(options);
  return { engine, ...(await engine.deploy(sources)) };
}
