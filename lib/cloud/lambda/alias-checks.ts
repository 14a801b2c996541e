import { ValidationError } from '../../errors';
import type { AliasDefinition } from './alias-routing';
import { type FunctionDefinition, labelOf } from './function-definition';
import { invalidParameter, notFound } from './lambda-error';

const LATEST = '$LATEST';
const ALIAS_NAME = /^(?!\d+$)[A-Za-z0-9-_]{1,128}$/;

/** What an alias belongs to. */
export interface AliasOwner {
  readonly definition: FunctionDefinition;
  /** Numbers of the versions that there are. */
  readonly versions: readonly string[];
}

/**
 * Checks an alias before it is made or pointed elsewhere.
 *
 * @throws ValidationError LambdaAlias - for its name or its weights
 * @throws LambdaError for its versions
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
 */
export function checkAlias(alias: AliasDefinition, owner: AliasOwner): void {
  const { name, functionVersion, additionalVersionWeights = {} } = alias;
  if (!ALIAS_NAME.test(name)) {
    throw refused(
      owner,
      `\`name\` must be 1 to 128 letters, digits, - or _, not digits alone, got: ${JSON.stringify(name)}`,
    );
  }
  checkVersion(functionVersion, owner);
  checkWeights(alias, owner);
  for (const version of Object.keys(additionalVersionWeights)) {
    checkSplit(functionVersion, version);
    checkVersion(version, owner);
  }
}

function checkVersion(version: string, { definition, versions }: AliasOwner): void {
  if (version === LATEST || versions.includes(version)) return;
  const known = [LATEST, ...versions].join(', ');
  throw notFound(
    `Function not found: ${definition.functionArn}:${version}; the versions of the function are ${known}`,
  );
}

/** What is published never changes: calls are not divided with what was deployed last. */
function checkSplit(main: string, additional: string): void {
  if (main === additional) {
    throw invalidParameter(
      `Invalid function version ${main}. Function version ${main} is already included in routing configuration.`,
    );
  }
  if (main === LATEST || additional === LATEST) {
    throw invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version');
  }
}

function checkWeights(
  { name, additionalVersionWeights = {} }: AliasDefinition,
  owner: AliasOwner,
): void {
  const weights = Object.values(additionalVersionWeights);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.every((weight) => weight >= 0 && weight <= 1) && sum <= 1) return;
  const got = JSON.stringify(additionalVersionWeights);
  throw refused(
    owner,
    `weights of alias ${name} must be from 0 to 1, and 1 at most together, got: ${got}`,
  );
}

function refused({ definition }: AliasOwner, message: string): ValidationError {
  return new ValidationError('LambdaAlias', message, labelOf(definition));
}
