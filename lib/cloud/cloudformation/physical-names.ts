import type { IdSource } from './ids';

const SUFFIX_LENGTH = 12;

/**
 * A name as CloudFormation makes it up: `stack-logicalId-SUFFIX`. Where that is too long, stack and
 * logical id share what the suffix leaves.
 *
 * @param maxLength of the whole name
 */
export function generatedName(
  stackName: string,
  logicalId: string,
  maxLength: number,
  ids: IdSource,
): string {
  const suffix = ids.upperAlphanumeric(SUFFIX_LENGTH, `name of ${logicalId}`);
  const room = maxLength - SUFFIX_LENGTH - 2;
  const stackRoom = Math.max(Math.floor(room / 2), room - logicalId.length);
  const stack = stackName.slice(0, stackRoom);
  return `${stack}-${logicalId.slice(0, room - stack.length)}-${suffix}`;
}
