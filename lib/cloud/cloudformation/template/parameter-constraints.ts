import { type JsonObject, own } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import { templateError } from '../template-error';

/** Tells what is wrong with a value, or with a value of a list, or undefined. */
type Constraint = (text: string, limit: unknown) => string | undefined;

/** Constraints by the member of the declaration that sets them. */
const CONSTRAINTS: Readonly<Record<string, Constraint>> = {
  Type: (text, type) =>
    NUMBER_TYPE.test(String(type)) && !isNumber(text) ? 'must be a number' : undefined,
  AllowedValues: (text, allowed) => {
    const values = Array.isArray(allowed) ? allowed.map((value) => scalarText(value)) : [];
    return values.includes(text)
      ? undefined
      : `must be one of AllowedValues [${values.join(', ')}]`;
  },
  AllowedPattern: (text, pattern) => patternProblem(text, String(pattern)),
  MinLength: (text, limit) =>
    text.length >= Number(limit) ? undefined : `must contain at least ${Number(limit)} characters`,
  MaxLength: (text, limit) =>
    text.length <= Number(limit) ? undefined : `must contain at most ${Number(limit)} characters`,
  MinValue: (text, limit) =>
    Number(text) >= Number(limit) ? undefined : `must be a number not less than ${Number(limit)}`,
  MaxValue: (text, limit) =>
    Number(text) <= Number(limit)
      ? undefined
      : `must be a number not greater than ${Number(limit)}`,
};

const NUMBER_TYPE = /^(?:Number|List<Number>)$/;
const LIST_TYPE = /^(?:List<.+>|CommaDelimitedList)$/;

/** Tells whether values of a type of parameters are lists. */
export function isListType(type: string): boolean {
  return LIST_TYPE.test(type);
}

/** The values of a list that a parameter holds. */
export function splitList(text: string): string[] {
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}

/**
 * Holds the value of a parameter against its declaration; of a list, each value.
 *
 * @throws {@link ValidationError} TemplateParameter - when the value is not allowed
 */
export function checkConstraints(
  name: string,
  text: string,
  declaration: JsonObject,
  path: string,
): void {
  const values = isListType(String(declaration['Type'])) ? splitList(text) : [text];
  for (const [member, check] of Object.entries(CONSTRAINTS)) {
    const limit = own(declaration, member);
    if (limit === undefined) continue;
    const problem = values.map((value) => check(value, limit)).find((found) => found !== undefined);
    if (problem !== undefined) throw refusal(name, text, problem, declaration, path);
  }
}

/** CloudFormation says the description of the constraint in place of what is wrong. */
function refusal(
  name: string,
  text: string,
  problem: string,
  declaration: JsonObject,
  path: string,
): Error {
  const description = scalarText(declaration['ConstraintDescription']);
  const reason =
    description === undefined
      ? `Parameter '${name}' ${problem}`
      : `Parameter ${name} failed to satisfy constraint: ${description}`;
  const shown = String(declaration['NoEcho']) === 'true' ? '****' : JSON.stringify(text);
  return templateError('TemplateParameter', `${reason}, got: ${shown}`, path);
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** CloudFormation matches the whole value, with the patterns of Java. */
function patternProblem(text: string, pattern: string): string | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text) ? undefined : `must match pattern ${pattern}`;
  } catch {
    return `cannot be checked here: its AllowedPattern ${pattern} is none that JavaScript reads`;
  }
}
