import { attributePair } from '../../../model/text-parts';
import { isObject, type JsonObject } from '../../../model/value';
import { argumentList, resolveText, scalarText } from './arguments';
import { type IntrinsicFunction, NO_VALUE, type Resolution } from './resolution';
import { subParts } from './sub-text';

const JOIN_USAGE =
  'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined';
const SUB_USAGE =
  'One or more Fn::Sub intrinsic functions don’t specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string';
const SPLIT_USAGE =
  'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split';

/** The functions that make a text, or take one apart. */
export const TEXT_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Split': split,
  'Fn::Base64': (value, resolution) =>
    Buffer.from(resolveText(value, resolution, 'the value of Fn::Base64')).toString('base64'),
  'Fn::ToJsonString': (value, resolution) => JSON.stringify(resolution.resolve(value)),
};

function join(argument: unknown, resolution: Resolution): string {
  const [delimiter, items] = argumentList(argument, resolution, {
    min: 2,
    max: 2,
    usage: JOIN_USAGE,
  });
  const list = resolution.resolve(items, 1);
  if (typeof delimiter !== 'string' || !Array.isArray(list)) {
    return resolution.fail(`Template error: ${JOIN_USAGE}`);
  }
  const texts = list.map(
    (item) => scalarText(item) ?? resolution.fail(`Template error: ${JOIN_USAGE}`),
  );
  return texts.join(delimiter);
}

function split(argument: unknown, resolution: Resolution): string[] {
  const [delimiter, source] = argumentList(argument, resolution, {
    min: 2,
    max: 2,
    usage: SPLIT_USAGE,
  });
  if (typeof delimiter !== 'string' || delimiter === '') {
    return resolution.fail(`Template error: ${SPLIT_USAGE}`);
  }
  return resolveText(source, resolution, 'the source of Fn::Split', 1).split(delimiter);
}

function substitute(argument: unknown, resolution: Resolution): string {
  const [text, variables = {}] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  if (typeof text !== 'string' || !isObject(variables)) {
    return resolution.fail(`Template error: ${SUB_USAGE}`);
  }
  const pieces = subParts(text).map((part) =>
    'literal' in part ? part.literal : variable(part.name, variables, resolution),
  );
  return pieces.join('');
}

function variable(name: string, variables: JsonObject, resolution: Resolution): string {
  const value = Object.hasOwn(variables, name)
    ? resolution.resolve(variables[name], name)
    : referenced(name, resolution);
  if (value === NO_VALUE) return '';
  return (
    scalarText(value) ??
    resolution.fail(
      `Template error: \${${name}} of Fn::Sub must be a string, got: ${describe(value)}`,
    )
  );
}

function referenced(name: string, resolution: Resolution): unknown {
  const pair = attributePair(name);
  if (pair === undefined) return resolution.scope.reference(name, resolution);
  return resolution.scope.attribute(pair[0], pair[1], resolution);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'a list' : JSON.stringify(value);
}
