import type { VtlLimits } from '../limits';
import type { Token } from '../syntax/tokens';
import { Budget } from '../values/budget';
import type { VtlValue } from '../values/value';
import { type Position, VtlFailure } from '../vtl-error';
import type { MacroFrame } from './macro-frame';
import { Symbols } from './symbols';

/** Finds the value of an expression. Null is Java's null: an expression without a value. */
export type Evaluator = (runtime: Runtime) => VtlValue;

/** Prints, or has an effect. */
export type Renderer = (runtime: Runtime) => void;

/** Decides an `#if`. */
export type Condition = (runtime: Runtime) => boolean;

/** A `#macro`. */
export interface Macro {
  readonly name: string;

  /** The places of its parameters, and their names with a `$`. */
  readonly parameters: readonly { readonly slot: number; readonly name: string }[];

  readonly body: Renderer;
}

/** The variables that a template starts with. */
export interface Globals {
  /** The value of a variable; undefined if there is none of that name. */
  get(name: string): VtlValue | undefined;
}

/** Where in the template something happens. */
export interface Place {
  readonly token: Token;
  readonly positionOf: (token: Token) => Position;
}

/** Ends a loop, macro or block (`#break`), or the whole rendering (`#stop`). */
export class StopCommand {
  /**
   * @param nearest - ends the nearest of what can be ended
   * @param scope - ends the loop of this scope
   */
  public constructor(
    public readonly nearest: boolean,
    public readonly scope?: VtlValue,
  ) {}
}

/** One rendering of a template: its variables, its output, and what it may still do. */
export class Runtime extends Budget {
  /** What was printed so far, or since the text began that is being made. */
  public out = '';

  /** The variables by their places; undefined or null for those that are not set. */
  public readonly variables: VtlValue[] = [];

  /** The parameters of the macro that is running. */
  public frame: MacroFrame | undefined;

  /** Where the last thing happened that may fail. */
  public place: Place | undefined;

  private ownMacros: Map<string, Macro> | undefined;

  /** Macros that have called each other. */
  public macroDepth = 0;

  /** Macros and blocks that are being rendered within each other. */
  private depth = 0;

  /**
   * @param symbols - the names of the template; `#evaluate` adds names of its own
   * @param names - the same names, by their places
   * @param macros - the macros of the template; `#evaluate` adds macros of its own
   * @param globals - the variables that it starts with; asked only for those that it mentions
   */
  public constructor(
    limits: Required<VtlLimits>,
    public symbols: Symbols,
    names: readonly string[],
    public macros: ReadonlyMap<string, Macro>,
    private readonly globals: Globals,
  ) {
    super(limits);
    for (const name of names) this.variables.push(globals.get(name) ?? null);
  }

  public get(slot: number): VtlValue {
    return (this.frame === undefined ? this.variables[slot] : this.frame.get(slot, this)) ?? null;
  }

  public put(slot: number, value: VtlValue): void {
    if (this.frame === undefined) this.variables[slot] = value;
    else this.frame.put(slot, value, this);
  }

  public remove(slot: number): void {
    if (this.frame === undefined) this.variables[slot] = null;
    else this.frame.remove(slot, this);
  }

  /** Counts work, and looks whether the output is too long. */
  public step(units: number): void {
    this.charge(units);
    this.checkLength(this.out.length);
  }

  /** The text that a renderer prints. */
  public capture(render: Renderer): string {
    const before = this.out;
    this.out = '';
    try {
      render(this);
      return this.made(this.out);
    } finally {
      this.out = before;
    }
  }

  /** Goes a level deeper. @throws {@link VtlFailure} when that was too deep */
  public enter<T>(run: () => T): T {
    this.step(STEP);
    if (this.depth >= this.limits.nesting) {
      throw new VtlFailure(`macros and blocks call each other deeper than ${this.limits.nesting}`);
    }
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }

  /** Lets `#evaluate` add names and macros, to this rendering alone. */
  public fork(): Map<string, Macro> {
    if (this.ownMacros === undefined) {
      this.symbols = new Symbols(this.symbols);
      this.ownMacros = new Map(this.macros);
      this.macros = this.ownMacros;
    }
    return this.ownMacros;
  }

  /** Gives the variables their first values that `#evaluate` has added. */
  public adopt(): void {
    for (const name of this.symbols.names.slice(this.variables.length)) {
      this.variables.push(this.globals.get(name) ?? null);
    }
  }
}

/** What a turn of a loop or a call counts as work. */
export const STEP = 200;
