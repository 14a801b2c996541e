// biome-ignore-all lint/suspicious/noControlCharactersInRegex: json-smart has rules for them
import { doubleFromText, integerFromText, MAX_NUMBER_LENGTH, numberLengthProblem } from './numbers';
import { excerpt, JsonSyntaxError } from './syntax-error';
import { type JsonArray, JsonDouble, type JsonObject, type JsonValue } from './values';

/** What a bare text (one without quotes) ends before, by where it stands. */
const NAME_ENDS = /[:\x1a]/g;
const MEMBER_ENDS = /[,}\x1a]/g;
const ITEM_ENDS = /[,\]\x1a]/g;
const ROOT_ENDS = /\x1a/g;

/** Bare texts that are not text. */
const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', new JsonDouble(Number.NaN)],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    t: '\t',
    n: '\n',
    r: '\r',
    f: '\f',
    b: '\b',
    '\\': '\\',
    '/': '/',
    "'": "'",
    '"': '"',
  }),
);

/** How many hexadecimal digits follow `\u` and `\x`. */
const HEX_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['u', 4],
  ['x', 2],
]);

const BLANK = 0x20;
const END = '';
const END_MARK = '\x1a';
/** What no value begins with. */
const NO_VALUE = new Set([END, ':', '}', ']']);
const MEMBER_FOLLOWERS = new Set([',', '}']);
const NO_NAME = new Set([END, ':', '[', ']', '{']);
const GAP = new Set([' ', '\t', '\n', '\r']);
const NUMBER = /[-0-9][0-9]*(?:\.[0-9]*)?(?:[eE][-+0-9][0-9]*)?/y;
const WHOLE_NUMBER = /^-?[0-9]*$/;
const SPACE = /[\0-\x19\x1b-\x20]*/y;
const PLAIN = /[^"'\\\0-\x1f\x7f]*/y;

/**
 * Reads JSON as json-smart does in its permissive mode: names and texts without quotes, single
 * quotes, useless commas, leading zeros, and anything behind the first value. A text that is no
 * JSON at all, such as a form body, is one string.
 *
 * @see https://github.com/netplex/json-smart-v2
 */
export class LenientReader {
  private position = 0;

  public constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  /** @throws {@link JsonSyntaxError} when even json-smart finds no value */
  public read(): JsonValue {
    const character = this.skipGap();
    return character === END ? '' : this.readValue(character, ROOT_ENDS, 1);
  }

  private readValue(character: string, ends: RegExp, depth: number): JsonValue {
    if (character === '{') {
      return this.readObject(depth);
    }
    if (character === '[') {
      return this.readArray(depth);
    }
    if (isQuote(character)) {
      return this.readString(character);
    }
    if (NO_VALUE.has(character)) {
      this.fail('expected a value');
    }
    return this.readNumber(ends) ?? this.readBareValue(ends);
  }

  private readObject(depth: number): JsonObject {
    this.guardDepth(depth);
    const object: JsonObject = new Map();
    this.position++;
    for (;;) {
      const character = this.skipGapAndCommas();
      if (character === '}') {
        this.position++;
        return object;
      }
      const name = this.readName(character);
      object.set(name, this.readValue(this.skipGap(), MEMBER_ENDS, depth + 1));
      this.skip(SPACE);
      if (!MEMBER_FOLLOWERS.has(this.peek())) {
        this.fail("expected ',' or '}'");
      }
    }
  }

  private readName(character: string): string {
    if (NO_NAME.has(character)) {
      this.fail('expected a name');
    }
    const name = isQuote(character) ? this.readString(character) : this.readBare(NAME_ENDS);
    this.skip(SPACE);
    if (this.peek() !== ':') {
      this.fail("expected ':'");
    }
    this.position++;
    return name;
  }

  private readArray(depth: number): JsonArray {
    this.guardDepth(depth);
    const array: JsonArray = [];
    this.position++;
    for (;;) {
      const character = this.skipGapAndCommas();
      if (character === ']') {
        this.position++;
        return array;
      }
      array.push(this.readValue(character, ITEM_ENDS, depth + 1));
    }
  }

  /** A string without escapes is taken as it is, control characters included. */
  private readString(quote: string): string {
    const start = this.position + 1;
    const end = this.text.indexOf(quote, start);
    if (end < 0) {
      this.fail(`expected a closing ${quote}`);
    }
    const plain = this.text.slice(start, end);
    this.position = start;
    if (plain.includes('\\')) {
      return this.readEscapedString(quote);
    }
    this.position = end + 1;
    return plain;
  }

  /** A string with an escape loses its control characters. */
  private readEscapedString(quote: string): string {
    let value = '';
    for (;;) {
      value += this.skip(PLAIN);
      const character = this.peek();
      if (character === END) {
        this.fail(`expected a closing ${quote}`);
      }
      this.position++;
      if (character === quote) {
        return value;
      }
      if (character === '\\') {
        value += this.readEscape();
      } else if (isQuote(character)) {
        value += character;
      }
    }
  }

  private readEscape(): string {
    const letter = this.text.charAt(this.position++);
    const length = HEX_ESCAPES.get(letter);
    if (length === undefined) {
      return ESCAPES.get(letter) ?? '';
    }
    const digits = this.text.slice(this.position, this.position + length);
    if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) {
      this.fail(`expected ${length} hexadecimal digits after \\${letter}`);
    }
    this.position += length;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** Nothing when the text goes on behind the number: then it is a bare text. */
  private readNumber(ends: RegExp): JsonValue | undefined {
    const start = this.position;
    const text = this.skip(NUMBER);
    this.skip(SPACE);
    const next = this.peek();
    if (text === '' || !(next === END || next > '}' || isEnd(ends, next))) {
      this.position = start;
      return undefined;
    }
    this.guardNumber(text);
    return WHOLE_NUMBER.test(text) ? integerFromText(text.replace(/^-?$/, '0')) : this.double(text);
  }

  private guardNumber(text: string): void {
    if (text.length > MAX_NUMBER_LENGTH) {
      this.fail(numberLengthProblem(text));
    }
  }

  private double(text: string): JsonDouble {
    return Number.isNaN(Number(text)) ? this.fail('expected a number') : doubleFromText(text);
  }

  private readBareValue(ends: RegExp): JsonValue {
    const word = /[a-zA-Z]/.test(this.peek());
    const text = this.readBare(ends);
    const value = word ? WORDS.get(text) : undefined;
    return value === undefined ? text : value;
  }

  private readBare(ends: RegExp): string {
    const start = this.position;
    ends.lastIndex = start;
    this.position = ends.exec(this.text)?.index ?? this.text.length;
    return javaTrim(this.text.slice(start, this.position));
  }

  /** Goes past what a pattern matches here, and gives it. */
  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0] ?? '';
    this.position += match.length;
    return match;
  }

  private skipGap(): string {
    while (GAP.has(this.peek())) {
      this.position++;
    }
    return this.peek();
  }

  private skipGapAndCommas(): string {
    while (GAP.has(this.peek()) || this.peek() === ',') {
      this.position++;
    }
    return this.peek();
  }

  /** The character here; nothing at the end, for which U+001A stands too. */
  private peek(): string {
    const character = this.text.charAt(this.position);
    return character === END_MARK ? END : character;
  }

  private guardDepth(depth: number): void {
    if (depth > this.maxDepth) {
      throw new JsonSyntaxError(
        `nested deeper than ${this.maxDepth} levels, the most that is read`,
        this.position,
      );
    }
  }

  private fail(problem: string): never {
    throw new JsonSyntaxError(
      `${problem}, got: ${excerpt(this.text, this.position)}`,
      this.position,
    );
  }
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

function isEnd(ends: RegExp, character: string): boolean {
  ends.lastIndex = 0;
  return ends.test(character);
}

/** As Java's `trim`: every character up to the blank goes, from both ends. */
function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= BLANK) {
    start++;
  }
  while (end > start && text.charCodeAt(end - 1) <= BLANK) {
    end--;
  }
  return text.slice(start, end);
}
