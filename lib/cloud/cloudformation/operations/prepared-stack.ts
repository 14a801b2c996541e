import type { CfnTemplate } from '../../../model';
import { isObject } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import { Resolver } from '../intrinsics/resolver';
import type { StackIdentity } from '../stack-identity';
import { resolveParameters } from '../template/parameters';
import { type ResourceGraph, resourceGraph } from '../template/resource-graph';
import { checkRules } from '../template/rules';
import { checkTemplate } from '../template/template-checks';
import { StackScope } from './stack-scope';
import type { World } from './world';

/** A stack that is to be deployed. */
export interface StackInput {
  readonly identity: StackIdentity;
  readonly template: CfnTemplate;
  /** Values of parameters, by name. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A stack whose template and parameters are checked, ready to be deployed. */
export interface PreparedStack extends StackInput {
  readonly graph: ResourceGraph;
  readonly scope: StackScope;
  readonly resolver: Resolver;
}

/**
 * Checks a template and its parameters, and orders its resources. Nothing is deployed yet.
 *
 * @throws {@link ValidationError} when CloudFormation would refuse the template
 */
export function prepareStack(world: World, input: StackInput): PreparedStack {
  const { identity, template } = input;
  checkTemplate(template, identity.source);
  const parameters = resolveParameters(template, {
    source: identity.source,
    given: input.parameters,
    environment: identity,
    store: world.parameters,
  });
  const scope = new StackScope(world, identity, template, parameters);
  const resolver = new Resolver(scope, identity.source);
  checkRules(template, Resolver.forRules(scope, identity.source), identity.source);
  const graph = resourceGraph({
    template,
    source: identity.source,
    condition: (name) => scope.condition(name, resolver),
  });
  return { ...input, graph, scope, resolver };
}

/** What a stack gives out: its outputs, and those of them that it exports. */
export interface StackOutputs {
  readonly outputs: ReadonlyMap<string, string>;
  readonly exports: ReadonlyMap<string, string>;
}

/** The outputs of a stack whose resources exist. */
export function resolveOutputs({ template, scope, resolver }: PreparedStack): StackOutputs {
  const outputs = new Map<string, string>();
  const exports = new Map<string, string>();
  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    const { Condition: condition, Value, Export } = output as OutputWithCondition;
    if (condition !== undefined && !scope.condition(condition, resolver)) continue;
    const value = textAt(resolver, Value, ['Outputs', name, 'Value']);
    outputs.set(name, value);
    if (!isObject(Export)) continue;
    exports.set(textAt(resolver, Export['Name'], ['Outputs', name, 'Export', 'Name']), value);
  }
  return { outputs, exports };
}

interface OutputWithCondition {
  readonly Condition?: string;
  readonly Value: unknown;
  readonly Export?: unknown;
}

function textAt(resolver: Resolver, value: unknown, path: readonly string[]): string {
  return resolver.at(path, () => {
    const text = scalarText(resolver.resolve(value));
    const message =
      'Template format error: The Value field of every Outputs member must evaluate to a String.';
    return text ?? resolver.fail(message, 'TemplateFormat');
  });
}
