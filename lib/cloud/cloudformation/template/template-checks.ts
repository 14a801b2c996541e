import type { CfnResource, CfnTemplate } from '../../../model';
import { isObject } from '../../../model/value';
import { templateError } from '../template-error';
import { API_PREFIX, API_TYPES } from './api-types';
import { isPseudoParameter } from './pseudo-parameters';
import { type FoundReference, visitReferences } from './references';

const SECTIONS: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

const DELETION_POLICIES: ReadonlySet<unknown> = new Set([
  undefined,
  'Delete',
  'Retain',
  'RetainExceptOnCreate',
  'Snapshot',
]);
const REPLACE_POLICIES: ReadonlySet<unknown> = new Set([undefined, 'Delete', 'Retain', 'Snapshot']);

/** Transforms that need not run, because what they add has no local effect. */
const HARMLESS_TRANSFORMS: ReadonlySet<unknown> = new Set([
  'AWS::LanguageExtensions',
  'AWS::CodeDeployBlueGreen',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
]);

const SERVERLESS_TRANSFORM = 'AWS::Serverless-2016-10-31';

/** An application of the registry, as the CDK makes one to rotate secrets: it has no local effect. */
const SERVERLESS_APPLICATION = 'AWS::Serverless::Application';

/** Deeper than any template needs, and shallow enough to be walked. */
export const MAX_DEPTH = 200;

/**
 * Checks what can be known of a template before anything is deployed.
 *
 * @param source name of the template
 * @throws {@link ValidationError} TemplateFormat, TemplateReference or TemplateTransform - when
 * CloudFormation refuses the template, or when it has a macro
 */
export function checkTemplate(template: CfnTemplate, source: string): void {
  checkDepth(template, source);
  checkSections(template, source);
  checkTransforms(template, source);
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    checkResource(logicalId, resource, source);
  }
  checkApiTypes(template, source);
  checkConditionReferences(template, source);
  checkResourceReferences(template, source);
  checkOutputReferences(template, source);
}

function checkDepth(value: unknown, path: string, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) {
    throw templateError(
      'TemplateFormat',
      `a template must not be nested more than ${MAX_DEPTH} levels deep`,
      path,
    );
  }
  for (const member of Object.values(value)) checkDepth(member, path, depth + 1);
}

function checkSections(template: CfnTemplate, source: string): void {
  const unknown = Object.keys(template).filter((section) => !SECTIONS.has(section));
  if (unknown.length > 0) {
    throw templateError(
      'TemplateFormat',
      `Invalid template property or properties [${unknown.join(', ')}]`,
      source,
    );
  }
  if (!isObject(template.Resources) || Object.keys(template.Resources).length === 0) {
    throw templateError(
      'TemplateFormat',
      'Template format error: At least one Resources member must be defined.',
      source,
    );
  }
}

function checkTransforms(template: CfnTemplate, source: string): void {
  const transforms: unknown[] = [template['Transform'] ?? []].flat();
  const macro = transforms.find((transform) => !isHarmless(transform, template));
  if (macro === undefined) return;
  throw templateError(
    'TemplateTransform',
    `macros cannot run here, got: ${JSON.stringify(macro)}; expand the template before it is deployed`,
    `${source}/Transform`,
  );
}

/** Whether a template without the work of a transform is the same here as with it. */
function isHarmless(transform: unknown, template: CfnTemplate): boolean {
  if (transform === SERVERLESS_TRANSFORM) return !hasServerlessResources(template);
  return HARMLESS_TRANSFORMS.has(transform);
}

/** Resources that the transform makes others of. */
function hasServerlessResources({ Resources = {} }: CfnTemplate): boolean {
  return Object.values(Resources).some(
    ({ Type }) => String(Type).startsWith('AWS::Serverless::') && Type !== SERVERLESS_APPLICATION,
  );
}

