import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { CfnResource, CfnTemplate } from '../../model';

const LOGICAL_ID = 'aws:cdk:logicalId';
const TEMPLATE_FILE = 'aws:cdk:templateFile';
const PATH = 'aws:cdk:path';

/**
 * Construct paths of the resources of a stack and of its nested stacks.
 *
 * The assembly's metadata has them for every synthesis; `aws:cdk:path` in the template is there
 * only when the CLI, or a context value, asks for it.
 */
export class ConstructPaths {
  /** Paths by template (the construct path of its stack) and logical id. */
  private readonly byStack = new Map<string, Map<string, string>>();
  private readonly files = new Map<string, string>();

  public constructor(artifact: CloudFormationStackArtifact) {
    const entries = Object.entries(artifact.metadata).map(
      ([path, found]) => [path.replace(/^\//, ''), found] as const,
    );
    this.byStack.set(artifact.hierarchicalId, new Map());
    for (const [path, found] of entries) this.addStack(path, found);
    for (const [path, found] of entries) this.addElement(path, found);
  }

  /** File name of the template of the stack at a construct path. */
  public templateFile(stackPath: string): string | undefined {
    return this.files.get(stackPath);
  }

  /** Construct path of a resource. */
  public pathOf(stackPath: string, logicalId: string): string | undefined {
    return this.byStack.get(stackPath)?.get(logicalId);
  }

  /** The template with the construct path in the metadata of each resource. */
  public annotate(stackPath: string, template: CfnTemplate): CfnTemplate {
    const known = this.byStack.get(stackPath);
    if (known === undefined || template.Resources === undefined) return template;
    const resources: Record<string, CfnResource> = {};
    for (const [id, resource] of Object.entries(template.Resources)) {
      const path = known.get(id);
      resources[id] =
        path === undefined
          ? resource
          : { ...resource, Metadata: { ...resource.Metadata, [PATH]: path } };
    }
    return { ...template, Resources: resources };
  }

  private addStack(path: string, entries: ReadonlyArray<{ type: string; data?: unknown }>): void {
    for (const { type, data } of entries) {
      if (type !== TEMPLATE_FILE) continue;
      this.files.set(path, String(data));
      if (!this.byStack.has(path)) this.byStack.set(path, new Map());
    }
  }

  private addElement(path: string, entries: ReadonlyArray<{ type: string; data?: unknown }>): void {
    for (const { type, data } of entries) {
      if (type === LOGICAL_ID) this.stackAround(path)?.set(String(data), path);
    }
  }

  private stackAround(path: string): Map<string, string> | undefined {
    const known = this.byStack.get(path);
    if (known !== undefined) return known;
    const end = path.lastIndexOf('/');
    return end < 0 ? undefined : this.stackAround(path.slice(0, end));
  }
}
