import { knownName } from './names';
import { doubleFromText, integerFromText, MAX_NUMBER_LENGTH, numberLengthProblem } from './numbers';
import { excerpt, JsonSyntaxError } from './syntax-error';
import type { JsonArray, JsonDouble, JsonObject, JsonValue } from './values';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LOWER_E = 0x65;
const LOWER_U = 0x75;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const CASE_BIT = 0x20;

const ESCAPES: ReadonlyMap<number, string> = new Map(
  Object.entries({
    '"': '"',
    '\\': '\\',
    '/': '/',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
  }).map(([letter, meaning]) => [letter.charCodeAt(0), meaning]),
);

/** Reads JSON by the letter of RFC 8259, in one pass. */
export class StrictReader {
  private position = 0;

  public constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  /** @throws {@link JsonSyntaxError} when the text is anything but one JSON value */
  public read(): JsonValue {
    const value = this.readValue(this.skipSpace(), 1);
    this.skipSpace();
    return this.position === this.text.length ? value : this.fail('expected the end of the text');
  }

  private readValue(code: number, depth: number): JsonValue {
    if (code === QUOTE) {
      return this.readString();
    }
    if (code === OPEN_BRACE) {
      return this.readObject(depth);
    }
    if (code === OPEN_BRACKET) {
      return this.readArray(depth);
    }
    return code === MINUS || isDigit(code) ? this.readNumber() : this.readWord();
  }

  private readObject(depth: number): JsonObject {
    this.guardDepth(depth);
    const object: JsonObject = new Map();
    let code = this.step();
    if (code === CLOSE_BRACE) {
      this.position++;
      return object;
    }
    for (;;) {
      if (code !== QUOTE) {
        this.fail('expected a name in double quotes');
      }
      const name = this.readName();
      if (this.skipSpace() !== COLON) {
        this.fail("expected ':'");
      }
      object.set(name, this.readValue(this.step(), depth + 1));
      if (this.isClosed(CLOSE_BRACE, "expected ',' or '}'")) {
        return object;
      }
      code = this.skipSpace();
    }
  }

  private readArray(depth: number): JsonArray {
    this.guardDepth(depth);
    const array: JsonArray = [];
    let code = this.step();
    if (code === CLOSE_BRACKET) {
      this.position++;
      return array;
    }
    for (;;) {
      array.push(this.readValue(code, depth + 1));
      if (this.isClosed(CLOSE_BRACKET, "expected ',' or ']'")) {
        return array;
      }
      code = this.skipSpace();
    }
  }

  /** After a member or an item: eats the comma or the closing bracket. */
  private isClosed(closing: number, otherwise: string): boolean {
    const code = this.skipSpace();
    if (code !== COMMA && code !== closing) {
      this.fail(otherwise);
    }
    this.position++;
    return code === closing;
  }

  private readName(): string {
    const known = knownName(this.text, this.position + 1);
    if (known === undefined) {
      return this.readString();
    }
    this.position += known.length + 2;
    return known;
  }

  private readString(): string {
    const start = this.position + 1;
    let end = start;
    let code = this.text.charCodeAt(end);
    while (code >= SPACE && code !== QUOTE && code !== BACKSLASH) {
      code = this.text.charCodeAt(++end);
    }
    if (code === QUOTE) {
      this.position = end + 1;
      return this.text.slice(start, end);
    }
    this.position = end;
    return this.readEscapedString(start);
  }

  private readEscapedString(start: number): string {
    let value = '';
    let from = start;
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code === QUOTE) {
        return value + this.text.slice(from, this.position++);
      }
      if (code === BACKSLASH) {
        value += this.text.slice(from, this.position) + this.readEscape();
        from = this.position;
      } else {
        this.guardCharacter(code);
        this.position++;
      }
    }
  }

  private readEscape(): string {
    const code = this.text.charCodeAt(this.position + 1);
    if (code === LOWER_U) {
      return this.readUnicodeEscape();
    }
    const meaning =
      ESCAPES.get(code) ?? this.fail('expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u');
    this.position += 2;
    return meaning;
  }

  private readUnicodeEscape(): string {
    const digits = this.text.slice(this.position + 2, this.position + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
      this.fail('expected four hexadecimal digits after \\u');
    }
    this.position += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private readNumber(): number | bigint | JsonDouble {
    const start = this.position;
    if (this.text.charCodeAt(this.position) === MINUS) {
      this.position++;
    }
    this.readWholePart();
    const whole = this.position;
    if (this.text.charCodeAt(this.position) === POINT) {
      this.position++;
      this.readDigits('expected a digit after the point');
    }
    if ((this.text.charCodeAt(this.position) | CASE_BIT) === LOWER_E) {
      this.readExponent();
    }
    const text = this.text.slice(start, this.position);
    if (text.length > MAX_NUMBER_LENGTH) {
      this.fail(numberLengthProblem(text));
    }
    return whole === this.position ? integerFromText(text) : doubleFromText(text);
  }

  private readWholePart(): void {
    if (this.text.charCodeAt(this.position) !== ZERO) {
      this.readDigits('expected a digit');
    } else if (isDigit(this.text.charCodeAt(++this.position))) {
      this.fail('a number must not start with 0');
    }
  }

  private readExponent(): void {
    const sign = this.text.charAt(this.position + 1);
    this.position += sign === '+' || sign === '-' ? 2 : 1;
    this.readDigits('expected a digit in the exponent');
  }

  private readDigits(otherwise: string): void {
    const start = this.position;
    while (isDigit(this.text.charCodeAt(this.position))) {
      this.position++;
    }
    if (this.position === start) {
      this.fail(otherwise);
    }
  }

  private readWord(): boolean | null {
    if (this.text.startsWith('true', this.position)) {
      this.position += 4;
      return true;
    }
    if (this.text.startsWith('false', this.position)) {
      this.position += 5;
      return false;
    }
    if (this.text.startsWith('null', this.position)) {
      this.position += 4;
      return null;
    }
    return this.fail('expected a value');
  }

  /** Goes past one character and the space behind it; gives the code found there. */
  private step(): number {
    this.position++;
    return this.skipSpace();
  }

  private skipSpace(): number {
    let code = this.text.charCodeAt(this.position);
    while (
      code <= SPACE &&
      (code === SPACE || code === LINE_FEED || code === RETURN || code === TAB)
    ) {
      code = this.text.charCodeAt(++this.position);
    }
    return code;
  }

  private guardDepth(depth: number): void {
    if (depth > this.maxDepth) {
      throw new JsonSyntaxError(
        `nested deeper than ${this.maxDepth} levels, the most that is read`,
        this.position,
      );
    }
  }

  private guardCharacter(code: number): void {
    // NaN, the code after the end, fails the comparison too
    if (!(code >= SPACE)) {
      this.fail(
        'expected a closing quote; a control character in a string is written as an escape',
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

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
