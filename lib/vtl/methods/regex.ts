import { createRequire } from 'node:module';
import type { RE2JS as Program } from 're2js';
import type { Budget } from '../values/budget';
import { VtlFailure } from '../vtl-error';
import { quoted, translateRegex } from './java-regex';

/** The engine is loaded with the first regex: most templates have none. */
const load = createRequire(__filename);

/** Longer regexes are programs; compiling them takes more than their use. */
const LONGEST_PATTERN = 10_000;

/** How many compiled regexes are kept. */
const CACHE_SIZE = 200;

/** A character searched by regex takes more time than one that is copied. */
const COST = 50;

/** And so does each match. */
const MATCH_COST = 1000;

/** A place where a regex matched. */
interface Match {
  readonly start: number;
  readonly end: number;

  /** The text of a group; 0 is the match itself. */
  readonly group: (group: number | string) => string;

  /** How many groups there are apart from the match itself. */
  readonly groupCount: number;
}

/** Where a group of a match begins; -1 if it took no part. */
interface GroupStarts {
  start(group?: number): number;
}

/** A regular expression of `java.util.regex`, run in linear time. */
class JavaRegex {
  private readonly program: Program;
  private readonly groups: readonly number[];
  private readonly ends: readonly number[];

  public constructor(pattern: string) {
    const { source, groups, ends } = translateRegex(pattern);
    this.groups = groups;
    this.ends = ends;
    try {
      const { RE2JS } = load('re2js') as typeof import('re2js');
      this.program = RE2JS.compile(source);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new VtlFailure(`the regex ${quoted(pattern)} is not supported here: ${reason}`);
    }
  }

  /** Every match, from left to right, as Java's `Matcher.find` goes through a text. */
  public *matches(text: string): Generator<Match> {
    const matcher = this.program.matcher(text);
    let from = 0;
    while (from <= text.length && matcher.find(from)) {
      const start = matcher.start();
      const end = this.endOf(matcher);
      if (this.splitsLineBreak(matcher, text)) {
        from = start + 1;
        continue;
      }
      yield {
        start,
        end,
        groupCount: this.groups.length - 1,
        group: (group) =>
          group === 0 ? text.slice(start, end) : (matcher.group(this.groupOf(group)) ?? ''),
      };
      from = end === start ? end + 1 : end;
    }
  }

  /** Whether the whole text matches. */
  public matchesAll(text: string): boolean {
    if (this.ends.length === 0) return this.program.testExact(text);
    const matcher = this.program.matcher(text);
    return matcher.matches() && this.endOf(matcher) === text.length;
  }

  private groupOf(group: number | string): number | string {
    return typeof group === 'string' ? group : (this.groups[group] ?? 0);
  }

  // `$` does not come between a carriage return and its line feed.
  private splitsLineBreak(matcher: GroupStarts, text: string): boolean {
    return this.ends.some((group) => {
      const start = matcher.start(group);
      return text[start] === '\n' && text[start - 1] === '\r';
    });
  }

  // `$` looks at the last line break without taking it.
  private endOf(matcher: GroupStarts & { end(): number }): number {
    const starts = this.ends.map((group) => matcher.start(group)).filter((start) => start >= 0);
    return Math.min(matcher.end(), ...starts);
  }
}

const cache = new Map<string, JavaRegex>();

function regexOf(pattern: string): JavaRegex {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  if (pattern.length > LONGEST_PATTERN) {
    throw new VtlFailure(`a regex is longer than ${LONGEST_PATTERN} characters`);
  }
  const regex = new JavaRegex(pattern);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(pattern, regex);
  return regex;
}

/** Java's `String.matches`. */
export function matchesRegex(text: string, pattern: string, budget: Budget): boolean {
  budget.charge(text.length * COST);
  return regexOf(pattern).matchesAll(text);
}

/** Java's `String.replaceAll`, or `replaceFirst` with a `limit` of 1. */
export function replaceRegex(
  text: string,
  pattern: string,
  replacement: string,
  limit: number,
  budget: Budget,
): string {
  budget.charge(text.length * COST);
  const references = replacement.split('$').length - 1;
  let result = '';
  let copied = 0;
  let count = 0;
  for (const match of regexOf(pattern).matches(text)) {
    budget.charge(MATCH_COST);
    budget.checkLength(references * (match.end - match.start));
    result += text.slice(copied, match.start) + expand(replacement, match);
    copied = match.end;
    budget.checkLength(result.length);
    if (++count >= limit) break;
  }
  return result + text.slice(copied);
}

/** Java's `String.split`: 0 drops empty texts at the end, a positive limit leaves the rest whole. */
export function splitRegex(text: string, pattern: string, limit: number, budget: Budget): string[] {
  budget.charge(text.length * COST);
  const parts: string[] = [];
  let copied = 0;
  for (const { start, end } of regexOf(pattern).matches(text)) {
    if (parts.length === limit - 1) break;
    budget.charge(MATCH_COST);
    if (end === 0) continue;
    parts.push(text.slice(copied, start));
    copied = end;
  }
  if (copied === 0) return [text];
  parts.push(text.slice(copied));
  while (limit === 0 && parts.at(-1) === '') parts.pop();
  return parts;
}

// `$1` and `${name}` stand for groups, a backslash takes the character after it literally.
function expand(replacement: string, match: Match): string {
  if (!/[\\$]/.test(replacement)) return replacement;
  return replacement.replace(
    /\\(.?)|\$(?:(\d+)|\{([A-Za-z][A-Za-z0-9]*)\})?/gs,
    (whole, escaped: string | undefined, digits: string | undefined, name: string | undefined) => {
      if (escaped !== undefined && escaped !== '') return escaped;
      if (digits !== undefined) return numberedGroup(digits, match);
      if (name !== undefined) return namedGroup(name, match);
      throw new VtlFailure(
        `IllegalArgumentException: ${whole} in the replacement ${quoted(replacement)} means ` +
          'nothing; write \\\\ or \\$ for the character itself',
      );
    },
  );
}

// As many digits count as make the number of a group.
function numberedGroup(digits: string, match: Match): string {
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= match.groupCount) {
    length++;
  }
  const group = Number(digits.slice(0, length));
  if (group > match.groupCount)
    throw new VtlFailure(`IndexOutOfBoundsException: No group ${group}`);
  return match.group(group) + digits.slice(length);
}

function namedGroup(name: string, match: Match): string {
  try {
    return match.group(name);
  } catch {
    throw new VtlFailure(`IllegalArgumentException: No group with name {${name}}`);
  }
}
