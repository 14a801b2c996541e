/** A place in a template: both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A template that cannot be parsed, or that failed while it was rendered. */
export class VtlError extends Error {
  /** The line of the template, from 1. */
  public readonly line: number;

  /** The column of that line, from 1. */
  public readonly column: number;

  public constructor(
    public readonly reason: string,
    position: Position,
    options?: ErrorOptions,
  ) {
    super(`line ${position.line}, column ${position.column}: ${reason}`, options);
    this.name = 'VtlError';
    this.line = position.line;
    this.column = position.column;
  }
}

/**
 * What a method or a host object throws when it cannot do what the template asks: Java's exception.
 * The template adds the place and makes a {@link VtlError} of it.
 */
export class VtlFailure extends Error {
  public override readonly name = 'VtlFailure';
}

/** The position of an offset in a text. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
