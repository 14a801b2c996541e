import type { CfnTemplate } from '../../../model';
import { isObject } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import { truth } from '../intrinsics/condition-functions';
import type { Resolver } from '../intrinsics/resolver';
import { templateError } from '../template-error';

/**
 * Holds the parameters against the rules of the template.
 *
 * @param resolver one that knows the functions of rules
 * @throws {@link ValidationError} TemplateRule - when an assertion is false
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
export function checkRules(template: CfnTemplate, resolver: Resolver, source: string): void {
  const rules = template['Rules'];
  if (!isObject(rules)) return;
  for (const [name, rule] of Object.entries(rules)) {
    if (isObject(rule)) checkRule(name, rule, resolver, source);
  }
}

function checkRule(
  name: string,
  rule: Readonly<Record<string, unknown>>,
  resolver: Resolver,
  source: string,
): void {
  const holds = (condition: unknown, ...path: readonly string[]) =>
    resolver.at(['Rules', name, ...path], () => truth(condition, resolver));
  if (rule['RuleCondition'] !== undefined && !holds(rule['RuleCondition'], 'RuleCondition')) return;
  const assertions: unknown[] = Array.isArray(rule['Assertions']) ? rule['Assertions'] : [];
  for (const [index, assertion] of assertions.entries()) {
    if (!isObject(assertion) || holds(assertion['Assert'], 'Assertions', String(index))) continue;
    const description = scalarText(assertion['AssertDescription']) ?? 'an assertion is false';
    throw templateError(
      'TemplateRule',
      `Template validation error: ${description}`,
      `${source}/Rules/${name}`,
    );
  }
}
