import type { ResourceId, Target } from '../../model';
import type { Synthesis } from '../synthesis/synthesis';

const SYMBOL = /⟦(\d+)⟧/g;

/**
 * Stands for what a template does not know yet: every resource attribute (and every intrinsic that
 * leads out of the app) is one short mark, so that a value that is half text, half reference can be
 * split, matched and compared as a text.
 */
export class Symbols {
  private static readonly KNOWN = new WeakMap<Synthesis, Symbols>();

  /** The symbols of an app: one resource attribute has the same symbol everywhere in it. */
  public static of(synthesis: Synthesis): Symbols {
    const known = Symbols.KNOWN.get(synthesis.whole);
    if (known !== undefined) return known;
    const symbols = new Symbols();
    Symbols.KNOWN.set(synthesis.whole, symbols);
    return symbols;
  }

  private readonly targets: Target[] = [];
  private readonly numbers = new Map<string, number>();

  /** The symbol of a target. */
  public symbol(target: Target): string {
    const key = JSON.stringify(
      target.kind === 'external'
        ? target.value
        : [target.id.source, target.id.logicalId, target.attribute ?? ''],
    );
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.targets.push(target) - 1;
      this.numbers.set(key, number);
    }
    return `⟦${number}⟧`;
  }

  /** The symbol of what `Ref` gives for a resource. */
  public refOf(id: ResourceId): string {
    return this.symbol({ kind: 'resource', id });
  }

  /** Every target that the text has a symbol of. */
  public targetsIn(text: string): Target[] {
    const found: Target[] = [];
    this.replace(text, (target) => {
      found.push(target);
      return '';
    });
    return found;
  }

  /** Tells whether the text has a symbol of a resource of the app. */
  public hasResource(text: string): boolean {
    return this.targetsIn(text).some(({ kind }) => kind === 'resource');
  }

  /** The text with each symbol replaced. */
  public replace(text: string, replacement: (target: Target) => string): string {
    return text.replace(SYMBOL, (mark, number: string) => {
      const target = this.targets[Number(number)];
      return target === undefined ? mark : replacement(target);
    });
  }
}
