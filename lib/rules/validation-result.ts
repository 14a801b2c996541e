/** What the service says of something that it has read and found wrong. */
export function validationResult(...errors: readonly string[]): string {
  return `Validation Result: warnings : [], errors : [${errors.join(', ')}]`;
}

/** The refusal of a mapping: of its expression, or of the parameter that this names. */
export function invalidMapping(error: string): string {
  return `Invalid mapping expression specified: ${validationResult(error)}`;
}

/** The refusal of a mapping whose expression is none. */
export function invalidExpression(expression: string): string {
  return invalidMapping(`Invalid mapping expression specified: ${expression}`);
}
