import type { Target } from './api-model';
import { stableText } from './stable-text';
import { targetKey } from './target';
import type { Origin, Value } from './template';

/** The resource that was declared at an origin. */
export function ofOrigin({ source, logicalId }: Origin): Target {
  return { kind: 'resource', id: { source, logicalId } };
}

/** The stages of an API, as far as their names are concerned. */
export interface NamedStages {
  readonly target: Target;
  readonly stages: ReadonlyArray<{ readonly name: Value<string>; readonly origin: Origin }>;
}

/** Finds the stage resource that a stage name means, where a property says the name alone. */
export class StageNames {
  private readonly stages = new Map<string, Target>();

  public constructor(apis: readonly NamedStages[]) {
    for (const { target, stages } of apis) {
      for (const { name, origin } of stages)
        this.stages.set(stageKey(target, name), ofOrigin(origin));
    }
  }

  /** The stage of that name, or what was there. */
  public resolve(api: Target, stage: Target): Target {
    if (stage.kind === 'resource') return stage;
    return this.stages.get(stageKey(api, stage.value)) ?? stage;
  }
}

function stageKey(api: Target, name: Value<string>): string {
  return `${targetKey(api)}\n${stableText(name)}`;
}
