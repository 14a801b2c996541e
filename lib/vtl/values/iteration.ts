import { VtlFailure } from '../vtl-error';
import {
  type Print,
  VtlArray,
  VtlList,
  type VtlMap,
  VtlObject,
  type VtlValue,
  VtlView,
} from './value';

/** `java.util.Iterator`. Going on after its list or map has changed is an error, as in Java. */
export class VtlIterator extends VtlObject {
  public override readonly className = 'Iterator';
  private at = 0;

  private readonly expected: number;

  /**
   * @param items - what to go through
   * @param map - what the items are a copy of, if they are one
   */
  public constructor(
    private readonly items: readonly VtlValue[],
    private readonly map?: VtlMap,
  ) {
    super();
    this.expected = items.length;
  }

  public hasNext(): boolean {
    return this.at !== this.size;
  }

  private get size(): number {
    return this.map === undefined ? this.items.length : this.map.size;
  }

  public next(): VtlValue {
    if (this.size !== this.expected) throw new VtlFailure('ConcurrentModificationException');
    if (this.at >= this.expected) throw new VtlFailure('NoSuchElementException');
    return this.items[this.at++] ?? null;
  }

  public override print(_print: Print): string {
    return 'java.util.Iterator@0';
  }
}

/** What can be looped over, or undefined. A map gives its values. */
export function iteratorOf(value: VtlValue): VtlIterator | undefined {
  if (Array.isArray(value)) return new VtlIterator(value);
  if (value instanceof Map) return new VtlIterator([...value.values()], value);
  if (value instanceof VtlIterator) return value;
  if (value instanceof VtlView) return new VtlIterator(value.items, value.map);
  const items = itemsOf(value);
  return items && new VtlIterator(items);
}

/** The items of a list, array or view of a map. */
export function itemsOf(value: VtlValue): VtlValue[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof VtlList || value instanceof VtlArray || value instanceof VtlView
    ? value.items
    : undefined;
}
