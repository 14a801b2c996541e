import type { Globals, VtlMap, VtlValue } from '../vtl';
import { hideClaims } from './claims-variable';
import { InputVariable } from './input-variable';
import type { MappingInput } from './mapping-input';
import { MethodVariable } from './method-variable';
import type { PathCache } from './path-cache';
import { mapOf } from './plain-json';
import { UtilVariable } from './util-variable';

const UTIL = new UtilVariable();

/** The variables of one rendering. Each is made when the template is found to mention it. */
export class MappingVariables implements Globals {
  private contextMap: VtlMap | undefined;

  public constructor(
    private readonly given: MappingInput,
    private readonly paths: PathCache,
  ) {}

  /** `$context`. */
  public get context(): VtlMap {
    this.contextMap ??= hideClaims(mapOf(this.given.context ?? {}));
    return this.contextMap;
  }

  public get(name: string): VtlValue | undefined {
    if (name === 'input') return this.input();
    if (name === 'util') return UTIL;
    if (name === 'context') return this.context;
    if (name === 'method') return new MethodVariable(this.given.params ?? {});
    return name === 'stageVariables' ? mapOf(this.given.stageVariables ?? {}) : undefined;
  }

  private input(): InputVariable {
    return new InputVariable(this.given.body, this.given.params ?? {}, this.paths);
  }
}
