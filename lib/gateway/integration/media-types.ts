/** What a request or response without a content type is taken for. */
export const DEFAULT_MEDIA_TYPE = 'application/json';

/**
 * The first media type of a `Content-Type` or `Accept` header, in lower case and without its
 * parameters: `application/json; charset=UTF-8` is `application/json`. Of several media types API
 * Gateway honours the first alone.
 *
 * @returns undefined when there is no header
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function mediaTypeOf(header: string | undefined): string | undefined {
  if (header === undefined || header === DEFAULT_MEDIA_TYPE) return header;
  const end = header.search(/[,;]/);
  return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase();
}

const EVERYTHING = '*/*';

/**
 * `binaryMediaTypes` of an API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 */
export class BinaryMediaTypes {
  private readonly exact: ReadonlySet<string>;
  private readonly everything: boolean;

  /**
   * @param types such as `image/png`, `image/*` or the wildcard of all types; any other wildcard on
   * the left includes nothing, not even itself
   */
  public constructor(types: readonly string[]) {
    const lower = types.map((type) => type.toLowerCase());
    this.everything = lower.includes(EVERYTHING);
    this.exact = new Set(lower.filter((type) => type === EVERYTHING || !type.startsWith('*/')));
  }

  /**
   * Tells whether a body of this media type is binary.
   *
   * @param mediaType as {@link mediaTypeOf} gives it; without one only the wildcard of all types
   * includes it
   */
  public includes(mediaType: string | undefined): boolean {
    if (this.exact.size === 0) return false;
    if (this.everything) return true;
    if (mediaType === undefined) return false;
    if (this.exact.has(mediaType)) return true;
    const slash = mediaType.indexOf('/');
    return slash > 0 && this.exact.has(`${mediaType.slice(0, slash)}/*`);
  }
}
