/** What a text is not: JSON. Thrown by `parseJson`, never anything else. */
export class JsonSyntaxError extends Error {
  public override readonly name = 'JsonSyntaxError';

  /**
   * @param problem - what was expected, and what was found
   * @param offset - where, in UTF-16 units from the start of the text
   */
  public constructor(
    problem: string,
    public readonly offset: number,
  ) {
    super(`not valid JSON at offset ${offset}: ${problem}`);
  }
}

/** The rest of a text at an offset, short enough for a message. */
export function excerpt(text: string, offset: number): string {
  return offset < text.length ? JSON.stringify(text.slice(offset, offset + 12)) : 'end of text';
}
