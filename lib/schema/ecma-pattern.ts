type Range = readonly [first: number, last: number];

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
/** Supplementary private-use characters; texts are mapped with {@link mapSurrogates} first. */
const MAPPED_SURROGATES = 0xf0000;

/** A pattern that only a backtracking engine can run: look-ahead or back reference. */
export class UntranslatableError extends Error {}

/**
 * Rewrites a pattern of ECMA 262 (3rd to 5th edition, without flags) into RE2 syntax with the
 * same meaning, for texts that went through {@link mapSurrogates}.
 *
 * The pattern must be one that `RegExp` accepts.
 *
 * @throws {@link UntranslatableError}
 */
export function toRe2(source: string): string {
  return new Translator(source).translate();
}

/**
 * ECMA 262 without the flag `u` works on UTF-16 code units, RE2 on code points: half of a
 * surrogate pair becomes a code point of its own.
 */
export function mapSurrogates(text: string): string {
  return text.replace(/[\ud800-\udfff]/g, (unit) =>
    String.fromCodePoint(mapped(unit.charCodeAt(0))),
  );
}

function mapped(unit: number): number {
  return unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE
    ? MAPPED_SURROGATES + unit - FIRST_SURROGATE
    : unit;
}

function hex(codePoint: number): string {
  return `\\x{${codePoint.toString(16).toUpperCase()}}`;
}

function range(first: number, last: number): string {
  const pieces: readonly Range[] = [
    [first, Math.min(last, FIRST_SURROGATE - 1)],
    [Math.max(first, FIRST_SURROGATE), Math.min(last, LAST_SURROGATE)],
    [Math.max(first, LAST_SURROGATE + 1), last],
  ];
  return pieces
    .filter(([from, to]) => from <= to)
    .map(([from, to]) => `${hex(mapped(from))}-${hex(mapped(to))}`)
    .join('');
}

function complement(ranges: readonly Range[]): string {
  const starts = [0, ...ranges.map(([, last]) => last + 1)];
  const ends = [...ranges.map(([first]) => first - 1), 0xffff];
  return starts.map((first, index) => range(first, ends[index] ?? 0xffff)).join('');
}

/** What `\d`, `\w` and `\s` stand for; RE2's `\s` has fewer characters. */
const SET_RANGES: Readonly<Record<'d' | 'w' | 's', readonly Range[]>> = {
  d: [[0x30, 0x39]],
  w: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  s: [
    [0x9, 0xd],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
};

/** Inside of a character class for each escape that stands for a set. */
const SETS: ReadonlyMap<string, string> = new Map(
  Object.entries(SET_RANGES).flatMap(([letter, ranges]) => [
    [letter, ranges.map(([first, last]) => range(first, last)).join('')],
    [letter.toUpperCase(), complement(ranges)],
  ]),
);
const ANYTHING = range(0, 0xffff);

/** A member of a character class: one code unit, or a set. */
type ClassMember = { readonly unit: number } | { readonly set: string };

class Translator {
  private at = 0;

  public constructor(private readonly source: string) {}

  public translate(): string {
    let out = '';
    while (this.at < this.source.length) out += this.term();
    return out;
  }

  private term(): string {
    const character = this.source.charAt(this.at);
    const special = TERMS[character];
    if (special !== undefined) return special.call(this);
    this.at++;
    return hex(mapped(character.charCodeAt(0)));
  }

  /** Copies characters that mean the same in both languages. */
  public copy(length = 1): string {
    const text = this.source.slice(this.at, this.at + length);
    this.at += length;
    return text;
  }

  public dot(): string {
    this.at++;
    return '[^\\n\\r\\x{2028}\\x{2029}]';
  }

  public group(): string {
    const capturing = this.source.charAt(this.at + 1) !== '?';
    if (!capturing && this.source.charAt(this.at + 2) !== ':') throw new UntranslatableError();
    this.at += capturing ? 1 : 3;
    return '(?:';
  }

  public brace(): string {
    const quantifier = /^\{\d+(?:,\d*)?\}/.exec(this.source.slice(this.at, this.at + 24));
    if (quantifier) return this.copy(quantifier[0].length);
    this.at++;
    return hex(0x7b);
  }

  public escape(): string {
    const next = this.source.charAt(this.at + 1);
    if (next === 'b' || next === 'B') return this.copy(2);
    if (/[1-9]/.test(next)) throw new UntranslatableError();
    const member = this.escapedMember();
    return 'set' in member ? `[${member.set}]` : hex(mapped(member.unit));
  }

  public characterClass(): string {
    this.at++;
    const negated = this.source.charAt(this.at) === '^';
    if (negated) this.at++;
    let inside = '';
    while (this.source.charAt(this.at) !== ']') inside += this.classRange();
    this.at++;
    if (inside === '') return negated ? `[${ANYTHING}]` : `[^${ANYTHING}]`;
    return `[${negated ? '^' : ''}${inside}]`;
  }

  private classRange(): string {
    const first = this.classMember();
    const isRange = this.source.charAt(this.at) === '-' && this.source.charAt(this.at + 1) !== ']';
    if (!isRange) return inClass(first);
    this.at++;
    const last = this.classMember();
    if ('unit' in first && 'unit' in last) return range(first.unit, last.unit);
    return `${inClass(first)}${hex(0x2d)}${inClass(last)}`;
  }

  private classMember(): ClassMember {
    const character = this.source.charAt(this.at);
    if (character !== '\\') {
      this.at++;
      return { unit: character.charCodeAt(0) };
    }
    const next = this.source.charAt(this.at + 1);
    if (/[1-9]/.test(next)) throw new UntranslatableError();
    if (next !== 'b') return this.escapedMember();
    this.at += 2;
    return { unit: 8 };
  }

  private escapedMember(): ClassMember {
    const next = this.source.charAt(this.at + 1);
    this.at += 2;
    const set = SETS.get(next);
    if (set !== undefined) return { set };
    return { unit: CONTROLS[next] ?? this.codeEscape(next) };
  }

  private codeEscape(letter: string): number {
    if (letter === 'x') return this.hexEscape(2) ?? letter.charCodeAt(0);
    if (letter === 'u') return this.hexEscape(4) ?? letter.charCodeAt(0);
    // Octal and control escapes are read differently by engines of different age.
    if (letter === 'c' || (letter === '0' && /\d/.test(this.source.charAt(this.at)))) {
      throw new UntranslatableError();
    }
    return letter === '0' ? 0 : letter.charCodeAt(0);
  }

  private hexEscape(length: number): number | undefined {
    const digits = this.source.slice(this.at, this.at + length);
    if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
    this.at += length;
    return Number.parseInt(digits, 16);
  }
}

function inClass(member: ClassMember): string {
  return 'set' in member ? member.set : hex(mapped(member.unit));
}

const TERMS: Readonly<Record<string, ((this: Translator) => string) | undefined>> = {
  '\\': Translator.prototype.escape,
  '[': Translator.prototype.characterClass,
  '(': Translator.prototype.group,
  '{': Translator.prototype.brace,
  '.': Translator.prototype.dot,
  ...Object.fromEntries(
    [...')|^$*+?'].map((character) => [character, Translator.prototype.copy] as const),
  ),
};
