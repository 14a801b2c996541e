import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { CloudAssets, StackSource } from '../../cloud';
import { ValidationError } from '../../errors';
import type { TemplateSource } from '../../model';
import { readAssembly } from '../synthesis/assembly';
import { readDocument } from '../synthesis/documents';
import type { StackTemplate } from '../synthesis/stack-template';
import type { Synthesis } from '../synthesis/synthesis';

/** Values of template parameters, by name; `Stack/Name` goes before a bare name. */
export type ParameterValues = Readonly<Record<string, string | number | readonly string[]>>;

/** The stacks of a part of an app, and those that they are deployed after. */
export function stackSources(synthesis: Synthesis, parameters: ParameterValues): StackSource[] {
  const wanted = neededStacks(synthesis);
  const sources = new Map(synthesis.index.sources.map((source) => [source.name, source]));
  return synthesis.whole.stacks
    .filter((stack) => wanted.has(rootName(stack)))
    .flatMap((stack) => {
      const source = sources.get(stack.name);
      return source === undefined ? [] : [stackSource(stack, source, parameters)];
    });
}

/**
 * Checks names of parameters, which a typing error would leave at their defaults.
 *
 * @throws {@link ValidationError} LocalCloudOption - for one that no template of the app declares
 */
export function checkParameters({ whole }: Synthesis, given: ParameterValues): void {
  const declared = whole.stacks.flatMap(({ name: stack, template }) =>
    Object.keys(template.Parameters ?? {}).map((name) => ({ name, qualified: `${stack}/${name}` })),
  );
  const isKnown = (one: string) =>
    declared.some(({ name, qualified }) => one === name || one === qualified);
  const unknown = Object.keys(given).find((name) => !isKnown(name));
  if (unknown === undefined) return;
  const allowed = declared.map(({ qualified }) => qualified).join(', ') || 'there are none';
  throw new ValidationError(
    'LocalCloudOption',
    `\`parameters\` must name parameters of the app's templates (${allowed}), got: ${JSON.stringify(unknown)}`,
  );
}

/** Names of the stacks of a part, of those that they are deployed after, and of those they read. */
function neededStacks(synthesis: Synthesis): ReadonlySet<string> {
  const all = synthesis.whole.stacks;
  const wanted = new Set(synthesis.stacks.map(rootName));
  // A set also visits what is added to it meanwhile.
  for (const name of wanted) {
    for (const stack of all.filter((one) => rootName(one) === name)) {
      for (const before of stack.deployedAfter) wanted.add(before);
      const read = stacksReadBy(stack.template);
      for (const other of all) if (read.has(other.stackName)) wanted.add(rootName(other));
    }
  }
  return wanted;
}

/** Names of stacks whose outputs a template reads without being deployed after them. */
function stacksReadBy(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'Fn::GetStackOutput') found.add(String(member?.StackName));
    stacksReadBy(member, found);
  }
  return found;
}

function stackSource(
  { account, region, deployedAfter, stackName }: StackTemplate,
  source: TemplateSource,
  values: ParameterValues,
): StackSource {
  return {
    ...source,
    stackName,
    parameters: parametersOf(source, values),
    environment: {
      ...(isKnown(account) && { accountId: account }),
      ...(isKnown(region) && { region }),
    },
    dependsOn: [...deployedAfter],
  };
}

function parametersOf(
  { name: source, template }: TemplateSource,
  values: ParameterValues,
): Readonly<Record<string, unknown>> {
  const declared = Object.keys(template.Parameters ?? {}).map((name) => {
    const own = `${source}/${name}`;
    return [name, Object.hasOwn(values, own) ? values[own] : values[name]] as const;
  });
  return Object.fromEntries(declared.filter(([, value]) => value !== undefined));
}

/** A nested stack is deployed with the stack that holds it. */
function rootName({ name, parent }: StackTemplate): string {
  return parent === undefined ? name : (name.split('/')[0] ?? name);
}

/** What the assembly says of an environment-agnostic stack is no account and no region. */
function isKnown(value: string): boolean {
  return !value.startsWith('unknown-');
}

/** Files of the assembly; its manifests are read when the first is asked for. */
export function assemblyAssets({ directory }: Synthesis): CloudAssets {
  let find: ((objectKey: string) => string | undefined) | undefined;
  const assetFile = (objectKey: string): string | undefined => {
    find ??= readAssembly(new CloudAssembly(directory)).assetFile;
    return find(objectKey);
  };
  return {
    assetFile,
    document: (objectKey) => {
      const file = assetFile(objectKey);
      if (file === undefined) return undefined;
      return readDocument(file);
    },
  };
}
