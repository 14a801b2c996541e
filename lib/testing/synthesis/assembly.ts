import { join } from 'node:path';
import {
  type AssetManifestArtifact,
  type CloudArtifact,
  type CloudAssembly,
  CloudFormationStackArtifact,
} from 'aws-cdk-lib/cx-api';
import type { CfnTemplate, TemplateSource } from '../../model';
import { ConstructPaths } from './construct-paths';
import { findNestedStacks } from './nested-stacks';
import type {
  AssemblyReading,
  FoundTemplate,
  MetadataEntry,
  StackEnvironment,
  StackTemplate,
} from './stack-template';

/** Reads every template of a cloud assembly, nested stacks and nested assemblies included. */
export function readAssembly(assembly: CloudAssembly): AssemblyReading {
  const artifacts = assembly.stacksRecursively;
  const assetFile = assetFinder(assembly);
  const metadata = new Map<string, readonly MetadataEntry[]>();
  const templates: StackTemplate[] = [];
  const sources: TemplateSource[] = [];
  for (const artifact of artifacts) {
    for (const [path, entries] of Object.entries(artifact.metadata)) {
      metadata.set(path.replace(/^\//, ''), entries);
    }
    const paths = new ConstructPaths(artifact);
    for (const found of [
      stackTemplate(artifact),
      ...findNestedStacks(artifact, paths, assetFile),
    ]) {
      const template = { ...found, ...environmentOf(artifact) };
      templates.push(template);
      sources.push(templateSource(template, paths));
    }
  }
  return { directory: assembly.directory, templates, sources, metadata, assetFile };
}

function stackTemplate(artifact: CloudFormationStackArtifact): FoundTemplate {
  return {
    name: artifact.id,
    path: artifact.hierarchicalId,
    template: artifact.template as CfnTemplate,
    templateFile: artifact.templateFullPath,
  };
}

function environmentOf(artifact: CloudFormationStackArtifact): StackEnvironment {
  const { account, region } = artifact.environment;
  return {
    stackName: artifact.stackName,
    account,
    region,
    deployedAfter: stacksBefore(artifact),
  };
}

function stacksBefore(artifact: CloudArtifact, found = new Set<string>()): Set<string> {
  for (const dependency of artifact.dependencies) {
    if (found.has(dependency.id)) continue;
    if (CloudFormationStackArtifact.isCloudFormationStackArtifact(dependency)) {
      found.add(dependency.id);
      stacksBefore(dependency, found);
    }
  }
  return found;
}

function templateSource(stack: StackTemplate, paths: ConstructPaths): TemplateSource {
  const source = {
    name: stack.name,
    stackName: stack.stackName,
    template: paths.annotate(stack.path, stack.template),
  };
  return stack.parent === undefined ? source : { ...source, parent: stack.parent };
}

/** Asset manifests are read when the first asset is asked for: most apps need none. */
function assetFinder(assembly: CloudAssembly): (objectKey: string) => string | undefined {
  let files: Map<string, string> | undefined;
  return (objectKey) => {
    files ??= new Map(assetFiles(assembly));
    return files.get(objectKey);
  };
}

function* assetFiles(assembly: CloudAssembly): Generator<[string, string]> {
  for (const artifact of assembly.artifacts) {
    if (!isAssetManifest(artifact)) continue;
    for (const asset of Object.values(artifact.contents.files ?? {})) {
      if (asset.source.path === undefined) continue;
      const file = join(assembly.directory, asset.source.path);
      for (const { objectKey } of Object.values(asset.destinations)) yield [objectKey, file];
    }
  }
  for (const nested of assembly.nestedAssemblies) yield* assetFiles(nested.nestedAssembly);
}

function isAssetManifest(artifact: CloudArtifact): artifact is AssetManifestArtifact {
  return artifact.manifest.type === 'cdk:asset-manifest';
}
