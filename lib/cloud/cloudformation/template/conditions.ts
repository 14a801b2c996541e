import type { CfnTemplate } from '../../../model';
import { own } from '../../../model/value';
import { truth } from '../intrinsics/condition-functions';
import type { Resolution } from '../intrinsics/resolution';

/** Evaluates the conditions of a template, each once. */
export class Conditions {
  private readonly values = new Map<string, boolean>();
  private readonly running = new Set<string>();

  public constructor(private readonly template: CfnTemplate) {}

  /**
   * Value of a condition.
   *
   * @throws {@link ValidationError} TemplateReference - when the template has no such condition;
   * TemplateCycle - when a condition depends on itself
   */
  public value(name: string, resolution: Resolution): boolean {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    const condition = own(this.template.Conditions, name);
    if (condition === undefined) {
      return resolution.fail(
        `Template format error: Unresolved condition dependency ${name}`,
        'TemplateReference',
      );
    }
    if (this.running.has(name)) {
      const members = [...this.running].join(', ');
      return resolution.fail(
        `Circular dependency between conditions: [${members}]`,
        'TemplateCycle',
      );
    }
    this.running.add(name);
    const value = resolution.at(['Conditions', name], () => truth(condition, resolution));
    this.running.delete(name);
    this.values.set(name, value);
    return value;
  }
}
