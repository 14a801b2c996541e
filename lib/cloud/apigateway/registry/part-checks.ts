import type { UnreadProperty } from '../../../model';
import type { Violation } from '../../../rules';
import { badRequest } from '../service-error';
import type { ReadParts } from './read-parts';
import type { IgnoredLine } from './registry';

/** Rules that refuse a deployment although no refusal of AWS was ever recorded. */
const ENFORCED_CODES: readonly string[] = ['StageVariables'];

/**
 * Refuses what API Gateway would refuse, in its words where they are known.
 *
 * @param isMeant whether a violation is to be looked at, by the key of the part at fault
 */
export function refuseViolations(
  { violations }: Pick<ReadParts, 'violations'>,
  isMeant: (key: string | undefined, violation: Violation) => boolean,
): void {
  const meant = violations.filter((violation) => isMeant(violation.origin?.logicalId, violation));
  for (const violation of meant) {
    const { refusal, message, code } = violation;
    if (isOfImport(violation)) throw badRequest(importErrors(meant.filter(isOfImport)));
    if (refusal !== undefined) throw badRequest(refusal);
    if (ENFORCED_CODES.includes(code)) throw badRequest(`${code}: ${message}`);
  }
}

/** Something that the import of a document could not do. */
type ImportViolation = Violation & Required<Pick<Violation, 'refusal' | 'step'>>;

function isOfImport(violation: Violation): violation is ImportViolation {
  const { origin, refusal, step } = violation;
  return origin?.pointer !== undefined && refusal !== undefined && step !== undefined;
}

/** An import says everything that it could not do; of a method, what it could not do first. */
function importErrors(violations: readonly ImportViolation[]): string {
  const lines = new Map<string, string>();
  for (const { origin, step, refusal } of violations) {
    for (const one of [step].flat()) {
      const key = typeof step === 'string' ? String(origin?.pointer) : one;
      if (!lines.has(key)) lines.set(key, `\tUnable to ${one}: ${refusal}`);
    }
  }
  return ['Errors found during import:', ...lines.values()].join('\n');
}

/** What decides about properties that have no effect here. */
export interface UnreadPolicy {
  /** Types, logical ids, and paths of properties below logical ids. */
  readonly ignoreUnsupported: readonly string[];
  readonly ignored: IgnoredLine[];
}

/**
 * Refuses what the local gateway would pass over in silence.
 *
 * @param lines with their origins in the user's template
 * @throws Error that names the logical id and the path of each property
 */
export function refuseUnread(
  lines: readonly UnreadProperty[],
  { ignoreUnsupported, ignored }: UnreadPolicy,
): void {
  const refused = lines.filter(({ origin: { source, logicalId }, property, reason }) => {
    const path = property === '' ? logicalId : `${logicalId}/${property}`;
    const isIgnored = ignoreUnsupported.some((name) => name === logicalId || name === path);
    if (isIgnored) ignored.push({ path: `${source}/${path}`, reason });
    return !isIgnored;
  });
  if (refused.length > 0) throw badRequest(refused.map(unreadLine).join('; '));
}

function unreadLine({ origin: { logicalId }, property, reason }: UnreadProperty): string {
  const path = property === '' ? logicalId : `${logicalId}/${property}`;
  return `${path} ${reason}, so the local gateway cannot run it; take it out, or list "${path}" in ignoreUnsupported`;
}
