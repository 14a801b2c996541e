import type { JsonValue } from '../json';
import { JsonPathError } from './json-path-error';

/** Values that one reading may look at: as many as a payload of 10 MB can hold. */
const MAX_VISITS = 5_000_000;

/** Characters that one reading may compare or match. */
const CHARACTERS_PER_VISIT = 16;

/**
 * A step applied to a value of the wrong kind, such as `[0]` to a text: it ends the whole reading,
 * where a member that is only missing may be passed over.
 */
export class MismatchedStep extends Error {}

/** One reading of a document: what it found so far, and what it may still spend. */
export class Reading {
  public readonly results: JsonValue[] = [];
  private visits = 0;

  public constructor(
    public readonly root: JsonValue,
    private readonly path: string,
  ) {}

  /** Adds a result. Always true: the last step of a path finds what it is given. */
  public collect(value: JsonValue): true {
    this.visit();
    this.results.push(value);
    return true;
  }

  /** Counts a value that is looked at. */
  public visit(): void {
    this.spend(1);
  }

  /** Counts a text that is compared or matched. */
  public scanText(text: string): void {
    this.spend(Math.ceil(text.length / CHARACTERS_PER_VISIT));
  }

  /** @throws {@link JsonPathError} for a condition that no value can meet or miss */
  public fail(problem: string): never {
    throw new JsonPathError(problem, this.path, 0);
  }

  private spend(visits: number): void {
    this.visits += visits;
    if (this.visits > MAX_VISITS) {
      this.fail(
        `looks at more than ${MAX_VISITS} values; use fewer '..' and '*', or name the members`,
      );
    }
  }
}
