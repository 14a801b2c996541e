import type { Budget } from '../values/budget';
import { type Print, VtlObject } from '../values/value';
import type { MacroFrame } from './macro-frame';
import { type Renderer, Runtime, StopCommand } from './runtime';

/** What `#define` or the body of a `#@macro` puts into a variable: printed anew each time. */
export class VtlBlock extends VtlObject {
  public override readonly className = 'Block';
  private depth = 0;

  /**
   * @param body - prints the block
   * @param frame - the variables at the place of its definition, which its text depends on
   * @param maxDepth - how often it may be within itself
   */
  public constructor(
    private readonly body: Renderer,
    private readonly frame: MacroFrame | undefined,
    private readonly maxDepth: number,
  ) {
    super();
  }

  /** Prints the block with the variables at hand; false if it is within itself too often. */
  public render(runtime: Runtime): boolean {
    if (this.depth >= this.maxDepth) return false;
    this.depth++;
    try {
      runtime.enter(() => catchBreak(() => this.body(runtime)));
    } finally {
      this.depth--;
    }
    return true;
  }

  /** The text of the block, or null if it is within itself too often. */
  public text(runtime: Runtime): string | null {
    const { frame } = runtime;
    let complete = true;
    runtime.frame = this.frame;
    try {
      const text = runtime.capture(() => {
        complete = this.render(runtime);
      });
      return complete ? text : null;
    } finally {
      runtime.frame = frame;
    }
  }

  public override print(_print: Print, budget: Budget): string {
    return budget instanceof Runtime ? (this.text(budget) ?? 'null') : '';
  }
}

/** Runs what a `#break` within it ends. */
export function catchBreak(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof StopCommand && error.nearest)) throw error;
  }
}
