import type { Target } from './api-model';
import { type PlacedValue, resourceKey, SourceIndex } from './sources';
import { stableText } from './stable-text';
import type { Intrinsic, TemplateSource, Value } from './template';
import { attributePair, textParts } from './text-parts';
import { isIntrinsic, isObject, own } from './value';

/** Longest way from stack to stack that a reference is followed; a longer one goes in a circle. */
const MAX_HOPS = 100;

/** `Fn::GetAtt` attributes that yield what `Ref` yields: the id of the resource. */
const ID_ATTRIBUTES: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::ApiKey': 'APIKeyId',
  'AWS::ApiGateway::Authorizer': 'AuthorizerId',
  'AWS::ApiGateway::ClientCertificate': 'ClientCertificateId',
  'AWS::ApiGateway::Deployment': 'DeploymentId',
  'AWS::ApiGateway::RequestValidator': 'RequestValidatorId',
  'AWS::ApiGateway::Resource': 'ResourceId',
  'AWS::ApiGateway::RestApi': 'RestApiId',
  'AWS::ApiGateway::UsagePlan': 'Id',
  'AWS::ApiGateway::VpcLink': 'VpcLinkId',
  'AWS::ApiGatewayV2::Api': 'ApiId',
  'AWS::ApiGatewayV2::Authorizer': 'AuthorizerId',
  'AWS::ApiGatewayV2::Deployment': 'DeploymentId',
  'AWS::ApiGatewayV2::Integration': 'IntegrationId',
  'AWS::ApiGatewayV2::Model': 'ModelId',
  'AWS::ApiGatewayV2::Route': 'RouteId',
  'AWS::ApiGatewayV2::VpcLink': 'VpcLinkId',
};

/** One step of a reference: to its end, or to the next value to follow. */
type Step =
  | { readonly end: Target & { readonly kind: 'resource' } }
  | { readonly next: PlacedValue };

type Follow = (
  index: SourceIndex,
  source: string,
  argument: unknown,
  intrinsic: Intrinsic,
) => Step | undefined;

/** How each intrinsic leads on; one that is not here leads nowhere inside of the app. */
const FOLLOW: Readonly<Record<string, Follow>> = {
  Ref: followRef,
  'Fn::GetAtt': followAttribute,
  'Fn::ImportValue': (index, _source, name) => onward(index.exported(name)),
  'Fn::GetStackOutput': followStackOutput,
  'Fn::Join': followText,
  'Fn::Sub': followText,
};

/**
 * Follows a value to the resource that it stands for: through parameters and outputs of nested
 * stacks, exports, stack outputs and the CDK's cross-region exports.
 *
 * @param sources - the templates of the app
 * @param sourceName - template that the value stands in
 * @param value - what a property such as `RestApiId` says
 * @returns the resource, with an attribute unless that is its id; `external` with the last value
 * on the way (a literal, where it ends at one) when it leaves the app
 */
export function resolveTarget(
  sources: SourceIndex | readonly TemplateSource[],
  sourceName: string,
  value: Value<string>,
): Target {
  const end = traceTarget(SourceIndex.of(sources), sourceName, value);
  return 'kind' in end ? end : { kind: 'external', value: end.value as Value<string> };
}

/** Follows a value to a resource, or to the place where it leaves the app. */
export function traceTarget(
  index: SourceIndex,
  sourceName: string,
  value: Value<string>,
): (Target & { readonly kind: 'resource' }) | PlacedValue {
  let place: PlacedValue = { source: sourceName, value };
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const step = follow(index, place);
    if (step === undefined) break;
    if ('end' in step) return step.end;
    place = step.next;
  }
  return place;
}

/** Tells whether two targets are the same element. */
export function sameTarget(a: Target, b: Target): boolean {
  return targetKey(a) === targetKey(b);
}

/** A text that is equal for the same target alone. */
export function targetKey(target: Target): string {
  if (target.kind === 'external') return stableText(target.value);
  return `${resourceKey(target.id)}\n${target.attribute ?? ''}`;
}

function follow(index: SourceIndex, { source, value }: PlacedValue): Step | undefined {
  if (!isIntrinsic(value)) return undefined;
  const [name = '', argument] = Object.entries(value)[0] ?? [];
  return own(FOLLOW, name)?.(index, source, argument, value);
}

function onward(next: PlacedValue | undefined): Step | undefined {
  return next && { next };
}

function followRef(index: SourceIndex, source: string, logicalId: unknown): Step | undefined {
  if (typeof logicalId !== 'string') return undefined;
  const id = { source, logicalId };
  if (index.resource(id) !== undefined) return { end: { kind: 'resource', id } };
  return onward(index.argument(source, logicalId));
}

function followAttribute(index: SourceIndex, source: string, argument: unknown): Step | undefined {
  const [logicalId, attribute] = attributePair(argument) ?? [];
  if (logicalId === undefined || attribute === undefined) return undefined;
  const id = { source, logicalId };
  const type = index.resource(id)?.Type;
  if (type === undefined) return undefined;
  const inside = attribute.startsWith('Outputs.')
    ? index.nestedOutput(id, attribute.slice('Outputs.'.length))
    : undefined;
  const exported =
    type === 'Custom::CrossRegionExportReader' ? index.exported(attribute) : undefined;
  const next = inside ?? exported;
  if (next !== undefined) return { next };
  const isId = own(ID_ATTRIBUTES, type) === attribute;
  return { end: { kind: 'resource', id, ...(!isId && { attribute }) } };
}

function followStackOutput(
  index: SourceIndex,
  _source: string,
  argument: unknown,
): Step | undefined {
  if (!isObject(argument)) return undefined;
  const { StackName: stack, OutputName: output } = argument;
  if (typeof stack !== 'string' || typeof output !== 'string') return undefined;
  return onward(index.stackOutput(stack, output));
}

/** A text that is one reference and nothing else, such as `{ 'Fn::Sub': '${Api}' }`. */
function followText(
  _index: SourceIndex,
  source: string,
  _argument: unknown,
  text: Intrinsic,
): Step | undefined {
  const [part, ...others] = textParts(text);
  if (part === undefined || others.length > 0) return undefined;
  if (isIntrinsic(part) && ('Fn::Join' in part || 'Fn::Sub' in part)) return undefined;
  return { next: { source, value: part } };
}
