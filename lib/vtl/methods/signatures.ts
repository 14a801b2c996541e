import { JsonDouble } from '../../json';
import type { Budget } from '../values/budget';
import { classNameOf } from '../values/class-names';
import { isNumber } from '../values/numbers';
import type { VtlValue } from '../values/value';
import { VtlFailure } from '../vtl-error';

/**
 * A method of Java: the receiver, the parameters, and what the rendering may still do. Undefined is
 * the result of a `void` method, an empty text for a template.
 */
export type Method<Self> = (self: Self, parameters: never, budget: Budget) => VtlValue | undefined;

/** Methods by signature, such as `substring(int,int)`. Of those that fit, the first is called. */
export type Signatures<Self> = Readonly<Record<string, Method<Self>>>;

const REST = '...';

/** One method with the parameters that it takes. */
interface Overload {
  readonly parameters: readonly ((value: VtlValue) => boolean)[];

  /** The type of any number of further parameters. */
  readonly rest: ((value: VtlValue) => boolean) | undefined;

  readonly call: (self: VtlValue, parameters: readonly VtlValue[], budget: Budget) => VtlValue;
}

/** Java's `compareTo` with a value of another class. */
export function incomparable(self: VtlValue, [other = null]: VtlValue[]): never {
  const names = [self, other].map((value) => (value === null ? 'null' : classNameOf(value)));
  throw new VtlFailure(`ClassCastException: cannot compare ${names.join(' with ')}`);
}

/** The methods of a Java class that a template may call. */
export class MethodTable {
  private readonly overloads = new Map<string, Overload[]>();

  public constructor(signatures: Signatures<never>) {
    for (const [signature, method] of Object.entries(signatures)) this.add(signature, method);
  }

  /**
   * The method that takes these parameters, or undefined.
   *
   * @throws {@link VtlFailure} when the method takes none: Velocity takes it for a match
   */
  public find(name: string, parameters: readonly VtlValue[]): Overload | undefined {
    const overloads = this.overloads.get(name);
    const found = overloads?.find((overload) => fits(overload, parameters));
    if (found === undefined && overloads?.some(takesNone)) {
      throw new VtlFailure(`${name}() takes no parameters, got: ${parameters.length}`);
    }
    return found;
  }

  private add(signature: string, method: Method<never>): void {
    const [name = '', list = ''] = signature.slice(0, -1).split('(');
    const types = list === '' ? [] : list.split(',');
    const parameters = types.filter((type) => !type.endsWith(REST)).map(typeCheck);
    const rest = types
      .filter((type) => type.endsWith(REST))
      .map((type) => typeCheck(type.slice(0, -3)));
    const call: Overload['call'] = (self, values, budget) => {
      const result = method(self as never, values as never, budget);
      return result === undefined ? '' : result;
    };
    this.overloads.set(name, [
      ...(this.overloads.get(name) ?? []),
      { parameters, rest: rest[0], call },
    ]);
  }
}

function takesNone({ parameters, rest }: Overload): boolean {
  return parameters.length === 0 && rest === undefined;
}

function fits({ parameters, rest }: Overload, values: readonly VtlValue[]): boolean {
  if (rest === undefined ? values.length !== parameters.length : values.length < parameters.length)
    return false;
  return values.every((value, i) => (parameters[i] ?? rest)?.(value) ?? false);
}

function typeCheck(type: string): (value: VtlValue) => boolean {
  const check = TYPES[type];
  if (check === undefined) throw new Error(`no type ${type} for parameters`);
  return check;
}

const whole =
  (...classes: readonly string[]) =>
  (value: VtlValue): boolean =>
    value !== null && isNumber(value) && classes.includes(classNameOf(value));

/** Which values Java converts to a parameter's type. A missing value is no object. */
const TYPES: Readonly<Record<string, (value: VtlValue) => boolean>> = {
  Object: () => true,
  String: (value) => typeof value === 'string',
  CharSequence: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  char: (value) => value !== null && classNameOf(value) === 'Character',
  int: whole('Integer'),
  long: whole('Integer', 'Long'),
  double: whole('Integer', 'Long', 'Float', 'Double'),
  Integer: whole('Integer'),
  Long: whole('Long'),
  Double: (value) => value instanceof JsonDouble,
  Boolean: (value) => typeof value === 'boolean',
  Number: (value) => isNumber(value),
  List: (value) => value !== null && classNameOf(value) === 'List',
  Collection: (value) => value !== null && COLLECTIONS.includes(classNameOf(value)),
  Map: (value) => value instanceof Map,
  Array: (value) => value !== null && classNameOf(value) === 'Array',
};

const COLLECTIONS: readonly string[] = ['List', 'KeySet', 'EntrySet', 'Values'];
