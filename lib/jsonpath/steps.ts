import type { JsonValue } from '../json';
import type { Reading } from './reading';

/**
 * Carries a value through the rest of a path. False when the path leads nowhere, which ends the
 * reading; what was collected before stays only where a `*` over an array goes on.
 */
export type Visit = (value: JsonValue, reading: Reading) => boolean;

/** Tells whether a deep scan applies the step that follows it to a value. */
export type ScanTest = (value: JsonValue, reading: Reading) => boolean;

/** A step that leads to at most one value. */
export interface DefiniteStep {
  readonly definite: true;
  /** Leads one value on; undefined when there is nothing. */
  readonly lead: (value: JsonValue) => JsonValue | undefined;
  readonly stopsScan: ScanTest;
  /** Whether nothing may follow: the value is made by the step, not found in the document. */
  readonly last?: boolean;
}

/** A step that leads to any number of values. */
export interface SelectingStep {
  readonly definite: false;
  /** Leads every value that it selects to the rest of the path. */
  readonly select: (rest: Visit) => Visit;
  readonly stopsScan: ScanTest;
}

/** What stands between two dots or in one pair of brackets. */
export type Step = DefiniteStep | SelectingStep;

/** A step with its place in a path. */
export interface PlacedStep {
  readonly step: Step;
  /** Whether `..` stands before it. */
  readonly deep: boolean;
  /** Where it begins in the path's text. */
  readonly offset: number;
}
