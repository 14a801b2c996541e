import type { CfnTemplate } from '../../model';
import { getOrCreate, isObject } from '../../model/value';
import type { StackSource } from './stack-source';
import { creationOrder } from './template/creation-order';
import { MAX_DEPTH } from './template/template-checks';
import { templateError } from './template-error';

/** Custom resources by which the CDK carries references to other regions. */
const EXPORT_WRITER = 'Custom::CrossRegionExportWriter';
const EXPORT_READER = 'Custom::CrossRegionExportReader';

/** What a stack with its nested stacks gives and takes, by names that are equal on both sides. */
interface Links {
  readonly exports: Set<string>;
  /** Path of the template by the name that it imports. */
  readonly imports: Map<string, string>;
  /** Names of stacks whose outputs are read. */
  readonly stacks: Map<string, string>;
}

/**
 * Orders stacks so that each stands behind those that it depends on: as it says (`dependsOn`), by
 * `Fn::ImportValue`, `Fn::GetStackOutput` or cross-region exports of the CDK.
 *
 * @param sources templates, those of nested stacks too
 * @returns the stacks that are no nested ones
 * @throws {@link ValidationError} TemplateCycle - when stacks depend on each other; StackOrder -
 * when two templates have one name
 */
export function deploymentOrder(sources: readonly StackSource[]): readonly StackSource[] {
  const roots = new Map(
    sources.filter(({ parent }) => parent === undefined).map((source) => [source.name, source]),
  );
  checkNames(sources);
  const links = linksByRoot(sources, roots);
  const owners = exportOwners(links);
  const dependencies = new Map(
    [...roots.values()].map((root) => [root.name, neededBy(root, roots, links, owners)]),
  );
  return creationOrder(dependencies, 'stacks').flatMap((name) => roots.get(name) ?? []);
}

function checkNames(sources: readonly StackSource[]): void {
  const names = new Set<string>();
  for (const { name } of sources) {
    if (names.has(name)) {
      throw templateError(
        'StackOrder',
        `templates must have names of their own, got two called ${JSON.stringify(name)}; rename one`,
        name,
      );
    }
    names.add(name);
  }
}

function linksByRoot(
  sources: readonly StackSource[],
  roots: ReadonlyMap<string, StackSource>,
): ReadonlyMap<string, Links> {
  const links = new Map<string, Links>();
  const parents = new Map(sources.map(({ name, parent }) => [name, parent?.source]));
  for (const { name, template } of sources) {
    let root: string = name;
    while (!roots.has(root)) {
      const parent = parents.get(root);
      if (parent === undefined) break;
      root = parent;
    }
    const found = getOrCreate(links, root, () => ({
      exports: new Set<string>(),
      imports: new Map<string, string>(),
      stacks: new Map<string, string>(),
    }));
    readLinks(template, name, found);
  }
  return links;
}

function readLinks(template: CfnTemplate, source: string, links: Links): void {
  for (const output of Object.values(template.Outputs ?? {})) {
    if (isObject(output?.Export)) links.exports.add(JSON.stringify(output.Export.Name));
  }
  for (const [logicalId, { Type, Properties = {} }] of Object.entries(template.Resources ?? {})) {
    const path = `${source}/Resources/${logicalId}`;
    if (Type === EXPORT_WRITER) {
      for (const name of crossRegionNames(Properties['WriterProps'], 'exports'))
        links.exports.add(name);
    }
    if (Type === EXPORT_READER) {
      for (const name of crossRegionNames(Properties['ReaderProps'], 'imports'))
        links.imports.set(name, path);
    }
    findImports(Properties, path, links);
  }
  findImports(template.Outputs, `${source}/Outputs`, links);
}

function crossRegionNames(props: unknown, member: string): readonly string[] {
  const names = isObject(props) ? props[member] : undefined;
  return isObject(names) ? Object.keys(names).map((name) => JSON.stringify(name)) : [];
}

/** What is nested too deep is left alone: it is refused when its stack is deployed. */
function findImports(value: unknown, path: string, links: Links, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'Fn::ImportValue') links.imports.set(JSON.stringify(member), path);
    if (name === 'Fn::GetStackOutput' && isObject(member)) {
      links.stacks.set(String(member['StackName']), path);
    }
    findImports(member, path, links, depth + 1);
  }
}

function exportOwners(links: ReadonlyMap<string, Links>): ReadonlyMap<string, string> {
  return new Map(
    [...links].flatMap(([root, { exports }]) => [...exports].map((name) => [name, root] as const)),
  );
}

function neededBy(
  root: StackSource,
  roots: ReadonlyMap<string, StackSource>,
  links: ReadonlyMap<string, Links>,
  owners: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const needed = new Map<string, string>();
  const need = (name: string | undefined, path: string): void => {
    if (name !== undefined && name !== root.name && roots.has(name)) needed.set(name, path);
  };
  for (const name of root.dependsOn ?? []) need(name, root.name);
  const { imports, stacks } = links.get(root.name) ?? {};
  for (const [name, path] of imports ?? []) need(owners.get(name), path);
  for (const [stackName, path] of stacks ?? []) {
    for (const { name, stackName: deployed = name } of roots.values()) {
      if (deployed === stackName) need(name, path);
    }
  }
  return needed;
}
