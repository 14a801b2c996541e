import { JsonPathError } from './json-path-error';

/** A part of a path's text that knows where it stands, so that an error can say where. */
export class Source {
  public constructor(
    /** The whole path as it was given. */
    public readonly path: string,
    /** Where this part begins. */
    public readonly start: number = 0,
    /** Where it ends; the character there is not part of it. */
    public readonly end: number = path.length,
  ) {}

  public get text(): string {
    return this.path.slice(this.start, this.end);
  }

  /** The part between two places, which are counted from the start of this part. */
  public slice(from: number, to: number = this.end - this.start): Source {
    return new Source(this.path, this.start + from, this.start + to);
  }

  /** Without the given leading and trailing characters. */
  public strip(leading: RegExp = BLANKS_BEFORE, trailing: RegExp = BLANKS_AFTER): Source {
    const from = leading.exec(this.text)?.[0].length ?? 0;
    const rest = this.slice(from);
    return rest.slice(0, rest.text.length - (trailing.exec(rest.text)?.[0].length ?? 0));
  }

  /** Cuts this part at every match of a global pattern; gives what is between. */
  public split(separator: RegExp): Source[] {
    const cuts = Array.from(this.text.matchAll(separator));
    const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
    const ends = [...cuts.map((cut) => cut.index), this.text.length];
    return starts.map((start, i) => this.slice(start, ends[i]));
  }

  /** @throws {@link JsonPathError} always */
  public fail(problem: string, at = 0): never {
    throw new JsonPathError(problem, this.path, this.start + at);
  }
}

// Java's String.trim takes every character up to the blank.
const BLANKS_BEFORE = /^[\0-\x20]*/;
const BLANKS_AFTER = /[\0-\x20]*$/;
