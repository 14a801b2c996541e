import type { ResourceId } from '../model';
import { isObject, type JsonObject } from '../model/value';
import type { StackRecord } from './cloudformation/operations/stack-record';
import { generatedName } from './cloudformation/physical-names';
import type { ResourceProvider } from './cloudformation/provider';

const MAX_NAME = 140;

/** A layer of a function that no stack declares. */
export interface ForeignLayer extends ResourceId {
  /** Of the version. */
  readonly arn: string;
}

/** The layers of Lambda that stacks declare: their folders, by the ARNs of their versions. */
export class LambdaLayers {
  private readonly folders = new Map<string, string>();
  private readonly versions = new Map<string, number>();

  /**
   * Publishes a version.
   *
   * @param layerArn without a version
   * @param folder what the layer is made of; a path that may not exist
   * @returns ARN of the version
   */
  public publish(layerArn: string, folder: string): string {
    const version = (this.versions.get(layerArn) ?? 0) + 1;
    const arn = `${layerArn}:${version}`;
    this.versions.set(layerArn, version);
    this.folders.set(arn, folder);
    return arn;
  }

  /** Folder of a version; undefined for one that no stack declares. */
  public folder(versionArn: string): string | undefined {
    return this.folders.get(versionArn);
  }

  /** Layers of functions that no stack declares. */
  public foreign(stacks: readonly StackRecord[]): readonly ForeignLayer[] {
    return stacks.flatMap(({ identity: { source }, resources }) =>
      [...resources.values()]
        .filter(({ type }) => type === 'AWS::Lambda::Function')
        .flatMap(({ logicalId, given }) =>
          layersOf(given)
            .filter((arn) => !this.folders.has(arn))
            .map((arn) => ({ source, logicalId, arn })),
        ),
    );
  }

  /** Deletes a version; its number is not given again. */
  public delete(versionArn: string): void {
    this.folders.delete(versionArn);
  }
}

/**
 * `AWS::Lambda::LayerVersion`: every change publishes a new version.
 *
 * @param assetFile file or folder of an asset, by its object key
 */
export function layerProvider(
  layers: () => LambdaLayers,
  assetFile: (objectKey: string) => string | undefined,
): ResourceProvider {
  return {
    replaceOn: () => true,
    create: ({ stack, logicalId, ids, properties }) => {
      const { partition, region, accountId, stackName } = stack;
      const given = properties['LayerName'];
      const name =
        typeof given === 'string' ? given : generatedName(stackName, logicalId, MAX_NAME, ids);
      const arn = `arn:${partition}:lambda:${region}:${accountId}:layer:${name}`;
      const { S3Bucket, S3Key } = isObject(properties['Content']) ? properties['Content'] : {};
      const folder = assetFile(String(S3Key)) ?? `s3://${S3Bucket}/${S3Key}`;
      const physicalId = layers().publish(arn, folder);
      return { physicalId, attributes: { LayerVersionArn: physicalId } };
    },
    delete: ({ physicalId }) => layers().delete(physicalId),
  };
}

/** ARNs of the layers that a function has, the first that it names in front. */
export function layersOf(properties: JsonObject): readonly string[] {
  const { Layers } = properties;
  return Array.isArray(Layers) ? Layers.map(String) : [];
}
