import type { HeaderPair } from '../request';
import { configurationError } from './failures';

interface Header {
  readonly name: string;
  readonly values: readonly string[];
}

const NAME = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const VALUE = /^[^\r\n\0]*$/;

/** Tells whether a name and a value can be sent as a header, and as one header only. */
export function isHeader(name: string, value: string): boolean {
  return NAME.test(name) && VALUE.test(value);
}

/** Headers by their names in any case, in the order in which they were first set. */
export class HeaderList {
  private readonly headers = new Map<string, Header>();

  /**
   * Sets a header; what it held before is gone.
   *
   * @throws Refusal for what is no header, such as a value with a line break: 500
   */
  public set(name: string, values: string | readonly string[]): void {
    const list = typeof values === 'string' ? [values] : values;
    for (const value of list) check(name, value);
    this.headers.set(name.toLowerCase(), { name, values: list });
  }

  /**
   * Adds a value to those that a header has, under the name that it has.
   *
   * @throws Refusal for what is no header: 500
   */
  public add(name: string, value: string): void {
    const known = this.headers.get(name.toLowerCase());
    this.set(known?.name ?? name, known === undefined ? value : [...known.values, value]);
  }

  /** Sets a header that is not there yet. */
  public setDefault(name: string, value: string): void {
    if (!this.has(name)) this.set(name, value);
  }

  public has(name: string): boolean {
    return this.headers.has(name.toLowerCase());
  }

  /** The last value of a header. */
  public get(name: string): string | undefined {
    return this.values(name).at(-1);
  }

  /** All values of a header. */
  public values(name: string): readonly string[] {
    return this.headers.get(name.toLowerCase())?.values ?? [];
  }

  /** One pair for each value. */
  public pairs(): HeaderPair[] {
    const pairs: HeaderPair[] = [];
    for (const { name, values } of this.headers.values()) {
      for (const value of values) pairs.push([name, value]);
    }
    return pairs;
  }
}

function check(name: string, value: string): void {
  if (!isHeader(name, value)) throw configurationError(`Invalid header: ${JSON.stringify(name)}`);
}
