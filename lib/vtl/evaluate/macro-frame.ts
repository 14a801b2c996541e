import type { VtlValue } from '../values/value';
import type { Evaluator, Runtime } from './runtime';

/** A parameter as the caller wrote it: found anew each time that the macro looks at it. */
export interface Argument {
  readonly value: Evaluator;

  /** The text of the parameter, which `\$name` prints. */
  readonly literal: () => string;
}

/** The variables of a running macro: parameters by name, everything else of the caller. */
export class MacroFrame {
  private readonly locals = new Map<number, VtlValue>();
  private readonly parameters = new Map<number, Argument>();
  private readonly literals = new Map<string, () => string>();

  /** @param caller - the macro that called this one, if one did */
  public constructor(private readonly caller: MacroFrame | undefined) {}

  /** Gives a parameter its value. */
  public pass(slot: number, value: VtlValue): void {
    this.locals.set(slot, value);
  }

  /** Gives a parameter the expression that the caller wrote. */
  public passByName(slot: number, name: string, argument: Argument): void {
    this.parameters.set(slot, argument);
    this.literals.set(name, argument.literal);
  }

  public get(slot: number, runtime: Runtime): VtlValue {
    const local = this.locals.get(slot) ?? null;
    if (local !== null) return local;
    const parameter = this.parameters.get(slot);
    if (parameter !== undefined) return this.evaluate(parameter, runtime);
    return this.caller === undefined
      ? (runtime.variables[slot] ?? null)
      : this.caller.get(slot, runtime);
  }

  /** Sets a variable here and for the callers. */
  public put(slot: number, value: VtlValue, runtime: Runtime): void {
    this.locals.set(slot, value);
    if (this.caller === undefined) runtime.variables[slot] = value;
    else this.caller.put(slot, value, runtime);
  }

  /** Removes a variable here and for the callers. */
  public remove(slot: number, runtime: Runtime): void {
    this.locals.delete(slot);
    this.parameters.delete(slot);
    if (this.caller === undefined) runtime.variables[slot] = null;
    else this.caller.remove(slot, runtime);
  }

  /** What the caller wrote for a parameter. */
  public literal(name: string): string | undefined {
    return this.literals.get(name)?.() ?? this.caller?.literal(name);
  }

  private evaluate(parameter: Argument, runtime: Runtime): VtlValue {
    const { frame } = runtime;
    runtime.frame = this.caller;
    try {
      return parameter.value(runtime);
    } finally {
      runtime.frame = frame;
    }
  }
}
