import { type Document, documentOf, readDocument } from './document';
import { SchemaError, shown } from './errors';
import { explain } from './explain';
import { readGraph, type SchemaNode } from './graph';
import { DepthError, GivenUpError } from './limits';
import { createRegistry } from './registry';
import { compileVerdict, type Verdict } from './verdict';

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

const VALID: ValidationResult = { valid: true };

/** What API Gateway logs for a body that is not JSON. */
const NOT_JSON: ValidationResult = failure(['Unknown error parsing request body']);

/** Stands in for an explanation that finds nothing wrong, which is not known to happen. */
const UNEXPLAINED = 'instance does not match the schema';

/**
 * Compiles a model: JSON schema draft 4 as API Gateway's engine understands it.
 *
 * @param name - name of the model
 * @param schema - its schema, parsed or as JSON text
 * @param models - schemas of all models of the API, by name, for references between them
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
  const root = readGraph(registry.model(name), registry);
  const verdict = compileVerdict(root);
  const validateValue = (value: unknown) => answer(documentOf(value), root, verdict);
  return {
    name,
    validate: (document) => {
      if (typeof document !== 'string') return validateValue(document);
      const read = tryRead(document);
      return read === undefined ? NOT_JSON : answer(read, root, verdict);
    },
    validateValue,
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

function tryRead(text: string): Document | undefined {
  try {
    return readDocument(text);
  } catch {
    return undefined;
  }
}

/** The verdict is ajv's; what it finds not valid is explained, and stays so whatever that says. */
function answer(document: Document, root: SchemaNode, verdict: Verdict): ValidationResult {
  try {
    if (verdict(document)) return VALID;
    const messages = explain(root, document.written);
    return failure(messages.length > 0 ? messages : [UNEXPLAINED]);
  } catch (cause) {
    // What is not known to fit fails; the stack may end before the depth that is allowed.
    const reason = cause instanceof RangeError ? new DepthError() : cause;
    if (reason instanceof GivenUpError) return failure([reason.message]);
    throw cause;
  }
}

function failure(messages: readonly string[]): ValidationResult {
  return { valid: false, message: `[${messages.join(', ')}]` };
}
