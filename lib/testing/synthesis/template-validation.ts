import { CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import { type IConstruct, RootConstruct } from 'constructs';
import { isUnder } from './scope';
import type { AssemblyReading, StackTemplate } from './stack-template';

/** Something that CloudFormation, or API Gateway behind it, would not like. */
export interface ValidationFinding {
  /** Id of the rule, such as `E3012`. */
  readonly id: string;
  /** `error` or `warning`. */
  readonly severity: string;
  /** What is wrong, after the property that it is about. */
  readonly message: string;
  /** Construct path of the resource, or of the stack; logical id where no path is known. */
  readonly resource: string;
  /** Property path, such as `Properties.Handler`; empty: the resource as a whole. */
  readonly path: string;
}

/** The engine takes seconds to start and much memory: one serves the process. */
let validator: CloudFormationValidatePlugin | undefined;

/** Runs the validator of aws-cdk-lib over templates of an assembly. */
export function validateTemplates(
  reading: AssemblyReading,
  stacks: readonly StackTemplate[],
  root?: IConstruct,
): ValidationFinding[] {
  validator ??= new CloudFormationValidatePlugin();
  const report = validator.validate({
    templatePaths: stacks.map(({ templateFile }) => templateFile),
    stackTemplates: stacks.map((stack) => ({
      stackConstructPath: stack.path,
      templatePath: stack.templateFile,
      accountId: known(stack.account),
      region: known(stack.region),
    })),
    appConstruct: root ?? new RootConstruct(),
  });
  const acknowledged = acknowledgedRules(reading, root);
  return report.violations.flatMap((violation) =>
    violation.violatingResources
      .map((found) => ({
        id: violation.ruleName,
        severity: violation.severity ?? 'warning',
        message: violation.description,
        resource: resourceOf(reading, stacks, found),
        path: found.locations[0] ?? '',
      }))
      .filter((finding) => !acknowledged(finding)),
  );
}

/** What the assembly says of an environment-agnostic stack is no account and no region. */
function known(value: string): string | undefined {
  return value.startsWith('unknown-') ? undefined : value;
}

function resourceOf(
  reading: AssemblyReading,
  stacks: readonly StackTemplate[],
  found: { resourceLogicalId?: string; constructPath?: string; templatePath?: string },
): string {
  const { resourceLogicalId: id, constructPath, templatePath } = found;
  const stack = stacks.find(({ templateFile }) => templateFile === templatePath);
  if (id === undefined) return constructPath ?? stack?.path ?? '';
  const source = reading.sources.find(({ name }) => name === stack?.name);
  const path = source?.template.Resources?.[id]?.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path : id;
}

type Acknowledged = (finding: ValidationFinding) => boolean;

function acknowledgedRules(reading: AssemblyReading, root?: IConstruct): Acknowledged {
  const rules: Array<{ readonly id: string; readonly path: string }> = [];
  const collect = (path: string, entries: ReadonlyArray<{ type: string; data?: unknown }>) => {
    for (const { type, data } of entries) {
      if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY) continue;
      for (const id of Object.keys(data as object)) rules.push({ id, path });
    }
  };
  for (const [path, entries] of reading.metadata) collect(path, entries);
  // Stack metadata lacks what was acknowledged on the app and its stages.
  for (const { node } of root?.node.findAll() ?? []) collect(node.path, node.metadata);
  const namespace = CloudFormationValidatePlugin.PLUGIN_NAME.replaceAll(' ', '-');
  return ({ id, resource }) =>
    rules.some((rule) => rule.id === `${namespace}::${id}` && isUnder(resource, rule.path));
}
