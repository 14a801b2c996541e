import type { FunctionDefinition } from './function-definition';
import type { LambdaLogLine } from './lambda-log';
import { type OpenSandbox, openSandbox, type SandboxSettings } from './open-sandbox';
import type { Sandbox } from './sandbox';

/** What runs functions, as every version of them needs it. */
export interface VersionSettings extends SandboxSettings {
  readonly onLog?: (line: LambdaLogLine) => void;
}

/** A snapshot of a function: its code and settings, and the sandbox that it runs in. */
export class FunctionVersion {
  #open: OpenSandbox | undefined;
  #running = 0;
  #retired = false;

  /** @param name `$LATEST`, or the number of a version */
  public constructor(
    public readonly definition: FunctionDefinition,
    public readonly name: string,
    private readonly settings: VersionSettings,
  ) {}

  /**
   * The sandbox, opened at the first call.
   *
   * @throws ValidationError if the code cannot run locally
   */
  public sandbox(): Sandbox {
    const onConsole = this.settings.onLog
      ? (requestId: string | undefined, text: string): void => this.log(requestId, text)
      : undefined;
    this.#open ??= openSandbox(this.definition, this.name, this.settings, onConsole);
    return this.#open.sandbox;
  }

  /** Whether anybody reads the log. */
  public get isLogged(): boolean {
    return this.settings.onLog !== undefined;
  }

  /** Writes a line of the log. */
  public log(requestId: string | undefined, text: string): void {
    const { functionArn } = this.definition;
    const line = { functionArn, version: this.name, text };
    this.settings.onLog?.(requestId === undefined ? line : { ...line, requestId });
  }

  /** An invocation begins. */
  public enter(): void {
    this.#running++;
  }

  /** An invocation is over. */
  public leave(): void {
    this.#running--;
    if (this.#retired && this.#running === 0) void this.close();
  }

  /** Nothing new comes: closed as soon as nothing runs. */
  public retire(): void {
    this.#retired = true;
    if (this.#running === 0) void this.close();
  }

  /** Ends what runs. */
  public async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.sandbox.close();
    open?.dispose();
  }
}
