import type { RestApiModel, RestRouteModel } from '../model';
import { type Json, unusedName } from './members';

type Validation = NonNullable<RestRouteModel['validation']>;

/**
 * What the console of API Gateway calls validators, by what they look at: the body, parameters.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-set-up.html
 */
const CONSOLE_NAMES: Readonly<Record<string, string>> = {
  'true false': 'Validate body',
  'true true': 'Validate body, query string parameters, and headers',
  'false true': 'Validate query string parameters and headers',
  'false false': 'No validation',
};

/** Request validators of an API, by the names that operations call them. */
export class ValidatorNames {
  private readonly validations = new Map<string, Validation>();

  public constructor(api: Pick<RestApiModel, 'validators' | 'routes'>) {
    for (const { name, validateBody, validateParameters } of api.validators) {
      const validation = { body: validateBody, parameters: validateParameters };
      this.add(validation, name === undefined ? undefined : String(name));
    }
    for (const { validation } of api.routes) {
      if (validation !== undefined && this.nameOf(validation) === undefined) this.add(validation);
    }
  }

  /** Name of a validator that looks at the same. */
  public nameOf(validation: Validation | undefined): string | undefined {
    if (validation === undefined) return undefined;
    const key = keyOf(validation);
    return [...this.validations].find(([, candidate]) => keyOf(candidate) === key)?.[0];
  }

  /**
   * `x-amazon-apigateway-request-validators`
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validators.html
   */
  public extension(): Json {
    return Object.fromEntries(
      [...this.validations].map(([name, { body, parameters }]) => [
        name,
        { validateRequestParameters: parameters, validateRequestBody: body },
      ]),
    );
  }

  private add(validation: Validation, name?: string): void {
    const wanted = name ?? CONSOLE_NAMES[keyOf(validation)] ?? 'Validator';
    this.validations.set(unusedName(wanted, this.validations), validation);
  }
}

function keyOf({ body, parameters }: Validation): string {
  return `${JSON.stringify(body)} ${JSON.stringify(parameters)}`;
}
