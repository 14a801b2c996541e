import type { Synthesis } from '../synthesis/synthesis';
import { readableText } from './names';
import { type Place, textOf } from './symbolic-text';
import { Symbols } from './symbols';

/** A Lambda function, version or alias that something refers to. */
export interface LambdaReference {
  /** Name of the function, or its symbol. */
  readonly functionName: string;
  /**
   * Alias, version number, or the symbol of one.
   *
   * @default - the function without a qualifier: `$LATEST`
   */
  readonly qualifier?: string;
}

const ARN = /:function:(?<name>[^:/]+)(?::(?<qualifier>[^:/]+))?/;
const NAME = /^(?<name>[^:/]+)(?::(?<qualifier>[^:/]+))?$/;
const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/**
 * The function that a symbolic text names: an ARN, the URI of an integration, or a name.
 *
 * @returns undefined when it names no function
 */
export function lambdaReference(synthesis: Synthesis, text: string): LambdaReference | undefined {
  const groups = (ARN.exec(text) ?? NAME.exec(text))?.groups;
  const name = groups?.['name'];
  if (name === undefined) return undefined;
  const functionName = functionNames(synthesis).get(name) ?? name;
  const qualifier = groups?.['qualifier'];
  return qualifier === undefined ? { functionName } : { functionName, qualifier };
}

/** Tells whether two references name one function and one qualifier. */
export function sameLambda(a: LambdaReference, b: LambdaReference): boolean {
  return a.functionName === b.functionName && a.qualifier === b.qualifier;
}

/** Tells whether a reference leads to what was asked for: without a qualifier, to any version. */
export function leadsTo(found: LambdaReference, wanted: LambdaReference): boolean {
  return wanted.qualifier === undefined
    ? found.functionName === wanted.functionName
    : sameLambda(found, wanted);
}

/** A function as people read it: `Storefront/Orders`, `Storefront/Orders:live`. */
export function lambdaName(synthesis: Synthesis, lambda: LambdaReference): string {
  const name = readableText(synthesis, lambda.functionName);
  if (lambda.qualifier === undefined) return name;
  const qualifier = readableText(synthesis, lambda.qualifier);
  return `${name}:${qualifier.startsWith(`${name}/`) ? qualifier.slice(name.length + 1) : qualifier}`;
}

/**
 * The text with stage variables filled in; one that is not set stays.
 *
 * @param place - where the variables stand
 * @param variables - those of a stage, or of its canary
 */
export function withStageVariables(
  place: Place,
  text: string,
  variables: Readonly<Record<string, unknown>>,
): string {
  return text.replace(STAGE_VARIABLE, (mark, name: string) =>
    Object.hasOwn(variables, name) ? textOf(place, variables[name]) : mark,
  );
}

const NAMES = new WeakMap<Synthesis, Map<string, string>>();

/** Symbols of the functions whose name stands in the template, by name. */
function functionNames(synthesis: Synthesis): Map<string, string> {
  const known = NAMES.get(synthesis.whole);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  for (const { name: source, template } of synthesis.index.sources) {
    for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources ?? {})) {
      const name = Properties?.['FunctionName'];
      if (Type !== 'AWS::Lambda::Function' || typeof name !== 'string') continue;
      names.set(name, Symbols.of(synthesis).refOf({ source, logicalId }));
    }
  }
  NAMES.set(synthesis.whole, names);
  return names;
}
