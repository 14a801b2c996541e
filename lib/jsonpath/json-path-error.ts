/** A JSONPath that is refused, or that cannot be applied within limits. */
export class JsonPathError extends Error {
  public override readonly name = 'JsonPathError';

  /**
   * @param problem - what is wrong, what is allowed, and what was found
   * @param path - the path as it was given
   * @param offset - where in the path, in UTF-16 units from its start
   */
  public constructor(
    problem: string,
    public readonly path: string,
    public readonly offset: number,
  ) {
    super(`JSONPath ${quote(path)} at offset ${offset}: ${problem}`);
  }
}

const LONGEST_QUOTE = 200;

function quote(path: string): string {
  return JSON.stringify(path.length > LONGEST_QUOTE ? `${path.slice(0, LONGEST_QUOTE)}…` : path);
}
