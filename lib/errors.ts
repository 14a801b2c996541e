import type { IConstruct } from 'constructs';

const VALIDATION_ERROR = Symbol.for('cdk-gatehouse.ValidationError');

/**
 * Something that the caller gave cannot work, known before anything is deployed.
 *
 * The message says what was wrong, what is allowed, what was given, and what to change.
 *
 * @jsii ignore
 */
export class ValidationError extends Error {
  /**
   * Tells whether a value is a `ValidationError`, also one of another copy of this library.
   */
  public static isValidationError(value: unknown): value is ValidationError {
    return typeof value === 'object' && value !== null && VALIDATION_ERROR in value;
  }

  /** What went wrong, as a stable PascalCase word, such as `StageVariableName`. */
  public readonly code: string;

  /**
   * Where it went wrong: the construct path, or the logical id with the path of the property.
   *
   * @default - not bound to one construct or resource
   */
  public readonly path?: string;

  /**
   * @param code - stable PascalCase word
   * @param message - lower case, no final period
   * @param where - the construct at fault, or the path of a resource's property
   */
  public constructor(
    code: string,
    message: string,
    where?: IConstruct | string,
    options?: ErrorOptions,
  ) {
    const path = typeof where === 'string' ? where : where?.node.path;
    super(path ? `${code} at ${path}: ${message}` : `${code}: ${message}`, options);
    this.name = 'ValidationError';
    this.code = code;
    if (path !== undefined) this.path = path;
    Object.defineProperty(this, VALIDATION_ERROR, { value: true });
  }
}
