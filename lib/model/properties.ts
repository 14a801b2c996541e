import { ValidationError } from '../errors';
import { escapePointer, unescapePointer } from './json-pointer';
import { asFlag, asNumber, asText } from './scalars';
import type { Value } from './template';
import {
  getOrCreate,
  isAbsent,
  isIntrinsic,
  isObject,
  type JsonObject,
  mapMembers,
  own,
} from './value';

/** Extensions of documents that belong to other tools. */
const FOREIGN_EXTENSION = /^x-(?!amazon-apigateway-)/;

/** The resource that properties belong to. */
export interface Site {
  /** Template and logical id, for errors. */
  readonly where: string;
  /** Takes note of a property that the model does not hold, and why. */
  readonly report: (property: string, reason: string) => void;
}

/**
 * Reads an object of a template member by member, and reports every member that nobody asked for:
 * what a reader does not know ends in `ApiModel.unread` by itself.
 *
 * Literals are read as CloudFormation coerces them (`"true"`, `"29000"`), intrinsics stay as they
 * are, `{ Ref: 'AWS::NoValue' }` and null are absent.
 */
export class Properties {
  private readonly known = new Set<string>();
  private readonly children = new Map<string, Properties>();

  /**
   * @param values - the object
   * @param path - where it stands below `Properties`, as a JSON pointer without leading slash
   * @param site - the resource
   */
  public constructor(
    public readonly values: JsonObject,
    public readonly path: string,
    private readonly site: Site,
  ) {}

  /** The resource and the path in it, for errors. */
  public get where(): string {
    return [this.site.where, this.path].filter((part) => part !== '').join('/');
  }

  /** A member as it stands. */
  public value(name: string): unknown {
    this.known.add(name);
    const value = own(this.values, name);
    return isAbsent(value) ? undefined : value;
  }

  /** A text; numbers and booleans become text. */
  public text(name: string): Value<string> | undefined {
    return this.scalar(name, 'text', asText);
  }

  /** A text that must be there. @throws {@link ValidationError} MissingProperty */
  public requiredText(name: string): Value<string> {
    return this.required(name, this.text(name));
  }

