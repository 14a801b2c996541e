import { VtlFailure } from '../vtl-error';

/** A Java regex in the syntax of RE2, and which groups of that are which of Java's. */
export interface TranslatedRegex {
  readonly source: string;

  /** The number of each of Java's groups in `source`; group 0 is the match. */
  readonly groups: readonly number[];

  /** Groups that take the line break which Java's `$` only looks at. */
  readonly ends: readonly number[];
}

const LINE_ENDS = '\\n\\r\\x{85}\\x{2028}\\x{2029}';
const SPACES = ' \\t\\n\\x0B\\f\\r';
const BLANKS = ' \\t\\xA0\\x{1680}\\x{180e}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}';
const BREAKS = '\\n\\x0B\\f\\r\\x{85}\\x{2028}\\x{2029}';

/** Classes by their letter: the characters that they hold, for use within brackets. */
const CLASSES: Readonly<Record<string, string>> = { s: SPACES, h: BLANKS, v: BREAKS };

/** Java's names of POSIX classes. */
const POSIX: Readonly<Record<string, string>> = {
  Lower: 'lower',
  Upper: 'upper',
  ASCII: 'ascii',
  Alpha: 'alpha',
  Digit: 'digit',
  Alnum: 'alnum',
  Punct: 'punct',
  Graph: 'graph',
  Print: 'print',
  Blank: 'blank',
  Cntrl: 'cntrl',
  XDigit: 'xdigit',
  Space: 'space',
};

/** Escapes that mean the same in both. */
const SHARED_ESCAPES = 'dDwWtnrfabBAz';

/**
 * Translates a regular expression of `java.util.regex` to RE2, which takes linear time.
 *
 * @throws {@link VtlFailure} for what is no regex in Java, and for look-around, back references,
 * possessive quantifiers and intersections, which cannot be done in linear time
 */
export function translateRegex(pattern: string): TranslatedRegex {
  return new Translator(pattern).translate();
}

class Translator {
  private at = 0;
  private source = '';
  private groupCount = 0;
  private readonly groups: number[] = [0];
  private readonly ends: number[] = [];
  private dotAll = false;
  private multiline = false;
  private readonly flagStack: (readonly [boolean, boolean])[] = [];

  public constructor(private readonly pattern: string) {}

  public translate(): TranslatedRegex {
    while (this.at < this.pattern.length) this.source += this.next();
    return { source: this.source, groups: this.groups, ends: this.ends };
  }

  private next(): string {
    const character = this.take();
    return this.constructs[character]?.() ?? character;
  }

  private readonly constructs: Readonly<Record<string, () => string>> = {
    '\\': () => this.escape(false),
    '[': () => `[${this.bracket()}]`,
    '(': () => this.openGroup(),
    ')': () => this.closeGroup(),
    '.': () => (this.dotAll ? '.' : `[^${LINE_ENDS}]`),
    $: () => (this.multiline ? '$' : this.end()),
    '{': () => this.repetition(),
  };

  private take(): string {
    return this.pattern[this.at++] ?? '';
  }

  /** Takes a text if it comes next. */
  private skip(text: string): boolean {
    const comes = this.pattern.startsWith(text, this.at);
    if (comes) this.at += text.length;
    return comes;
  }

