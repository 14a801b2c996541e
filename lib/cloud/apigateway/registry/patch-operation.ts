import { badRequest, ServiceError } from '../service-error';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_PatchOperation.html */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** JSON pointer. */
  readonly path: string;
  /** Always a text: `10.0`, `true`. */
  readonly value?: string;
  /** Where `copy` takes its value from. */
  readonly from?: string;
}

/** In the order in which the service lists them. */
const OPERATIONS: readonly string[] = ['add', 'remove', 'move', 'test', 'replace', 'copy'];

/**
 * Reads the patch operations of a request. What each of them is called is checked before anything
 * else, and all that are wrong are named together.
 *
 * @param inputName name of the input of the operation, such as `updateStageInput`
 * @throws ServiceError for what is no list of operations
 */
export function readPatchOperations(given: unknown, inputName: string): PatchOperation[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    throw badRequest(`patchOperations must be a list, got: ${JSON.stringify(given)}`);
  }
  const problems = given.flatMap((one, index) => opProblem(one, `${inputName}.${placeOf(index)}`));
  if (problems.length === 0) return given.map(readPatchOperation);
  const detected =
    problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  throw new ServiceError('ValidationException', `${detected} detected: ${problems.join('; ')}`);
}

function placeOf(index: number): string {
  return `patchOperations.${index + 1}.member.op`;
}

function opProblem(given: unknown, place: string): string[] {
  const { op } = (given ?? {}) as Record<string, unknown>;
  if (typeof op === 'string' && OPERATIONS.includes(op)) return [];
  return [
    `Value '${String(op)}' at '${place}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${OPERATIONS.join(', ')}]`,
  ];
}

function readPatchOperation(given: unknown): PatchOperation {
  const { op, path, value, from } = given as Record<string, unknown>;
  if (typeof path !== 'string') throw badRequest('Invalid patch path null');
  return {
    op: op as PatchOperation['op'],
    path,
    ...(value === undefined || value === null ? {} : { value: String(value) }),
    ...(typeof from === 'string' && { from }),
  };
}

/** The refusal of an operation that a path does not have. */
export function invalidOperation({ op, path }: PatchOperation): Error {
  return badRequest(`Invalid ${op} operation with path: ${path}`);
}

/** The value of an operation that has to have one. */
export function textOf({ path, value }: PatchOperation): string {
  if (value === undefined) {
    throw badRequest(`a patch of ${path} must have a value, got: none; write it as a text`);
  }
  return value;
}

/** A number in a range, both ends included. */
export function numberOf(operation: PatchOperation, [min, max]: readonly [number, number]): number {
  const text = textOf(operation);
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (number >= min && number <= max) return number;
  const range = max === Number.POSITIVE_INFINITY ? `${min} or more` : `between ${min} and ${max}`;
  throw badRequest(
    `a patch of ${operation.path} must have a number of ${range}, got: ${JSON.stringify(text)}`,
  );
}

/** A switch. */
export function flagOf(operation: PatchOperation): boolean {
  const text = textOf(operation).toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  throw badRequest(
    `a patch of ${operation.path} must have the value true or false, got: "${text}"`,
  );
}
