import { VtlFailure } from '../vtl';

/**
 * `StringEscapeUtils.escapeJavaScript` of Commons Lang 2: quotes, backslashes and slashes get a
 * backslash, whatever is not printable ASCII becomes `\uXXXX`.
 */
export function escapeJavaScript(text: string): string {
  return text.replace(/['"\\/]|[^\x20-\x7f]/g, (character) => {
    return SHORT_ESCAPES.get(character) ?? unicodeEscape(character);
  });
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["'", "\\'"],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['/', '\\/'],
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\r', '\\r'],
]);

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `URLEncoder.encode` with UTF-8: a blank becomes `+`, half a surrogate pair `?`. */
export function urlEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * `URLDecoder.decode` with UTF-8. Bytes that are no UTF-8 become U+FFFD.
 *
 * @throws {@link VtlFailure} where a `%` is not followed by two hex digits
 */
export function urlDecode(text: string): string {
  const broken = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (broken !== null) {
    throw new VtlFailure(
      `urlDecode: a % must be followed by two hex digits, got: ${excerpt(text, broken.index)}`,
    );
  }
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9A-Fa-f]{2})+/g, (bytes) =>
      Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
}

/** `Base64.getEncoder` over the UTF-8 bytes of a text. */
export function base64Encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/**
 * `Base64.getDecoder`, read as UTF-8. The `=` at the end may be missing.
 *
 * @throws {@link VtlFailure} for characters outside the alphabet, and for a text cut off
 */
export function base64Decode(text: string): string {
  const digits = text.replace(/={1,2}$/, '');
  const illegal = /[^A-Za-z0-9+/]/.exec(digits);
  if (illegal !== null) {
    throw new VtlFailure(
      `base64Decode: only A-Z, a-z, 0-9, + and / are allowed, got: ${excerpt(text, illegal.index)}`,
    );
  }
  const padded = digits.length !== text.length;
  if (digits.length % 4 === 1 || (padded && text.length % 4 !== 0)) {
    throw new VtlFailure('base64Decode: the text is cut off; its length must be a multiple of 4');
  }
  return Buffer.from(digits, 'base64').toString('utf8');
}

function excerpt(text: string, offset: number): string {
  return JSON.stringify(text.slice(offset, offset + 12));
}
