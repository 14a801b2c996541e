import { type Print, type VtlMap, VtlObject, type VtlValue } from './value';

/** Reads a property of a loop. */
export type LoopProperty = (scope: LoopScope) => VtlValue;

const PROPERTIES: ReadonlyMap<string, LoopProperty> = new Map<string, LoopProperty>([
  ['index', (scope) => scope.index],
  ['count', (scope) => scope.index + 1],
  ['hasNext', (scope) => scope.hasNext],
  ['first', (scope) => scope.index < 1],
  ['last', (scope) => !scope.hasNext],
  ['parent', (scope) => scope.parent ?? null],
  ['topmost', (scope) => scope.topmost],
  ['replaced', (scope) => scope.replaced],
]);

/** `$foreach`: where a loop is. Also a map in which a template may keep what belongs to the loop. */
export class LoopScope extends VtlObject {
  public override readonly className = 'Scope';
  public index = -1;
  public hasNext = false;

  /** The loop around this one. */
  public readonly parent: LoopScope | undefined;

  private readonly previous: VtlValue;
  private stored: VtlMap | undefined;

  /** @param previous - what `$foreach` was before the loop */
  public constructor(previous: VtlValue) {
    super();
    this.parent = previous instanceof LoopScope ? previous : undefined;
    this.previous = this.parent === undefined ? previous : null;
  }

  public get topmost(): LoopScope {
    return this.parent?.topmost ?? this;
  }

  /** What the outermost loop took the place of. */
  public get replaced(): VtlValue {
    return this.previous ?? this.parent?.replaced ?? null;
  }

  /** What `$foreach` is to be after the loop. */
  public get restored(): VtlValue {
    return this.parent ?? this.previous;
  }

  /** The map behind it, made when first needed. */
  public get storage(): VtlMap {
    this.stored ??= new Map();
    return this.stored;
  }

  /** What was stored under that name here or in a loop around it. */
  public lookUp(name: VtlValue): VtlValue {
    return this.stored?.get(name) ?? this.parent?.lookUp(name) ?? null;
  }

  public override print(print: Print): string {
    return print(this.storage);
  }
}

/** `$foreach.name`: a property of the loop, or what was stored under that name. */
export function loopProperty(name: string): LoopProperty {
  const property = PROPERTIES.get(name.charAt(0).toLowerCase() + name.slice(1));
  return property ?? ((scope) => scope.lookUp(name));
}