  /** Takes what a sticky expression matches here. */
  private scan(expression: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(expression.source, 'y');
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.pattern);
    if (match !== null) this.at = sticky.lastIndex;
    return match ?? undefined;
  }

  // The end of the text, or in front of the line break that ends it.
  private end(): string {
    this.ends.push(++this.groupCount);
    return `((?:\\r\\n|[${LINE_ENDS}])?\\z)`;
  }

  private repetition(): string {
    const counts = this.scan(/\d+(?:,\d*)?\}/);
    if (counts === undefined) throw this.invalid('illegal repetition "{"; write \\{ for a brace');
    return `{${counts[0]}`;
  }

  private openGroup(): string {
    this.flagStack.push([this.dotAll, this.multiline]);
    if (!this.skip('?')) {
      this.groups.push(++this.groupCount);
      return '(';
    }
    const name = this.scan(/<([A-Za-z][A-Za-z0-9]*)>/);
    if (name !== undefined) {
      this.groups.push(++this.groupCount);
      return `(?P<${name[1]}>`;
    }
    return this.flags();
  }

  private closeGroup(): string {
    const flags = this.flagStack.pop();
    if (flags !== undefined) [this.dotAll, this.multiline] = flags;
    return ')';
  }

  private flags(): string {
    const match = this.scan(/([imsu]*)(?:-([imsu]*))?([:)])/);
    if (match === undefined) {
      throw this.unsupported(`(?${this.pattern.slice(this.at, this.at + 2)}…)`);
    }
    const [, on = '', off = '', end = ''] = match;
    if (end === ')') this.flagStack.pop();
    this.dotAll = flagAfter('s', this.dotAll, on, off);
    this.multiline = flagAfter('m', this.multiline, on, off);
    const kept = on.replace('u', '');
    const dropped = off.replace('u', '');
    if (end === ')' && kept + dropped === '') return '(?:)';
    return `(?${kept}${dropped === '' ? '' : `-${dropped}`}${end}`;
  }

  private bracket(): string {
    const negated = this.skip('^') ? '^' : '';
    let inner = negated + (this.skip(']') ? '\\]' : '');
    while (!this.skip(']')) {
      if (this.at >= this.pattern.length) throw this.invalid('unclosed character class');
      if (this.skip('&&')) throw this.unsupported('the intersection &&');
      inner += this.bracketItem();
    }
    if (inner === negated) throw this.invalid('empty character class');
    return inner;
  }

  private bracketItem(): string {
    const character = this.take();
    if (character === '\\') return this.escape(true);
    if (character !== '[') return character;
    const nested = this.bracket();
    if (nested.startsWith('^')) throw this.unsupported('a negated class within a class');
    return nested;
  }

  private escape(inBracket: boolean): string {
    const letter = this.take();
    if (letter === '') throw this.invalid('a backslash at the end');
    const special = this.escapes[letter]?.(inBracket);
    if (special !== undefined) return special;
    const members = CLASSES[letter];
    if (members !== undefined) return inBracket ? members : `[${members}]`;
    if (SHARED_ESCAPES.includes(letter)) return `\\${letter}`;
    if (/[A-Za-z1-9]/.test(letter)) throw this.unsupported(`\\${letter}`);
    return literal(letter);
  }

  private readonly escapes: Readonly<Record<string, (inBracket: boolean) => string>> = {
    S: (inBracket) => this.outside(inBracket, 'S', `[^${SPACES}]`),
    H: (inBracket) => this.outside(inBracket, 'H', `[^${BLANKS}]`),
    V: (inBracket) => this.outside(inBracket, 'V', `[^${BREAKS}]`),
    R: (inBracket) => this.outside(inBracket, 'R', `(?:\\r\\n|[${BREAKS}])`),
    Z: (inBracket) => this.outside(inBracket, 'Z', inBracket ? '' : this.end()),
    Q: () => this.quotation(),
    E: () => '',
    e: () => '\\x{1b}',
    '0': () => this.character(/([0-3]?[0-7]{1,2})/, 8),
    u: () => this.character(/([0-9A-Fa-f]{4})/, 16),
    x: () => this.character(/([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\}/, 16),
    c: () => literal(String.fromCharCode((this.take().charCodeAt(0) || 0) ^ 64)),
    p: (inBracket) => this.property('p', inBracket),
    P: (inBracket) => this.property('P', inBracket),
  };

  private outside(inBracket: boolean, letter: string, translated: string): string {
    if (inBracket) throw this.unsupported(`\\${letter} in a character class`);
    return translated;
  }

  private quotation(): string {
    const end = this.pattern.indexOf('\\E', this.at);
    const text = this.pattern.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.pattern.length : end + 2;
    return [...text].map(literal).join('');
  }

  private character(digits: RegExp, base: number): string {
    const match = this.scan(digits);
    if (match === undefined) throw this.invalid('illegal escape of a character');
    return `\\x{${Number.parseInt(match[1] ?? match[2] ?? '', base).toString(16)}}`;
  }

  private property(letter: 'p' | 'P', inBracket: boolean): string {
    const match = this.scan(/([A-Z])|\{([A-Za-z_]+)\}/);
    const name = match?.[1] ?? match?.[2] ?? '';
    const posix = POSIX[name];
    if (posix === undefined) return `\\${letter}{${name.replace(/^Is/, '')}}`;
    const members = `[:${letter === 'P' ? '^' : ''}${posix}:]`;
    return inBracket ? members : `[${members}]`;
  }

  private invalid(reason: string): VtlFailure {
    return new VtlFailure(`PatternSyntaxException: ${reason} in the regex ${quoted(this.pattern)}`);
  }

  private unsupported(what: string): VtlFailure {
    return new VtlFailure(
      `the regex ${quoted(this.pattern)} uses ${what}, which is not supported here`,
    );
  }
}

function flagAfter(flag: string, before: boolean, on: string, off: string): boolean {
  return (before || on.includes(flag)) && !off.includes(flag);
}

function literal(character: string): string {
  return /[A-Za-z0-9]/.test(character) || character > '\x7f' ? character : `\\${character}`;
}

/** A regex as an error message shows it. */
export function quoted(pattern: string): string {
  return JSON.stringify(pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern);
}
