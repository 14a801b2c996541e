import { getOrCreate } from '../../../model/value';
import { environmentKey, type StackIdentity } from '../stack-identity';
import { templateError } from '../template-error';

interface Export {
  readonly value: string;
  readonly owner: StackIdentity;
}

/** What a stack gives to others, and takes from them. */
interface StackExports {
  readonly exports: ReadonlyMap<string, string>;
  readonly imports: ReadonlySet<string>;
}

const NONE: StackExports = { exports: new Map(), imports: new Set() };

/** The exports of all stacks, by account and region, and who imports them. */
export class ExportRegistry {
  private readonly exports = new Map<string, Export>();
  private readonly importers = new Map<string, Map<string, string>>();
  private readonly byStack = new Map<string, StackExports>();

  /** Value of an export of the account and region of a stack. */
  public value(stack: StackIdentity, name: string): string | undefined {
    return this.exports.get(exportKey(stack, name))?.value;
  }

  /**
   * Sets what a stack exports and imports, in place of what it did before.
   *
   * @throws {@link ValidationError} StackExport - when a name is taken, or when an export that
   * another stack imports would be changed or deleted; nothing is changed then
   */
  public publish(stack: StackIdentity, next: StackExports): void {
    const before = this.byStack.get(stack.stackId) ?? NONE;
    this.checkNames(stack, next);
    this.checkUses(stack, before, next);
    this.replace(stack, before, next);
  }

  /** Takes back to what a stack published before, which cannot be refused. */
  public restore(stack: StackIdentity, earlier: StackExports = NONE): void {
    this.replace(stack, this.byStack.get(stack.stackId) ?? NONE, earlier);
  }

  /**
   * Refuses the deletion of a stack whose exports are in use.
   *
   * @throws {@link ValidationError} StackExport - when another stack imports one
   */
  public checkDeletion(stack: StackIdentity): void {
    const { exports } = this.byStack.get(stack.stackId) ?? NONE;
    this.checkUses(stack, { ...NONE, exports }, NONE);
  }

  private checkNames(stack: StackIdentity, { exports }: StackExports): void {
    for (const name of exports.keys()) {
      const owner = this.exports.get(exportKey(stack, name))?.owner;
      if (owner === undefined || owner.stackId === stack.stackId) continue;
      throw templateError(
        'StackExport',
        `Export with name ${name} is already exported by stack ${owner.stackName}; rename one of them`,
        `${stack.source}/Outputs`,
      );
    }
  }

  private checkUses(stack: StackIdentity, before: StackExports, next: StackExports): void {
    for (const [name, value] of before.exports) {
      const users = [...(this.importers.get(exportKey(stack, name))?.values() ?? [])];
      const after = next.exports.get(name);
      if (users.length === 0 || after === value) continue;
      throw templateError(
        'StackExport',
        `Export ${name} cannot be ${after === undefined ? 'deleted' : 'updated'} as it is in use by ${users.join(' and ')}; deploy these stacks without the import first`,
        `${stack.source}/Outputs`,
      );
    }
  }

  private replace(stack: StackIdentity, before: StackExports, next: StackExports): void {
    for (const name of before.exports.keys()) this.exports.delete(exportKey(stack, name));
    for (const name of before.imports) {
      this.importers.get(exportKey(stack, name))?.delete(stack.stackId);
    }
    for (const [name, value] of next.exports) {
      this.exports.set(exportKey(stack, name), { value, owner: stack });
    }
    for (const name of next.imports) {
      const users = getOrCreate(this.importers, exportKey(stack, name), () => new Map());
      users.set(stack.stackId, stack.stackName);
    }
    if (next === NONE) this.byStack.delete(stack.stackId);
    else this.byStack.set(stack.stackId, next);
  }
}

function exportKey(stack: StackIdentity, name: string): string {
  return `${environmentKey(stack)}\n${name}`;
}
