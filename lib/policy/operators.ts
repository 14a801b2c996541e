import { PolicyError, shown } from './errors';
import { ipSet, parseCidr, parseIp } from './ip';
import { parseTemplate, type VariableLookup } from './template';
import { matchesWildcard, type WildcardPattern } from './wildcard';

/**
 * Tells whether one value of the request matches any value of the policy.
 *
 * @returns `undefined` when that hangs on a policy variable that the request lacks
 */
export type ValueMatcher = (actual: string, lookup: VariableLookup) => boolean | undefined;

/** A condition operator. */
export interface Operator {
  /** Whether it holds when nothing matches, also for a missing key (`StringNotEquals`). */
  readonly negated: boolean;
  /**
   * Reads the operator's values once.
   *
   * @param variables - whether the policy's version has policy variables
   * @throws {@link PolicyError} for a value of the wrong form
   */
  compile(values: readonly string[], variables: boolean, path: string): ValueMatcher;
}

type Compile = Operator['compile'];
type Compare<T> = (actual: T, wanted: T) => boolean;

/**
 * Every condition operator but `Null`, which asks for the key and not for its value.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    ...pair(
      'StringEquals',
      'StringNotEquals',
      text((value) => value),
    ),
    ...pair(
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      text((value) => value.toLowerCase()),
    ),
    ...pair('StringLike', 'StringNotLike', pattern(matchesWildcard)),
    ...pair('ArnEquals', 'ArnNotEquals', pattern(matchesArn)),
    ...pair('ArnLike', 'ArnNotLike', pattern(matchesArn)),
    ...ordered('Numeric', parseNumber, 'a number'),
    ...ordered('Date', parseDate, 'an ISO 8601 date with time zone, or seconds since 1970'),
    ...pair('IpAddress', 'NotIpAddress', compileIp),
    Bool: { negated: false, compile: typed(parseBool, 'true or false', equal) },
    BinaryEquals: { negated: false, compile: typed(parseBase64, 'base64', equal) },
  }),
);

function pair(name: string, notName: string, compile: Compile): Record<string, Operator> {
  return { [name]: { negated: false, compile }, [notName]: { negated: true, compile } };
}

function ordered(
  prefix: string,
  parse: (value: string) => number | undefined,
  allowed: string,
): Record<string, Operator> {
  const operator = (compare: Compare<number>): Operator => ({
    negated: false,
    compile: typed(parse, allowed, compare),
  });
  return {
    ...pair(`${prefix}Equals`, `${prefix}NotEquals`, typed(parse, allowed, equal)),
    [`${prefix}LessThan`]: operator((actual, wanted) => actual < wanted),
    [`${prefix}LessThanEquals`]: operator((actual, wanted) => actual <= wanted),
    [`${prefix}GreaterThan`]: operator((actual, wanted) => actual > wanted),
    [`${prefix}GreaterThanEquals`]: operator((actual, wanted) => actual >= wanted),
  };
}

function equal<T>(actual: T, wanted: T): boolean {
  return actual === wanted;
}

/** Values compared as texts, after `normalize`. */
function text(normalize: (value: string) => string): Compile {
  return (values, variables, path) => {
    const templates = values.map((value) => parseTemplate(value, variables, path));
    return (actual, lookup) =>
      anyOf(templates, (template) => {
        const wanted = template.text(lookup);
        return wanted === undefined ? undefined : normalize(actual) === normalize(wanted);
      });
  };
}

/** Values that are patterns with `*` and `?`. */
function pattern(matches: (wanted: WildcardPattern, actual: string) => boolean): Compile {
  return (values, variables, path) => {
    const templates = values.map((value) => parseTemplate(value, variables, path));
    return (actual, lookup) =>
      anyOf(templates, (template) => {
        const wanted = template.pattern(lookup);
        return wanted === undefined ? undefined : matches(wanted, actual);
      });
  };
}

/** Values of one type; a value of the request that is not of that type matches nothing. */
function typed<T>(
  parse: (value: string) => T | undefined,
  allowed: string,
  compare: Compare<T>,
): Compile {
  return (values, _variables, path) => {
    const wanted = values.map((value) => required(parse(value), value, allowed, path));
    return (actual) => {
      const parsed = parse(actual);
      return parsed !== undefined && wanted.some((value) => compare(parsed, value));
    };
  };
}

function compileIp(values: readonly string[], _variables: boolean, path: string): ValueMatcher {
  const set = ipSet(
    values.map((value) => required(parseCidr(value), value, 'an IP address or a CIDR range', path)),
  );
  return (actual) => {
    const address = parseIp(actual);
    return address !== undefined && set.has(address);
  };
}

function required<T>(parsed: T | undefined, value: string, allowed: string, path: string): T {
  if (parsed !== undefined) return parsed;
  throw new PolicyError(path, `must be ${allowed}, got: ${shown(value)}`);
}

function anyOf<T>(
  items: readonly T[],
  test: (item: T) => boolean | undefined,
): boolean | undefined {
  let result: boolean | undefined = false;
  for (const item of items) {
    const matched = test(item);
    if (matched) return true;
    if (matched === undefined) result = undefined;
  }
  return result;
}

const COLON = 0x3a;
const ARN_PARTS = 6;

/** ARN operators compare the six parts one by one, so that `*` never passes a colon. */
function matchesArn(wanted: WildcardPattern, actual: string): boolean {
  const parts = splitArn(actual);
  if (parts === undefined) return false;
  if (wanted.length === 1 && matchesWildcard(wanted, '')) return true;
  const wantedParts = splitPattern(wanted);
  return (
    wantedParts.length === ARN_PARTS &&
    parts.every((part, index) => matchesWildcard(wantedParts[index] ?? [], part))
  );
}

function splitArn(arn: string): string[] | undefined {
  const parts = arn.split(':');
  if (parts.length < ARN_PARTS || parts[0] !== 'arn') return undefined;
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

function splitPattern(codes: WildcardPattern): WildcardPattern[] {
  const parts: WildcardPattern[] = [];
  let start = 0;
  for (let at = codes.indexOf(COLON); at >= 0; at = codes.indexOf(COLON, start)) {
    if (parts.length === ARN_PARTS - 1) break;
    parts.push(codes.slice(start, at));
    start = at + 1;
  }
  parts.push(codes.slice(start));
  return parts;
}

function parseNumber(value: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(value) ? Number(value) : undefined;
}

const ISO_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Milliseconds since 1970; four digits are a year, other digits seconds since 1970. */
function parseDate(value: string): number | undefined {
  const time = ISO_DATE.test(value)
    ? Date.parse(value)
    : /^-?\d{1,12}(\.\d{1,9})?$/.test(value)
      ? Number(value) * 1000
      : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function parseBool(value: string): boolean | undefined {
  const lower = value.toLowerCase();
  if (lower === 'true') return true;
  return lower === 'false' ? false : undefined;
}

function parseBase64(value: string): string | undefined {
  const form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
  return form.test(value) ? Buffer.from(value, 'base64').toString('hex') : undefined;
}