function checkResource(logicalId: string, resource: CfnResource, source: string): void {
  const path = `${source}/Resources/${logicalId}`;
  if (logicalId.startsWith('Fn::ForEach::')) {
    throw templateError(
      'TemplateTransform',
      'Fn::ForEach cannot be expanded here; write the resources out',
      path,
    );
  }
  if (!isObject(resource) || typeof resource.Type !== 'string') {
    throw templateError(
      'TemplateFormat',
      `Template format error: [${path}] Every Resources object must contain a Type member.`,
      path,
    );
  }
  checkPolicy('DeletionPolicy', resource.DeletionPolicy, DELETION_POLICIES, logicalId, path);
  checkPolicy(
    'UpdateReplacePolicy',
    resource.UpdateReplacePolicy,
    REPLACE_POLICIES,
    logicalId,
    path,
  );
}

/** Of the types of other services only some are known here. */
function checkApiTypes(template: CfnTemplate, source: string): void {
  const types = Object.values(template.Resources ?? {}).map(({ Type }) => Type);
  const unknown = types.filter((type) => type.startsWith(API_PREFIX) && !API_TYPES.has(type));
  if (unknown.length === 0) return;
  throw templateError(
    'TemplateFormat',
    `Template format error: Unrecognized resource types: [${[...new Set(unknown)].join(', ')}]`,
    source,
  );
}

function checkPolicy(
  name: string,
  policy: unknown,
  allowed: ReadonlySet<unknown>,
  logicalId: string,
  path: string,
): void {
  if (allowed.has(policy) || isObject(policy)) return;
  const names = [...allowed].filter((value) => value !== undefined).join(', ');
  throw templateError(
    'TemplateFormat',
    `Template format error: Unrecognized ${name} ${JSON.stringify(policy)} for resource ${logicalId}; use one of ${names}`,
    path,
  );
}

function checkConditionReferences(template: CfnTemplate, source: string): void {
  const visit = ({ name }: FoundReference, at: readonly (string | number)[]): void => {
    if (Object.hasOwn(template.Parameters ?? {}, name) || isPseudoParameter(name)) return;
    throw templateError(
      'TemplateReference',
      `Template format error: Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`,
      at.join('/'),
    );
  };
  visitReferences(template.Conditions, { visit }, [source, 'Conditions']);
}

function checkResourceReferences(template: CfnTemplate, source: string): void {
  const unresolved = new Map<string, string>();
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    const path = [source, 'Resources', logicalId];
    for (const name of [resource.DependsOn ?? []].flat()) {
      if (!Object.hasOwn(template.Resources ?? {}, name))
        unresolved.set(name, `${path.join('/')}/DependsOn`);
    }
    checkCondition(template, resource.Condition, path);
    findUnresolved(template, resource.Properties, [...path, 'Properties'], unresolved);
  }
  refuseUnresolved(unresolved, 'Resources');
}

function checkOutputReferences(template: CfnTemplate, source: string): void {
  const unresolved = new Map<string, string>();
  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    const path = [source, 'Outputs', name];
    const { Condition, ...values } = output as { readonly Condition?: unknown };
    checkCondition(template, Condition, path);
    findUnresolved(template, values, path, unresolved);
  }
  refuseUnresolved(unresolved, 'Outputs');
}

function findUnresolved(
  template: CfnTemplate,
  value: unknown,
  path: (string | number)[],
  unresolved: Map<string, string>,
): void {
  visitReferences(
    value,
    {
      visit: ({ name, attribute }, at) => {
        const known =
          Object.hasOwn(template.Resources ?? {}, name) ||
          (!attribute &&
            (Object.hasOwn(template.Parameters ?? {}, name) || isPseudoParameter(name)));
        if (!known && !unresolved.has(name)) unresolved.set(name, at.join('/'));
      },
      visitCondition: (name, at) => checkCondition(template, name, at),
    },
    path,
  );
}

function refuseUnresolved(unresolved: ReadonlyMap<string, string>, block: string): void {
  const [first] = unresolved.values();
  if (first === undefined) return;
  const names = [...unresolved.keys()].join(', ');
  throw templateError(
    'TemplateReference',
    `Template format error: Unresolved resource dependencies [${names}] in the ${block} block of the template`,
    first,
  );
}

function checkCondition(
  template: CfnTemplate,
  condition: unknown,
  path: readonly (string | number)[],
): void {
  if (condition === undefined) return;
  if (typeof condition === 'string' && Object.hasOwn(template.Conditions ?? {}, condition)) return;
  throw templateError(
    'TemplateReference',
    `Template format error: Unresolved condition dependency ${String(condition)}`,
    path.join('/'),
  );
}
