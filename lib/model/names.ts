import type { SourceIndex } from './sources';
import { resolveTarget } from './target';
import type { Value } from './template';
import { isAbsent, isIntrinsic } from './value';

/**
 * The name of the resource that a property refers to, such as of an authorizer. A resource without
 * a `Name` goes by its logical id, of which CloudFormation makes its name.
 *
 * @param type - CloudFormation type that the resource must have
 * @returns undefined when the property refers to nothing of that type inside of the app
 */
export function nameOfReferred(
  index: SourceIndex,
  source: string,
  value: Value<string>,
  type: string,
): Value<string> | undefined {
  const target = resolveTarget(index, source, value);
  if (target.kind === 'external') return undefined;
  const resource = index.resource(target.id);
  if (resource?.Type !== type) return undefined;
  const { Name: name } = resource.Properties ?? {};
  const isName = typeof name === 'string' || (isIntrinsic(name) && !isAbsent(name));
  return isName ? name : target.id.logicalId;
}
