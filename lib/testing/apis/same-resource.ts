import type { Target } from '../../model';

/** Tells whether two targets are one resource, whichever attribute of it they name. */
export function sameResource(a: Target | undefined, b: Target | undefined): boolean {
  if (a?.kind !== 'resource' || b?.kind !== 'resource') {
    return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
  }
  return a.id.source === b.id.source && a.id.logicalId === b.id.logicalId;
}
