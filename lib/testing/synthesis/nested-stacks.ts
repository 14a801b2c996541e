import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { ValidationError } from '../../errors';
import type { CfnResource, CfnTemplate, ResourceId } from '../../model';
import type { ConstructPaths } from './construct-paths';
import type { FoundTemplate } from './stack-template';

const NESTED_STACK = 'AWS::CloudFormation::Stack';
const NESTED_RESOURCE_SUFFIX = /\.NestedStack\/[^/]+\.NestedStackResource$/;

type AssetFile = (objectKey: string) => string | undefined;

interface Assembly {
  readonly directory: string;
  readonly paths: ConstructPaths;
  readonly assetFile: AssetFile;
}

/** A template that may hold nested stacks. */
type Parent = Pick<FoundTemplate, 'name' | 'path' | 'template'>;

/** Templates of the nested stacks of a stack, at any depth, parents before children. */
export function findNestedStacks(
  artifact: CloudFormationStackArtifact,
  paths: ConstructPaths,
  assetFile: AssetFile,
): FoundTemplate[] {
  const assembly = { directory: dirname(artifact.templateFullPath), paths, assetFile };
  const root = {
    name: artifact.id,
    path: artifact.hierarchicalId,
    template: artifact.template as CfnTemplate,
  };
  return nestedIn(assembly, root);
}

function nestedIn(assembly: Assembly, parent: Parent): FoundTemplate[] {
  return Object.entries(parent.template.Resources ?? {})
    .filter(([, resource]) => resource.Type === NESTED_STACK)
    .flatMap(([logicalId, resource]) => {
      const id = { source: parent.name, logicalId };
      const nested = readNested(assembly, parent, id, resource);
      return nested === undefined ? [] : [nested, ...nestedIn(assembly, nested)];
    });
}

function readNested(
  assembly: Assembly,
  parent: Parent,
  id: ResourceId,
  resource: CfnResource,
): FoundTemplate | undefined {
  const resourcePath = assembly.paths.pathOf(parent.path, id.logicalId);
  const path =
    resourcePath?.replace(NESTED_RESOURCE_SUFFIX, '') ?? `${parent.path}/${id.logicalId}`;
  const file = nestedFile(assembly, path, resource);
  if (file === undefined) return undefined;
  const template = parseTemplate(file, `${id.source}/${id.logicalId}`);
  return { name: `${id.source}/${id.logicalId}`, path, template, templateFile: file, parent: id };
}

/** A URL that leads out of the assembly is somebody else's template: there is nothing to read. */
function nestedFile(assembly: Assembly, path: string, resource: CfnResource): string | undefined {
  const known = assembly.paths.templateFile(path);
  if (known !== undefined) return join(assembly.directory, known);
  const key = lastText(resource.Properties?.['TemplateURL'])?.split('/').at(-1);
  return key === undefined ? undefined : assembly.assetFile(key);
}

/** Last literal of a URL that is a text or an `Fn::Join`. */
function lastText(url: unknown): string | undefined {
  if (typeof url === 'string') return url;
  const join: unknown = (url as { 'Fn::Join'?: [unknown, unknown[]] } | undefined)?.['Fn::Join'];
  const last: unknown = Array.isArray(join) && Array.isArray(join[1]) ? join[1].at(-1) : undefined;
  return typeof last === 'string' ? last : undefined;
}

function parseTemplate(file: string, where: string): CfnTemplate {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CfnTemplate;
  } catch (cause) {
    throw new ValidationError(
      'NestedTemplate',
      `the template of a nested stack must be a JSON file in the assembly, got: ${JSON.stringify(file)}; synthesize again`,
      where,
      { cause },
    );
  }
}
