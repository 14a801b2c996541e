import type { IConstruct } from 'constructs';
import type { Cloud } from '../../cloud';
import { ValidationError } from '../../errors';
import type { ResourceId } from '../../model';
import { resourceIdOf } from '../apis/construct-identity';
import { synth } from '../synthesis/synth';

/** A resource as it was deployed. */
export type DeployedResource = NonNullable<ReturnType<Cloud['engine']['resource']>>;

/**
 * The deployed resource that a construct is, or is made of in the first place.
 *
 * @param types - which types it may have: the first resource below the construct that has one
 * @throws {@link ValidationError} NotDeployed - when there is none
 */
export function deployedResource(
  cloud: Cloud,
  construct: IConstruct,
  types: readonly string[],
): DeployedResource {
  const { whole } = synth(construct);
  for (const candidate of [construct, ...construct.node.findAll()]) {
    const id = resourceIdOf(whole, candidate);
    const resource = id && cloud.engine.resource(id);
    if (resource !== undefined && types.includes(resource.type)) return resource;
  }
  throw notDeployed(construct.node.path, types);
}

/**
 * The deployed resource of a name: construct path, construct id, logical id, or physical id.
 *
 * @throws {@link ValidationError} NotDeployed - when there is none, or more than one
 */
export function namedResource(
  cloud: Cloud,
  name: string,
  types: readonly string[],
): DeployedResource {
  const fitting = cloud
    .resources()
    .filter(({ type }) => types.includes(type))
    .filter((resource) => namesOf(resource).includes(name));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  throw notDeployed(name, types, cloud);
}

/** Construct path of a resource; its logical id where the CDK recorded none. */
export function pathOfResource({ metadata, logicalId }: DeployedResource): string {
  const path = metadata['aws:cdk:path'];
  return typeof path === 'string' ? path.replace(/\/Resource$/, '') : logicalId;
}

/** Names by which people call a resource. */
export function namesOf(resource: DeployedResource): string[] {
  const path = pathOfResource(resource);
  return [path, path.slice(path.lastIndexOf('/') + 1), resource.logicalId, resource.physicalId];
}

/** The templates' id of a construct, for the table of given functions. */
export function idOf(construct: IConstruct): ResourceId | undefined {
  return resourceIdOf(synth(construct).whole, construct);
}

function notDeployed(name: string, types: readonly string[], cloud?: Cloud): ValidationError {
  const there = cloud
    ?.resources()
    .filter(({ type }) => types.includes(type))
    .map(pathOfResource);
  return new ValidationError(
    'NotDeployed',
    `must be one deployed resource of type ${types.join(' or ')}, got: ${JSON.stringify(name)}` +
      (there === undefined
        ? '; deploy the stack that it stands in'
        : `; there are ${there.join(', ') || 'none'}`),
  );
}
