/**
 * A model's schema that API Gateway would refuse, or that it could never apply.
 *
 * API Gateway answers such a model with `Invalid model specified: … Invalid model schema specified`.
 */
export class SchemaError extends Error {
  /** Name of the model at fault. */
  public readonly model: string;
  /** JSON pointer to the member at fault; empty for the whole schema. */
  public readonly pointer: string;

  /**
   * @param where - the model and the member at fault
   * @param problem - what is wrong, what is allowed, what was found
   */
  public constructor(where: SchemaLocation, problem: string) {
    super(`model ${where.model}, #${where.pointer}: ${problem}`);
    this.name = 'SchemaError';
    this.model = where.model;
    this.pointer = where.pointer;
  }
}

/** A place in a model's schema. */
export interface SchemaLocation {
  readonly model: string;
  /** JSON pointer. */
  readonly pointer: string;
}

/** The place of a member below another place. */
export function below(
  where: SchemaLocation,
  ...tokens: readonly (string | number | undefined)[]
): SchemaLocation {
  const escaped = tokens
    .filter((token) => token !== undefined)
    .map((token) => String(token).replaceAll('~', '~0').replaceAll('/', '~1'));
  return { model: where.model, pointer: [where.pointer, ...escaped].join('/') };
}

/** How a refused value is shown in a message: JSON, cut after 120 characters. */
export function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // Circular or nested too deeply: the type has to do.
  }
  text ??= typeof value;
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