  /** A text that the template must say itself, since it decides what the rest means. */
  public literal(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined || typeof value === 'string') return value;
    this.unexpected(name, 'text', value);
    return undefined;
  }

  /** A number that must be there. @throws {@link ValidationError} MissingProperty */
  public requiredNumber(name: string): Value<number> {
    return this.required(name, this.number(name));
  }

  /** A truth value, also written as text. */
  public flag(name: string): Value<boolean> | undefined {
    return this.scalar(name, 'true or false', asFlag);
  }

  /** A number, also written as text. */
  public number(name: string): Value<number> | undefined {
    return this.scalar(name, 'a number', asNumber);
  }

  /** A list of texts; a list that is an intrinsic is its one item. */
  public texts(name: string): Value<string>[] {
    const value = this.value(name);
    if (value === undefined) return [];
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    return items
      .filter((item) => !isAbsent(item))
      .flatMap((item, index): Value<string>[] => {
        const text = asText(item);
        if (text === undefined) this.unexpected(`${name}/${index}`, 'text', item);
        return text === undefined ? [] : [text];
      });
  }

  /** A list of texts that the template must say itself. */
  public literals(name: string): string[] {
    return this.texts(name).filter((text) => {
      if (typeof text !== 'string') this.unexpected(name, 'a list of texts', text);
      return typeof text === 'string';
    });
  }

  /** A list of texts that tells an empty one from none. */
  public optionalTexts(name: string): Value<string>[] | undefined {
    return this.value(name) === undefined ? undefined : this.texts(name);
  }

  /** A map to texts. */
  public textMap(name: string): Record<string, Value<string>> {
    return this.map(name, 'text', asText);
  }

  /** A map to truth values. */
  public flagMap(name: string): Record<string, Value<boolean>> {
    return this.map(name, 'true or false', asFlag);
  }

  /** An object, kept as it stands. */
  public object(name: string): JsonObject | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (isObject(value) && !isIntrinsic(value)) return value;
    this.unexpected(name, 'an object', value);
    return undefined;
  }

  /** An object, to be read member by member. */
  public section(name: string): Properties | undefined {
    const value = this.object(name);
    return value && this.child(name, value);
  }

  /** A list of objects. */
  public sections(name: string): Properties[] {
    const value = this.value(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.unexpected(name, 'a list', value);
      return [];
    }
    return this.objectsOf(name, value.entries());
  }

  /** A map to objects. */
  public entries(name: string): [string, Properties][] {
    const map = this.object(name) ?? {};
    const children = this.objectsOf(name, Object.entries(map));
    return children.map((child) => [unescapePointer(child.path.split('/').at(-1) ?? ''), child]);
  }

  /** Reads an object below this one; asked again, it is the same reader. */
  public child(name: string, values: JsonObject): Properties {
    const create = () => new Properties(values, this.pathOf(name), this.site);
    return getOrCreate(this.children, name, create);
  }

  /** Reads a document that this object points at, under the path of this object. */
  public apart(values: JsonObject): Properties {
    const document = new Properties(values, this.path, this.site);
    this.children.set('', document);
    return document;
  }

  /** Reads an object of another resource, which reports its members itself. */
  public elsewhere(values: JsonObject): Properties {
    return new Properties(values, '', { where: this.site.where, report: () => undefined });
  }

  /** Members that are understood and change nothing about the API, such as descriptions. */
  public withoutEffect(...names: string[]): void {
    for (const name of names) this.known.add(name);
  }

  /** All members change nothing. */
  public passOver(): void {
    this.withoutEffect(...Object.keys(this.values));
  }

  /** Reports a member with a reason of its own. */
  public unread(name: string, reason: string): void {
    this.known.add(name);
    this.site.report(this.pathOf(name), reason);
  }

  /** Reports what nobody read, here and below. */
  public close(): void {
    for (const name of Object.keys(this.values)) {
      if (this.known.has(name) || isAbsent(this.values[name])) continue;
      if (FOREIGN_EXTENSION.test(name)) continue;
      this.site.report(this.pathOf(escapePointer(name)), 'is not understood');
    }
    for (const child of this.children.values()) child.close();
  }

  private required<T>(name: string, value: T | undefined): T {
    if (value !== undefined) return value;
    throw new ValidationError(
      'MissingProperty',
      `\`${name}\` is required, got: ${JSON.stringify(own(this.values, name)) ?? 'nothing'}; set it`,
      this.where,
    );
  }

  private scalar<T>(
    name: string,
    expected: string,
    convert: (value: unknown) => Value<T> | undefined,
  ): Value<T> | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const converted = convert(value);
    if (converted === undefined) this.unexpected(name, expected, value);
    return converted;
  }

  private map<T>(
    name: string,
    expected: string,
    convert: (value: unknown) => Value<T> | undefined,
  ): Record<string, Value<T>> {
    return mapMembers(this.object(name) ?? {}, (value, key) => {
      if (isAbsent(value)) return undefined;
      const converted = key.startsWith('Fn::') ? undefined : convert(value);
      if (converted === undefined)
        this.unexpected(`${name}/${escapePointer(key)}`, expected, value);
      return converted;
    });
  }

  private objectsOf(name: string, items: Iterable<[string | number, unknown]>): Properties[] {
    const children: Properties[] = [];
    for (const [key, value] of items) {
      const path = `${name}/${escapePointer(String(key))}`;
      if (isAbsent(value)) continue;
      // An intrinsic beside other members adds to them at deployment.
      if (String(key).startsWith('Fn::')) this.unexpected(path, 'an object', { [key]: value });
      else if (isObject(value) && !isIntrinsic(value)) children.push(this.child(path, value));
      else this.unexpected(path, 'an object', value);
    }
    return children;
  }

  private unexpected(name: string, expected: string, value: unknown): void {
    const [intrinsic] = isIntrinsic(value) ? Object.keys(value) : [];
    const got = Array.isArray(value) ? 'a list' : typeof value;
    const reason =
      intrinsic === undefined
        ? `must be ${expected}, got: ${got}`
        : `must be ${expected} in the template, got: ${intrinsic}, which deployment replaces`;
    this.site.report(this.pathOf(name), reason);
  }

  private pathOf(name: string): string {
    return [this.path, name].filter((part) => part !== '').join('/');
  }
}
