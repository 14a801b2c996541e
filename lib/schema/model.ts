import { parseJson } from '../json';
import { compileSchema } from './compile';
import { SchemaError, shown } from './errors';
import { DepthError, typeOf } from './instance';
import { applyNode, EffortError, type Messages, type Run, type SchemaNode } from './node';
import { PatternTimeoutError } from './pattern';
import { createRegistry } from './registry';

/** Outcome of a validation. */
export interface ValidationResult {
  readonly valid: boolean;
  /**
   * What failed, in the wording of `$context.error.validationErrorString`, such as
   * `[object has missing required properties (["bar"])]`.
   *
   * @default - the document is valid
   */
  readonly message?: string;
}

/** A model of an API, ready to validate request bodies. */
export interface ModelValidator {
  /** Name of the model. */
  readonly name: string;
  /**
   * Validates a request body: as the text that was received (a string), or as
   * {@link validateValue} takes it.
   */
  validate(document: unknown): ValidationResult;
  /**
   * Validates a JSON value: as `JSON.parse` gives it, or as a `JsonValue`, which keeps 1.0 apart
   * from 1.
   *
   * @throws TypeError for what is no JSON value, such as `undefined`
   */
  validateValue(value: unknown): ValidationResult;
}

/** What else a model's schema may refer to. */
export interface CompileModelOptions {
  /**
   * Id of the API; a reference to a model of another API is then an error.
   *
   * @default - any id is accepted in `https://apigateway.amazonaws.com/restapis/<id>/models/<name>`
   */
  readonly restApiId?: string;
  /**
   * Schemas by their address, for references that leave the API.
   *
   * @default - none; API Gateway knows none either
   */
  readonly schemas?: Readonly<Record<string, unknown>>;
}

/** What API Gateway logs for a body that is not JSON. */
const NOT_JSON = 'Unknown error parsing request body';

const VALID: ValidationResult = { valid: true };

/**
 * Compiles a model: JSON schema draft 4 as API Gateway's engine understands it.
 *
 * @param name name of the model
 * @param schema its schema, parsed or as JSON text
 * @param models schemas of all models of the API, by name, for references between them
 * @throws {@link SchemaError} for a schema that API Gateway would refuse, or could not apply
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function compileModel(
  name: string,
  schema: unknown,
  models: Readonly<Record<string, unknown>> = {},
  options: CompileModelOptions = {},
): ModelValidator {
  const parsed = Object.entries({ ...models, [name]: schema }).map(
    ([model, source]) => [model, parseSchema(model, source)] as const,
  );
  const registry = createRegistry({
    models: new Map(parsed),
    schemas: new Map(Object.entries(options.schemas ?? {})),
    ...(options.restApiId === undefined ? {} : { restApiId: options.restApiId }),
  });
  const node = compileSchema(registry.model(name), registry);
  return {
    name,
    validate: (document) =>
      typeof document === 'string' ? runText(node, document) : run(node, document),
    validateValue: (value) => run(node, value),
  };
}

function parseSchema(model: string, schema: unknown): unknown {
  if (typeof schema !== 'string') return schema;
  try {
    return JSON.parse(schema);
  } catch {
    const where = { model, pointer: '' };
    throw new SchemaError(where, `a schema must be JSON, got: ${shown(schema)}`);
  }
}

/** Numbers that `JSON.parse` would not give back as written: with a fraction, exponent, or long. */
const INEXACT = /\d[.eE]|\d{16}/;

function runText(node: SchemaNode, text: string): ValidationResult {
  let document: unknown;
  try {
    document = INEXACT.test(text) ? parseJson(text) : JSON.parse(text);
  } catch {
    return failure([NOT_JSON]);
  }
  return run(node, document);
}

function run(node: SchemaNode, value: unknown): ValidationResult {
  typeOf(value);
  try {
    if (messagesOf(node, value, false).length === 0) return VALID;
    // Only a document that fails is visited in the order of its messages.
    return failure(messagesOf(node, value, true).map((message) => message()));
  } catch (cause) {
    if (isGivenUp(cause)) return failure([cause.message]);
    throw cause;
  }
}

function messagesOf(node: SchemaNode, value: unknown, ordered: boolean): Messages {
  const state: Run = { messages: [], ordered, limits: { depth: 0, applied: 0 } };
  applyNode(node, value, state);
  return state.messages;
}

function failure(messages: readonly string[]): ValidationResult {
  return { valid: false, message: `[${messages.join(', ')}]` };
}

/** A document that takes too long or goes too deep is not valid: what is not known to fit fails. */
function isGivenUp(cause: unknown): cause is Error {
  return (
    cause instanceof DepthError ||
    cause instanceof EffortError ||
    cause instanceof PatternTimeoutError
  );
}
