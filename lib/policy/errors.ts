/**
 * A policy document that AWS would refuse, or that cannot be evaluated as it stands.
 *
 * The message names the member at fault, what is allowed there, and what was found.
 */
export class PolicyError extends Error {
  /** The member at fault, such as `Statement[1].Condition.IpAddress`; empty for the whole document. */
  public readonly path: string;

  /**
   * @param path - the member at fault
   * @param problem - what is wrong, what is allowed, what was found
   */
  public constructor(path: string, problem: string) {
    super(path === '' ? `policy: ${problem}` : `policy, ${path}: ${problem}`);
    this.name = 'PolicyError';
    this.path = path;
  }
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
