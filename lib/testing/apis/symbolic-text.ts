import {
  type CfnResource,
  type Intrinsic,
  isIntrinsic,
  type ResourceId,
  resolveTarget,
  type Target,
  textParts,
} from '../../model';
import type { Synthesis } from '../synthesis/synthesis';
import { Symbols } from './symbols';

/** Where a value stands: the app, and the template in it. */
export interface Place {
  readonly synthesis: Synthesis;
  /** Name of the template. */
  readonly source: string;
}

/**
 * The text that a property will have once deployed, with a symbol for each part that is not known
 * before.
 *
 * ARNs of Lambda functions, versions and aliases are spelled out, so that one function looks the
 * same whether its ARN comes from the function, from an alias, or was put together from names.
 */
export function textOf(place: Place, value: unknown): string {
  if (value === undefined) return '';
  if (!isIntrinsic(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return textParts(value)
    .map((part) => (typeof part === 'string' ? part : partText(place, part)))
    .join('');
}

function partText(place: Place, part: Intrinsic): string {
  const chosen = 'Fn::Select' in part ? selected(place, part['Fn::Select']) : undefined;
  return chosen ?? targetText(place, resolveTarget(place.synthesis.index, place.source, part));
}

function selected(place: Place, argument: unknown): string | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [index, list] = argument as [unknown, unknown];
  const items = Array.isArray(list)
    ? list.map((item: unknown) => textOf(place, item))
    : splitList(place, list);
  return items?.[Number(index)];
}

function splitList(place: Place, list: unknown): string[] | undefined {
  const split: unknown = isIntrinsic(list) ? list['Fn::Split'] : undefined;
  if (!Array.isArray(split)) return undefined;
  const text = textOf(place, split[1]);
  const items = text.split(String(split[0]));
  // What one lone symbol would split into is not known.
  return items.length > 1 ? items : undefined;
}

/** The text of what a target stands for. */
export function targetText(place: Place, target: Target): string {
  if (target.kind === 'external' && typeof target.value === 'string') return target.value;
  return lambdaArn(place.synthesis, target) ?? Symbols.of(place.synthesis).symbol(target);
}

type LambdaText = (place: Place, id: ResourceId, resource: CfnResource) => string;

/** Function name and qualifier of what a reference to a resource gives, by type and attribute. */
const LAMBDA_ARNS: Readonly<Record<string, LambdaText>> = {
  'AWS::Lambda::Function.Arn': ({ synthesis }, id) => Symbols.of(synthesis).refOf(id),
  'AWS::Lambda::Alias.': aliased,
  'AWS::Lambda::Alias.AliasArn': aliased,
  'AWS::Lambda::Version.': versioned,
  'AWS::Lambda::Version.FunctionArn': versioned,
};

function lambdaArn(synthesis: Synthesis, target: Target): string | undefined {
  if (target.kind === 'external') return undefined;
  const resource = synthesis.index.resource(target.id);
  const handler = LAMBDA_ARNS[`${resource?.Type}.${target.attribute ?? ''}`];
  if (resource === undefined || handler === undefined) return undefined;
  const place = { synthesis, source: target.id.source };
  const pseudo = (name: string) => textOf(place, { Ref: `AWS::${name}` });
  const prefix = `arn:${pseudo('Partition')}:lambda:${pseudo('Region')}:${pseudo('AccountId')}`;
  return `${prefix}:function:${handler(place, target.id, resource)}`;
}

function aliased(place: Place, _id: ResourceId, { Properties }: CfnResource): string {
  return `${functionName(place, Properties)}:${textOf(place, Properties?.['Name'])}`;
}

function versioned(place: Place, id: ResourceId, { Properties }: CfnResource): string {
  const version = Symbols.of(place.synthesis).symbol({
    kind: 'resource',
    id,
    attribute: 'Version',
  });
  return `${functionName(place, Properties)}:${version}`;
}

function functionName(place: Place, properties: Record<string, unknown> | undefined): string {
  const text = textOf(place, properties?.['FunctionName']);
  return /:function:([^:]+)/.exec(text)?.[1] ?? text;
}
