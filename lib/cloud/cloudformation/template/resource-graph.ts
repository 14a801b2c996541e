import type { CfnResource, CfnTemplate } from '../../../model';
import { templateError } from '../template-error';
import { creationOrder } from './creation-order';
import { visitReferences } from './references';

/** The resources of a template that exist, in an order in which they can be created. */
export interface ResourceGraph {
  readonly resources: ReadonlyMap<string, CfnResource>;
  /** Logical ids; each behind those that it needs. */
  readonly order: readonly string[];
  /** Logical ids that each resource needs. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

/** What a template means under the values of its parameters. */
interface GraphInput {
  readonly template: CfnTemplate;
  readonly source: string;
  readonly condition: (name: string) => boolean;
}

/**
 * Finds the resources whose conditions are true, and what they need: by `Ref`, `Fn::GetAtt`,
 * `Fn::Sub` and `DependsOn`.
 *
 * @throws {@link ValidationError} TemplateReference - when a resource refers to one whose condition
 * is false; TemplateCycle - when resources need each other
 */
export function resourceGraph(input: GraphInput): ResourceGraph {
  const all = Object.entries(input.template.Resources ?? {});
  const resources = new Map(
    all.filter(([, { Condition: name }]) => name === undefined || input.condition(name)),
  );
  const needs = new Map(
    [...resources].map(([logicalId, resource]) => [
      logicalId,
      neededBy(logicalId, resource, resources, input),
    ]),
  );
  const dependencies = new Map(
    [...needs].map(([logicalId, needed]) => [logicalId, [...needed.keys()]]),
  );
  return { resources, order: creationOrder(needs, 'resources'), dependencies };
}

function neededBy(
  logicalId: string,
  resource: CfnResource,
  resources: ReadonlyMap<string, CfnResource>,
  { template, source, condition }: GraphInput,
): ReadonlyMap<string, string> {
  const needed = new Map<string, string>();
  const place = `${source}/Resources/${logicalId}`;
  const visit = (name: string, at: readonly (string | number)[]): void => {
    if (needed.has(name) || !Object.hasOwn(template.Resources ?? {}, name)) return;
    const path = [place, ...at].join('/');
    if (!resources.has(name)) throw absentResource(name, path);
    needed.set(name, path);
  };
  visitReferences(
    resource.Properties,
    { visit: ({ name }, at) => visit(name, at), choose: condition },
    ['Properties'],
  );
  // A dependency on a resource that a condition leaves out is none.
  for (const name of [resource.DependsOn ?? []].flat()) {
    if (resources.has(name)) visit(name, ['DependsOn']);
  }
  return needed;
}

function absentResource(name: string, path: string): Error {
  return templateError(
    'TemplateReference',
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template; its condition is false, refer to it inside of an Fn::If`,
    path,
  );
}
