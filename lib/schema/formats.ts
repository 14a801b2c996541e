import { isIPv4, isIPv6 } from 'node:net';
import { isValidPattern } from './pattern';

/** A `format` that draft 4 defines, or `regex`. */
export interface Format {
  isValid(text: string): boolean;
  /** Message for a text that is not valid. */
  message(text: string): string;
}

/**
 * The formats that are checked; any other (`uuid`, `date`, `int32`, …) has no effect.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-7.3
 */
export const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    'date-time',
    {
      isValid: isDateTime,
      message: (text) =>
        `string "${text}" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]`,
    },
  ],
  ['email', { isValid: isEmail, message: notValid('email address') }],
  ['hostname', { isValid: isHostname, message: notValid('hostname') }],
  ['ipv4', { isValid: isIPv4, message: notValid('IPv4 address') }],
  ['ipv6', { isValid: isIPv6, message: notValid('IPv6 address') }],
  ['regex', { isValid: isRegex, message: notValid('ECMA 262 regular expression') }],
  ['uri', { isValid: isUri, message: notValid('URI') }],
]);

function notValid(what: string): Format['message'] {
  return (text) => `string "${text}" is not a valid ${what}`;
}

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,12})?(?:[Zz]|[+-](\d{2})(?::?(\d{2}))?)$/;

function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0, zoneMinute = 0] =
    match.slice(1).map((part) => Number(part ?? 0));
  return (
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    zone <= 23 &&
    zoneMinute <= 59
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const LOCAL_PART = /^(?:[^\s"(),.:;<>@[\]\\]+(?:\.[^\s"(),.:;<>@[\]\\]+)*|"(?:[^"\\\r\n]|\\.)*")$/;
const DOMAIN = /^(?:[A-Za-z0-9\u0080-\uffff-]+(?:\.[A-Za-z0-9\u0080-\uffff-]+)*|\[[^\s[\]]+\])$/;

/** An address of RFC 822, also with a name before it: `Jo <jo@example.com>`. */
function isEmail(text: string): boolean {
  const address = /^[^<>]*<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const at = address.lastIndexOf('@');
  return at > 0 && LOCAL_PART.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1));
}

const LABEL =
  /^[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,61}[A-Za-z0-9\u0080-\uffff])?$/;

function isHostname(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  return (
    text.length <= 253 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/** Engines of .NET and Perl know `\Z`; ECMA 262 does not. */
function isRegex(text: string): boolean {
  return isValidPattern(text) && !/\\Z/.test(text.replace(/\\\\/g, ''));
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const AUTHORITY = /^\/\/([^/?#]*)/;
const HOST_LITERAL = /^(?:[^[\]]*@)?\[[0-9A-Fa-f:.]+\](?::\d*)?$/;
const URI_CHARACTERS = /^(?:[\w.~:/?@!$&'()*+,;=\u00a0-\ud7ff\ue000-\uffef-]|%[0-9A-Fa-f]{2})*$/;

/** An absolute URI; characters beyond ASCII are allowed, as in Java's `java.net.URI`. */
function isUri(text: string): boolean {
  const scheme = SCHEME.exec(text)?.[0];
  if (scheme === undefined) return false;
  const afterScheme = text.slice(scheme.length);
  if (afterScheme === '' || afterScheme === '//') return false;
  const authority = AUTHORITY.exec(afterScheme)?.[1] ?? '';
  const withoutHost = HOST_LITERAL.test(authority)
    ? afterScheme.slice(authority.length + 2)
    : afterScheme;
  const [hierarchy = '', ...fragments] = withoutHost.split('#');
  return (
    fragments.length <= 1 && [hierarchy, ...fragments].every((part) => URI_CHARACTERS.test(part))
  );
}
