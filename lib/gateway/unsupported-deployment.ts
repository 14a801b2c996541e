import type { Origin } from '../model';
import { PolicyError } from '../policy';
import { SchemaError } from '../schema';

/**
 * Part of an API that API Gateway would not accept, or that cannot be run here. Thrown when a
 * deployment is frozen, never while a request is on its way.
 */
export class UnsupportedDeployment extends Error {
  public override readonly name = 'UnsupportedDeployment';

  /**
   * @param path logical id of the resource and path of the property: `OrdersGet/AuthorizerId`
   * @param reason what is wrong, what is allowed, what was given
   */
  public constructor(
    public readonly path: string,
    public readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason}`, options);
  }
}

/** Errors that say what is wrong with what they were given. */
const FAULTS = [PolicyError, SchemaError, SyntaxError];

/**
 * Compiles a property of a template.
 *
 * @param origin the resource; undefined: an API that lives outside of the app
 * @throws {@link UnsupportedDeployment} where the text of the property is at fault
 */
export function compileProperty<T>(
  origin: Origin | undefined,
  property: string,
  compile: () => T,
): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof Error) || !FAULTS.some((fault) => error instanceof fault)) throw error;
    throw new UnsupportedDeployment(placeOf(origin, property), error.message, { cause: error });
  }
}

/** Names a property of a resource, or of its place in an OpenAPI document. */
export function placeOf(origin: Origin | undefined, property: string): string {
  return `${origin?.logicalId ?? 'api'}${origin?.pointer ?? ''}/${property}`;
}
