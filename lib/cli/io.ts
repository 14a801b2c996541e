/** Where a command writes. */
export interface Io {
  /** Writes a line of the command's answer. */
  out(line: string): void;
  /** Writes a line about the command's progress or failure. */
  err(line: string): void;
}

/** One command of `gatehouse`. */
export interface Command {
  /** Its line in `gatehouse --help`. */
  readonly summary: string;
  /** How it is called, without the program's name. */
  readonly usage: string;
  /**
   * @returns the exit code: 0, or 1 for an error of the user's
   * @throws anything else is a bug, exit code 2
   */
  run(args: string[], io: Io): Promise<number>;
}
