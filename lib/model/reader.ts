import type { Target } from './api-model';
import type { ModelDraft } from './draft';
import type { Properties } from './properties';
import type { ResourcePaths } from './resource-paths';
import type { SourceIndex } from './sources';
import { resolveTarget } from './target';
import type { CfnResource, Origin, Value } from './template';

/** Options of `readApiModel`. */
export interface ReadApiModelOptions {
  /**
   * Finds the document behind a `BodyS3Location`, parsed.
   *
   * @default - such a document is listed in `unread`
   */
  readAsset?(location: { readonly bucket: Value<string>; readonly key: Value<string> }): unknown;
}

/** All that a reader of a resource has at hand. */
export interface ReaderContext {
  readonly origin: Origin;
  readonly resource: CfnResource;
  readonly properties: Properties;
  readonly draft: ModelDraft;
  readonly index: SourceIndex;
  readonly paths: ResourcePaths;
  readonly options: ReadApiModelOptions;
}

/** Reads a resource of one type into the draft. */
export type ResourceReader = (context: ReaderContext) => void;

/** Readers by CloudFormation type. */
export type ReaderTable = Readonly<Record<string, ResourceReader>>;

/** What a property means, seen from the template of the resource. */
export function targetOf({ index, origin }: ReaderContext, value: Value<string>): Target {
  return resolveTarget(index, origin.source, value);
}

/** What a property means, if it is there. */
export function optionalTarget(
  context: ReaderContext,
  value: Value<string> | undefined,
): Target | undefined {
  return value === undefined ? undefined : targetOf(context, value);
}

/** A reader that says why a type is left out. */
export function leaveOut(reason: string): ResourceReader {
  return ({ properties }) => {
    properties.passOver();
    properties.unread('', reason);
  };
}
