import { mapMembers, own } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import { KNOWN_TYPES } from '../known-types';
import { arn, type IdentifiedFacts, type KnownType, ownId } from '../known-types/known-type';
import { generatedName } from '../physical-names';
import type { ResourceContext, ResourceProvider, ResourceState } from '../provider';

const MAX_NAME = 64;

/**
 * Provider of a type that has no behaviour here: it gives a physical id and attributes as those of
 * AWS look, from the table of known types. A type that is not in the table has a generated name, an
 * ARN (`Arn`, `BucketArn` for a `…::Bucket`) and its id (`Id`, `BucketId`).
 */
export function genericProvider(type: string): ResourceProvider {
  const known = own(KNOWN_TYPES, type) ?? unknownType(type);
  const { nameProperty, createOnly = [] } = known;
  return {
    withoutEffect: true,
    replaceOn: nameProperty === undefined ? createOnly : [nameProperty, ...createOnly],
    create: (context) => identified(known, context),
    update: (context) => ({
      physicalId: context.physicalId,
      attributes: { ...identified(known, context).attributes },
    }),
  };
}

/**
 * Physical id and attributes of a resource of a known type, for providers that add behaviour to it.
 *
 * @returns undefined for a type that is not known
 */
export function knownResourceState(context: ResourceContext): ResourceState | undefined {
  const known = own(KNOWN_TYPES, context.type);
  return known && identified(known, context);
}

function identified(known: KnownType, context: ResourceContext): ResourceState {
  const { stack, logicalId, properties, ids } = context;
  const facts = { stack, logicalId, properties, ids, name: nameOf(known, context) };
  const id = known.id?.(facts) ?? facts.name;
  const complete: IdentifiedFacts = { ...facts, id };
  return {
    physicalId: id,
    attributes: mapMembers(known.attributes ?? {}, (attribute) => attribute(complete)),
  };
}

function nameOf(
  { nameProperty, maxName = MAX_NAME, lowerCaseName }: KnownType,
  { stack, logicalId, properties, ids }: ResourceContext,
): string {
  const given = nameProperty === undefined ? undefined : scalarText(properties[nameProperty]);
  if (given !== undefined) return given;
  const name = generatedName(stack.stackName, logicalId, maxName, ids);
  return lowerCaseName ? name.toLowerCase() : name;
}

function unknownType(type: string): KnownType {
  const [, service = '', resource = ''] = type.split('::');
  const toArn = (facts: IdentifiedFacts) =>
    arn(facts, service.toLowerCase(), `${resource.toLowerCase()}/${facts.id}`);
  return {
    attributes: { Arn: toArn, [`${resource}Arn`]: toArn, Id: ownId, [`${resource}Id`]: ownId },
  };
}
