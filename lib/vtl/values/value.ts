import type { JsonDouble } from '../../json';
import type { Budget } from './budget';

/**
 * What a template can hold, in the terms of Java.
 *
 * - `Integer`: a number of 32 bits; `Long`: a larger number, or a bigint of 64 bits; `BigInteger`: a
 *   larger bigint. Smaller values of the larger types are objects of `numbers.ts`.
 * - `Double`: `JsonDouble`
 * - a JSON array: JavaScript array, prints as compact JSON; any other list: {@link VtlList}
 * - a map of any origin: `Map`
 *
 * Nothing else of JavaScript is ever reachable.
 */
export type VtlValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | JsonDouble
  | VtlValue[]
  | VtlMap
  | VtlObject;

/** `java.util.LinkedHashMap`. */
export type VtlMap = Map<VtlValue, VtlValue>;

/** Prints a value within a value. */
export type Print = (value: VtlValue) => string;

/** What all values share that JavaScript has no form for. */
export abstract class VtlObject {
  /** The Java class that it stands for, which names its table of methods. */
  public abstract readonly className: string;

  /** Java's `toString`. */
  public abstract print(print: Print, budget: Budget): string;
}

/** `java.util.ArrayList`: a list made by the template. */
export class VtlList extends VtlObject {
  public override readonly className = 'List';

  public constructor(public readonly items: VtlValue[]) {
    super();
  }

  public override print(print: Print): string {
    return printItems(this.items, print, this);
  }
}

/** A Java array, such as `String.split` returns: a list of fixed length that has no readable text. */
export class VtlArray extends VtlObject {
  public override readonly className = 'Array';

  public constructor(public readonly items: VtlValue[]) {
    super();
  }

  public override print(): string {
    return '[Ljava.lang.String;@0';
  }
}

/** What a {@link VtlView} shows of its map. */
export type ViewName = 'KeySet' | 'Values' | 'EntrySet';

const VIEWS: Readonly<Record<ViewName, (map: VtlMap) => VtlValue[]>> = {
  KeySet: (map) => [...map.keys()],
  Values: (map) => [...map.values()],
  EntrySet: (map) => [...map.keys()].map((key) => new VtlEntry(map, key)),
};

/** `keySet()`, `values()` or `entrySet()`: follows the changes of its map. */
export class VtlView extends VtlObject {
  public constructor(
    public readonly map: VtlMap,
    public override readonly className: ViewName,
  ) {
    super();
  }

  public get items(): VtlValue[] {
    return VIEWS[this.className](this.map);
  }

  public override print(print: Print): string {
    return printItems(this.items, print, this);
  }
}

/** `java.util.Map.Entry`. */
export class VtlEntry extends VtlObject {
  public override readonly className = 'Entry';

  public constructor(
    public readonly map: VtlMap,
    public readonly key: VtlValue,
  ) {
    super();
  }

  public get value(): VtlValue {
    return this.map.get(this.key) ?? null;
  }

  public override print(print: Print): string {
    return `${print(this.key)}=${print(this.value)}`;
  }
}

/** `java.lang.Character`. */
export class VtlCharacter extends VtlObject {
  public override readonly className = 'Character';

  public constructor(public readonly text: string) {
    super();
  }

  public override print(): string {
    return this.text;
  }
}

/**
 * What the host puts into a template, such as `$input`: it decides itself what can be called.
 * `undefined` says that there is no such method or property; the reference is then empty.
 */
export abstract class HostObject extends VtlObject {
  public override readonly className = 'Host';

  /** Calls a method. @throws {@link VtlFailure} as a Java method throws */
  public abstract call(
    method: string,
    parameters: readonly VtlValue[],
    budget: Budget,
  ): VtlValue | undefined;

  /** Reads a property. */
  public abstract get(property: string): VtlValue | undefined;

  public override print(): string {
    return '';
  }
}

function printItems(items: readonly VtlValue[], print: Print, self: VtlValue): string {
  return `[${items.map((item) => (item === self ? '(this Collection)' : print(item))).join(', ')}]`;
}
