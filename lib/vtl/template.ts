import { type Globals, type Macro, type Renderer, Runtime, StopCommand } from './evaluate/runtime';
import { Symbols } from './evaluate/symbols';
import { TemplateCompiler } from './evaluate/template-compiler';
import { DEFAULT_LIMITS, type VtlLimits } from './limits';
import { type Position, VtlError, VtlFailure } from './vtl-error';

/** How a template is compiled. */
export interface TemplateOptions {
  /**
   * How much it may do.
   *
   * @default - the limits of API Gateway, see {@link VtlLimits}
   */
  readonly limits?: VtlLimits;
}

/** A template of Apache Velocity 1.7, compiled. */
export interface Template {
  /**
   * Renders the template. What it sets stays in this rendering, but a list, map or host object
   * among the globals can be changed by it.
   *
   * @param globals - the variables that it finds, such as a `Map`; asked once for each name that the
   * template mentions
   * @throws {@link VtlError} when it fails, or does more than its limits allow
   */
  render(globals: Globals): string;
}

/**
 * Compiles a template of Apache Velocity 1.7, in which an undefined reference is an empty text
 * wherever it stands.
 *
 * @throws {@link VtlError} with the place of the first mistake
 * @see https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function compileTemplate(text: string, options: TemplateOptions = {}): Template {
  return new CompiledTemplate(text, { ...DEFAULT_LIMITS, ...options.limits });
}

const START: Position = { line: 1, column: 1 };

class CompiledTemplate implements Template {
  private readonly symbols = new Symbols();
  private readonly macros = new Map<string, Macro>();
  private readonly body: Renderer;
  private readonly names: readonly string[];

  public constructor(
    text: string,
    private readonly limits: Required<VtlLimits>,
  ) {
    const compiler = new TemplateCompiler(limits, this.symbols, this.macros);
    try {
      this.body = compiler.template(text);
    } catch (error) {
      throw withPosition(error, START);
    }
    this.names = this.symbols.names;
  }

  public render(globals: Globals): string {
    const { limits, symbols, names, macros } = this;
    const runtime = new Runtime(limits, symbols, names, macros, globals);
    try {
      this.run(runtime);
      return runtime.out;
    } catch (error) {
      throw withPosition(error, runtime.place?.positionOf(runtime.place.token) ?? START);
    }
  }

  private run(runtime: Runtime): void {
    try {
      this.body(runtime);
    } catch (error) {
      if (!(error instanceof StopCommand)) throw error;
    }
    runtime.checkLength(runtime.out.length);
  }
}

// The engine's own limits count as the template's: a stack or a text that grew too large.
function withPosition(error: unknown, position: Position): unknown {
  if (error instanceof VtlFailure) return new VtlError(error.message, position, { cause: error });
  if (!(error instanceof RangeError)) return error;
  const reason = `the template needs too much memory or stack: ${error.message}`;
  return new VtlError(reason, position, { cause: error });
}
