import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ValidationError } from '../errors';
import { checkModel, type Quotas, RULES, type Violation } from '../rules';
import { modelOf } from './app-model';
import { LIMITS } from './limits';

const ENFORCED = Symbol.for('cdk-gatehouse.rulesEnforced');
const QUOTAS_KEY = 'cdk-gatehouse:quotas';
const SKIP_KEY = 'cdk-gatehouse:skipRules';

/**
 * Has every rule that API Gateway enforces at deployment checked when the app is synthesised,
 * once for each app or stage, however many constructs ask for it.
 *
 * The context `cdk-gatehouse:quotas` (such as `{ "resourcesPerApi": 600 }`) tells of raised
 * quotas, `cdk-gatehouse:skipRules` (a list of codes) turns rules off.
 */
export function enforceRules(scope: IConstruct): void {
  const root = Stage.of(scope) ?? scope.node.root;
  if (ENFORCED in root) return;
  Object.defineProperty(root, ENFORCED, { value: true });
  root.node.addValidation({ validate: () => violationsBelow(root).map(describe) });
}

function violationsBelow(root: IConstruct): Violation[] {
  const skipped = skippedRules(root);
  return checkModel(modelOf(root), quotasOf(root)).filter(({ code }) => !skipped.has(code));
}

function describe({ code, origin, message }: Violation): string {
  const path = origin?.constructPath ?? origin?.logicalId ?? 'an imported API';
  return `${code} at ${path.replace(/\/Resource$/, '')}: ${message}`;
}

function quotasOf(root: IConstruct): Quotas {
  const given: unknown = root.node.tryGetContext(QUOTAS_KEY) ?? {};
  for (const [name, value] of Object.entries(given as object)) {
    if (Object.hasOwn(LIMITS, name) && Number.isInteger(value) && value > 0) continue;
    const allowed = `positive whole numbers by quota (${Object.keys(LIMITS).join(', ')})`;
    const message = `the context \`${QUOTAS_KEY}\` must hold ${allowed}, got: ${JSON.stringify({ [name]: value })}; change it in cdk.json`;
    throw new ValidationError('QuotaContext', message, root);
  }
  return { ...LIMITS, ...(given as Partial<Quotas>) };
}

function skippedRules(root: IConstruct): Set<string> {
  const given: unknown = root.node.tryGetContext(SKIP_KEY) ?? [];
  const codes = new Set(RULES.map(({ code }) => code));
  const list = Array.isArray(given) ? given : [given];
  const unknown = list.filter((code) => !codes.has(code));
  if (unknown.length === 0) return new Set(list);
  const message = `the context \`${SKIP_KEY}\` must be a list of codes (${[...codes].join(', ')}), got: ${JSON.stringify(unknown)}; change it in cdk.json`;
  throw new ValidationError('SkipRulesContext', message, root);
}
