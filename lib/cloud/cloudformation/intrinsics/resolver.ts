import { isIntrinsic, isObject, own } from '../../../model/value';
import { type TemplateErrorCode, templateError } from '../template-error';
import { CONDITION_FUNCTIONS, RULE_FUNCTIONS } from './condition-functions';
import { LIST_FUNCTIONS } from './list-functions';
import { REFERENCE_FUNCTIONS } from './reference-functions';
import {
  type IntrinsicFunction,
  NO_VALUE,
  type Resolution,
  type TemplateScope,
} from './resolution';
import { TEXT_FUNCTIONS } from './text-functions';

/** Functions that stand in resources, outputs and conditions. */
const TEMPLATE_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  ...REFERENCE_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...CONDITION_FUNCTIONS,
  'Fn::Transform': (_argument, resolution) =>
    resolution.fail(
      'macros cannot run here, got: Fn::Transform; expand the template before it is deployed',
      'TemplateTransform',
    ),
};

/** Functions that stand in rules. */
const FUNCTIONS_OF_RULES = { ...TEMPLATE_FUNCTIONS, ...RULE_FUNCTIONS };

/** Resolves the intrinsics of values of one template. */
export class Resolver implements Resolution {
  /** A resolver whose values may use the functions of `Rules` too. */
  public static forRules(scope: TemplateScope, source: string): Resolver {
    return new Resolver(scope, source, FUNCTIONS_OF_RULES);
  }

  private path: (string | number)[] = [];

  public constructor(
    public readonly scope: TemplateScope,
    private readonly source: string,
    private readonly functions: Readonly<Record<string, IntrinsicFunction>> = TEMPLATE_FUNCTIONS,
  ) {}

  /**
   * Resolves a value that stands at a path of the template.
   *
   * @returns undefined for `AWS::NoValue`
   */
  public resolveAt(value: unknown, ...path: readonly string[]): unknown {
    return this.at(path, () => {
      const resolved = this.resolve(value);
      return resolved === NO_VALUE ? undefined : resolved;
    });
  }

  public at<T>(path: readonly string[], work: () => T): T {
    const outer = this.path;
    this.path = [...path];
    const result = work();
    this.path = outer;
    return result;
  }

  public resolve(value: unknown, key?: string | number): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (key === undefined) return this.resolveObject(value);
    this.path.push(key);
    const resolved = this.resolveObject(value);
    this.path.pop();
    return resolved;
  }

  public fail(message: string, code: TemplateErrorCode = 'TemplateFunction'): never {
    const path = [this.source, ...this.path].join('/');
    this.path = [];
    throw templateError(code, message, path);
  }

  private resolveObject(value: object): unknown {
    if (Array.isArray(value)) return this.resolveItems(value);
    if (isIntrinsic(value)) return this.callFunction(value);
    return isObject(value) ? this.resolveMembers(value) : value;
  }

  private resolveItems(items: readonly unknown[]): unknown[] {
    const resolved: unknown[] = [];
    for (const [index, item] of items.entries()) {
      const value = this.resolve(item, index);
      if (value !== NO_VALUE) resolved.push(value);
    }
    return resolved;
  }

  private resolveMembers(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const resolved: [string, unknown][] = [];
    for (const name of Object.keys(members)) {
      const value = this.resolve(members[name], name);
      if (value !== NO_VALUE) resolved.push([name, value]);
    }
    // fromEntries defines members: one called `__proto__` stays a member and changes no prototype.
    return Object.fromEntries(resolved);
  }

  private callFunction(intrinsic: Readonly<Record<string, unknown>>): unknown {
    const [name = '', argument] = Object.entries(intrinsic)[0] ?? [];
    const call = own(this.functions, name);
    if (call === undefined) {
      return this.fail(
        `Template error: ${name} is not a function that can stand here; use one of ${Object.keys(this.functions).join(', ')}`,
      );
    }
    this.path.push(name);
    const value = call(argument, this);
    this.path.pop();
    return value;
  }
}
