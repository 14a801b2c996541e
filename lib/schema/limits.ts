/** Nesting, of a document or of a schema, that is followed before validation gives up. */
export const MAX_DEPTH = 1000;

/** Schemas that one validation may apply: `anyOf` in `anyOf` in … doubles the work at each level. */
export const MAX_APPLIED = 2_000_000;

/** Validation stopped before it knew the answer; the document counts as not valid. */
export class GivenUpError extends Error {
  /** @param message - what to say in the place of what failed */
  public constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A document is nested too deeply to be compared. */
export class DepthError extends GivenUpError {
  public constructor() {
    super(`instance is nested more than ${MAX_DEPTH} levels deep`);
  }
}

/** A document takes more work to validate than {@link MAX_APPLIED} allows. */
export class EffortError extends GivenUpError {
  public constructor() {
    super(`instance needs more than ${MAX_APPLIED} schema applications`);
  }
}

/** What one validation has used up of its allowance. */
export class Effort {
  private depth = 0;
  private applied = 0;

  /**
   * Begins to apply one more schema, within those that have begun and not ended.
   *
   * @throws {@link DepthError}, {@link EffortError}
   */
  public begin(): void {
    if (this.depth >= MAX_DEPTH) throw new DepthError();
    if (this.applied >= MAX_APPLIED) throw new EffortError();
    this.applied++;
    this.depth++;
  }

  public end(): void {
    this.depth--;
  }
}
