import type { VtlLimits } from '../limits';
import { VtlFailure } from '../vtl-error';

/** What a rendering may still do. */
export class Budget {
  private work = 0;

  public constructor(public readonly limits: Required<VtlLimits>) {}

  /** Counts work done. @throws {@link VtlFailure} when it was too much in all */
  public charge(units: number): void {
    this.work += units;
    if (this.work > this.limits.work) {
      throw new VtlFailure(
        `the template does too much work, more than ${this.limits.work} units; loop over less`,
      );
    }
  }

  /** Counts a text that was made. @throws {@link VtlFailure} when it is too long */
  public made(text: string): string {
    this.checkLength(text.length);
    this.charge(text.length);
    return text;
  }

  /** @throws {@link VtlFailure} when a text of this length would be too long */
  public checkLength(length: number): void {
    if (length > this.limits.textLength) {
      throw new VtlFailure(`a text is longer than ${this.limits.textLength} characters`);
    }
  }
}
