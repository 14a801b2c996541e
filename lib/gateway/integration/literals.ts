import { isIntrinsic, type Value } from '../../model';
import { UnsupportedIntegration } from './unsupported-integration';

/** Names and texts of a template, in its order. */
export type Texts = Readonly<Record<string, string>>;

/** What the body of a request or response is converted to. */
export type ContentHandling = (typeof CONTENT_HANDLINGS)[number];

const CONTENT_HANDLINGS = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const;

/** Reads properties whose intrinsics have been resolved. */
export class Literals {
  /** @param path names what the properties belong to */
  public constructor(public readonly path: string) {}

  /** @throws {@link UnsupportedIntegration} when an intrinsic is left */
  public literal<T extends string | number>(value: Value<T>, property: string): T {
    if (isIntrinsic(value)) {
      throw new UnsupportedIntegration(
        `${this.path}/${property}`,
        `the value is not known here, got: ${JSON.stringify(value)}`,
      );
    }
    return value as T;
  }

  /** A member of its own name if the property is there, nothing otherwise. */
  public optional<K extends string>(
    name: K,
    value: Value<string> | undefined,
    property: string,
  ): { readonly [name in K]?: string } {
    if (value === undefined) return {};
    return { [name]: this.literal(value, property) } as { readonly [name in K]?: string };
  }

  /** A map of texts. */
  public texts(values: Readonly<Record<string, Value<string>>>, property: string): Texts {
    const entries = Object.entries(values);
    return Object.fromEntries(
      entries.map(([name, value]) => [name, this.literal(value, `${property}/${name}`)]),
    );
  }

  /**
   * One of the values that a property may have.
   *
   * @throws {@link UnsupportedIntegration} for any other
   */
  public oneOf<T extends string>(value: Value<string>, property: string, allowed: readonly T[]): T {
    const read = this.literal(value, property);
    const known = allowed.find((candidate) => candidate === read);
    if (known === undefined) {
      throw new UnsupportedIntegration(
        `${this.path}/${property}`,
        `must be one of ${allowed.join(', ')}, got: ${JSON.stringify(read)}`,
      );
    }
    return known;
  }

  /** How a body is converted. */
  public contentHandling(value: Value<string> | undefined): {
    readonly contentHandling?: ContentHandling;
  } {
    if (value === undefined) return {};
    return { contentHandling: this.oneOf(value, 'ContentHandling', CONTENT_HANDLINGS) };
  }
}
