import { SourceIndex } from './sources';
import { stableText } from './stable-text';
import { resolveTarget } from './target';
import type { Intrinsic, TemplateSource, Value } from './template';
import { attributePair, type TextPart, textParts } from './text-parts';
import { isIntrinsic } from './value';

/** Where a described value stands, so that references can be named by construct path. */
export interface DescribeScope {
  /** All templates of the app, nested ones too; indexed, if many values are described. */
  readonly sources: SourceIndex | readonly TemplateSource[];
  /** `name` of the template that the value stands in. */
  readonly source: string;
}

/** What the CDK appends to a logical id. */
const LOGICAL_ID_HASH = /(?<=.)[0-9A-F]{8}$/;

/** Path of a function in the URI of a Lambda integration. */
const LAMBDA_URI = /:lambda:path\/[^/]*\/functions\/(.*)\/invocations$/s;

/** Last segments of construct paths that say nothing: the L1 child of an L2. */
const CHILD_OF_L2 = /(?<=.)\/(Resource|Default)$/;

/**
 * Short text of a literal or an intrinsic, for people: `{ Ref: 'Orders1A2B3C4D' }` is `Orders`, or
 * the construct path `Shop/Orders` where the scope tells; the URI of a Lambda integration is its
 * function. Hashes are left out where the CDK put them.
 *
 * @param scope - where the value stands; without it references are named by logical id
 */
export function describeValue(
  value: Value<string | number | boolean>,
  scope?: DescribeScope,
): string {
  if (!isIntrinsic(value)) return String(value);
  const index = scope && SourceIndex.of(scope.sources);
  const parts = textParts(value).map((part) => describePart(part, scope?.source, index));
  const text = parts.join('');
  return LAMBDA_URI.exec(text)?.[1] ?? text;
}

/** The name of a route: `GET /orders/{id}`, `$default`. */
export function routeKey(
  route: { readonly path: string; readonly method: string } | { readonly routeKey: Value<string> },
): string {
  return 'method' in route ? `${route.method} ${route.path}` : describeValue(route.routeKey);
}

function describePart(
  part: TextPart,
  source: string | undefined,
  index: SourceIndex | undefined,
): string {
  if (typeof part === 'string') return part;
  if (index === undefined || source === undefined) return describeReference(part);
  const target = resolveTarget(index, source, part);
  if (target.kind === 'external') {
    return isIntrinsic(target.value) ? describeReference(target.value) : target.value;
  }
  const { constructPath, logicalId } = index.origin(target.id);
  const name = constructPath?.replace(CHILD_OF_L2, '') ?? withoutHash(logicalId);
  return withAttribute(name, target.attribute);
}

function describeReference(intrinsic: Intrinsic): string {
  const { Ref: logicalId, 'Fn::GetAtt': pair, 'Fn::ImportValue': name } = intrinsic;
  if (typeof logicalId === 'string') {
    return logicalId.startsWith('AWS::') ? `\${${logicalId}}` : withoutHash(logicalId);
  }
  const [id, attribute] = attributePair(pair) ?? [];
  if (id !== undefined) return withAttribute(withoutHash(id), attribute);
  if (typeof name === 'string') return withoutHash(name);
  return stableText(intrinsic);
}

/** The ARN or the id of a thing is the thing, for people. */
function withAttribute(name: string, attribute: string | undefined): string {
  return attribute === undefined || attribute === 'Arn' ? name : `${name}.${attribute}`;
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(LOGICAL_ID_HASH, '');
}
