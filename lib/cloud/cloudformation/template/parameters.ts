import { createHash } from 'node:crypto';
import type { CfnTemplate } from '../../../model';
import { type JsonObject, own } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import type { StackEnvironment } from '../stack-identity';
import type { ParameterStore } from '../stores/parameter-store';
import { templateError } from '../template-error';
import { checkConstraints, isListType, splitList } from './parameter-constraints';

/** What a stack is deployed with. */
export interface ParameterInput {
  /** Name of the template. */
  readonly source: string;
  /** Values given, by parameter. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly environment: StackEnvironment;
  readonly store: ParameterStore;
}

const SSM_VALUE = /^AWS::SSM::Parameter::Value<(.+)>$/;
const PUBLIC_PARAMETER = '/aws/service/';
const IMAGE_ID = 'AWS::EC2::Image::Id';

/**
 * The value of each parameter of a template: as given, or its default; lists are split, and
 * parameters of Systems Manager are read.
 *
 * @throws {@link ValidationError} TemplateParameter - when a value is missing, unknown or not allowed
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function resolveParameters(
  template: CfnTemplate,
  input: ParameterInput,
): ReadonlyMap<string, unknown> {
  const declared = template.Parameters ?? {};
  checkNames(declared, input);
  return new Map(
    Object.entries(declared).map(([name, declaration]) => [
      name,
      resolveParameter(name, declaration, input),
    ]),
  );
}

function checkNames(declared: Readonly<Record<string, JsonObject>>, input: ParameterInput): void {
  const path = `${input.source}/Parameters`;
  const unknown = Object.keys(input.given).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) {
    throw templateError(
      'TemplateParameter',
      `Parameters: [${unknown.join(', ')}] do not exist in the template`,
      path,
    );
  }
  const missing = Object.entries(declared)
    .filter(([name, { Default }]) => (own(input.given, name) ?? Default) === undefined)
    .map(([name]) => name);
  if (missing.length > 0) {
    throw templateError(
      'TemplateParameter',
      `Parameters: [${missing.join(', ')}] must have values`,
      path,
    );
  }
}

function resolveParameter(name: string, declaration: JsonObject, input: ParameterInput): unknown {
  const path = `${input.source}/Parameters/${name}`;
  const value = own(input.given, name) ?? declaration['Default'];
  const text = Array.isArray(value) ? value.join(',') : scalarText(value);
  if (text === undefined) {
    throw templateError(
      'TemplateParameter',
      `Template format error: the value of a parameter must be a string, a number or a list, got: ${JSON.stringify(value)}`,
      path,
    );
  }
  checkConstraints(name, text, declaration, path);
  const type = String(declaration['Type']);
  const stored = SSM_VALUE.exec(type)?.[1];
  const resolved = stored === undefined ? text : readStored(text, stored, input, path);
  return isListType(stored ?? type) ? splitList(resolved) : resolved;
}

function readStored(name: string, type: string, input: ParameterInput, path: string): string {
  const value = input.store.get(input.environment, name);
  if (value !== undefined) return value;
  // AWS publishes image ids; which image it is has no effect here, that it is stays the same has.
  if (type === IMAGE_ID && name.startsWith(PUBLIC_PARAMETER)) {
    return `ami-${createHash('sha256').update(name).digest('hex').slice(0, 17)}`;
  }
  throw templateError(
    'TemplateParameter',
    `Unable to fetch parameters [${name}] from parameter store for this account; declare it in a stack that is deployed before`,
    path,
  );
}
