import { ValidationError } from '../errors';
import { describeValue } from './describe';
import { type PlacedValue, resourceKey, type SourceIndex } from './sources';
import { stableText } from './stable-text';
import { resolveTarget, targetKey, traceTarget } from './target';
import type { ResourceId, Value } from './template';
import { isIntrinsic, own } from './value';

/** Where a resource of a REST API stands in the tree of paths. */
export interface ResourcePath {
  readonly path: string;
  /** The path again, or what stands for it below a resource that lives outside of the app. */
  readonly identity: string;
  /** Where it hangs on something outside of the app: the key of that. */
  readonly outside?: string;
}

const ROOT: ResourcePath = { path: '/', identity: '/' };

/** Request line and headers of a request have 10240 bytes together. */
const MAX_PATH_LENGTH = 10_240;

/**
 * Paths of `AWS::ApiGateway::Resource` resources, found by way of their `ParentId`s.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export class ResourcePaths {
  private readonly known = new Map<string, ResourcePath>();

  public constructor(private readonly index: SourceIndex) {}

  /**
   * The path that a `ParentId` or `ResourceId` leads to.
   *
   * @param where - resource and property, for errors
   * @throws {@link ValidationError} UnknownParent - it leads to nothing, or to something else
   * @throws {@link ValidationError} ParentCycle - it leads back to itself
   * @throws {@link ValidationError} PathTooLong - more than 10240 characters
   */
  public pathOf(source: string, value: Value<string>, where: string): ResourcePath {
    const waiting: ResourceId[] = [];
    const visited = new Set<string>();
    let parent = this.step(source, value, where);
    while ('logicalId' in parent) {
      const key = resourceKey(parent);
      if (visited.has(key)) throw parentCycle(parent);
      visited.add(key);
      waiting.push(parent);
      const { ParentId: next } = this.index.resource(parent)?.Properties ?? {};
      const place = `${parent.source}/${parent.logicalId}/ParentId`;
      parent = this.step(parent.source, next as Value<string>, place);
    }
    return this.remember(waiting, parent);
  }

  /** The literal of a path part, or a text in place of an intrinsic. */
  public pathPart(id: ResourceId): { readonly text: string; readonly literal: boolean } {
    const part = this.index.resource(id)?.Properties?.['PathPart'] as Value<string>;
    const target = resolveTarget(this.index, id.source, part);
    const literal = target.kind === 'external' && typeof target.value === 'string';
    if (literal) return { text: target.value as string, literal };
    return { text: describeValue(part, { sources: this.index, source: id.source }), literal };
  }

  /** One step up: a known path, or the resource whose parent comes next. */
  private step(source: string, value: Value<string>, where: string): ResourcePath | ResourceId {
    if (value === undefined) throw unknownParent('nothing', where);
    const target = traceTarget(this.index, source, value);
    if (!('kind' in target)) {
      if (isDangling(this.index, target)) throw unknownParent(JSON.stringify(value), where);
      return outside(stableText(target.value));
    }
    const type = this.index.resource(target.id)?.Type ?? '';
    if (target.attribute === 'RootResourceId') return ROOT;
    if (type === 'AWS::ApiGateway::Resource') {
      return this.known.get(resourceKey(target.id)) ?? target.id;
    }
    if (type.startsWith('AWS::ApiGateway')) throw unknownParent(JSON.stringify(value), where);
    return outside(targetKey(target));
  }

  private remember(chain: readonly ResourceId[], top: ResourcePath): ResourcePath {
    return chain.reduceRight((parent, id) => {
      const path = below(parent, this.pathPart(id).text);
      if (path.path.length > MAX_PATH_LENGTH) throw pathTooLong(id);
      this.known.set(resourceKey(id), path);
      return path;
    }, top);
  }
}

function below(parent: ResourcePath, part: string): ResourcePath {
  const join = (base: string) => (base === '/' ? `/${part}` : `${base}/${part}`);
  return { ...parent, path: join(parent.path), identity: join(parent.identity) };
}

function outside(key: string): ResourcePath {
  return { path: '/', identity: key, outside: key };
}

/** A Ref or GetAtt to nothing in its template, as opposed to a parameter. */
function isDangling(index: SourceIndex, { source, value }: PlacedValue): boolean {
  if (!isIntrinsic(value)) return false;
  if ('Fn::GetAtt' in value) return true;
  const name = value['Ref'];
  if (typeof name !== 'string' || name.startsWith('AWS::')) return false;
  return own(index.source(source)?.template.Parameters, name) === undefined;
}

function unknownParent(got: string, where: string): ValidationError {
  return new ValidationError(
    'UnknownParent',
    'must lead to an AWS::ApiGateway::Resource or to the RootResourceId of an ' +
      `AWS::ApiGateway::RestApi, got: ${got}; refer to one of them`,
    where,
  );
}

function parentCycle(id: ResourceId): ValidationError {
  return new ValidationError(
    'ParentCycle',
    `must lead up to the root, got: a way back to ${id.logicalId}; refer to a resource above it`,
    `${id.source}/${id.logicalId}/ParentId`,
  );
}

function pathTooLong(id: ResourceId): ValidationError {
  return new ValidationError(
    'PathTooLong',
    `the path of a resource may have at most ${MAX_PATH_LENGTH} characters, the length of a ` +
      'request line, got: more; shorten it',
    `${id.source}/${id.logicalId}/PathPart`,
  );
}
