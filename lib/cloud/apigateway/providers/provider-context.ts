import type { JsonObject } from '../../../model/value';
import { isAbsent, isObject } from '../../../model/value';
import type { ResourceContext } from '../../cloudformation/provider';
import { badRequest } from '../service-error';

/**
 * A property that the type requires.
 *
 * @throws ServiceError that names the logical id and the property
 */
export function requiredText({ logicalId, properties }: ResourceContext, name: string): string {
  const value = textOf(properties, name);
  if (value === undefined || value === '') {
    throw badRequest(`${logicalId}/${name} is required, got: ${JSON.stringify(properties[name])}`);
  }
  return value;
}

/** A text, also where the template has a number in its place. */
export function textOf(properties: JsonObject, name: string): string | undefined {
  const value = properties[name];
  return isAbsent(value) || isObject(value) ? undefined : String(value);
}

/** A number, also where the template has a text in its place. */
export function numberOf(properties: JsonObject, name: string): number | undefined {
  const text = textOf(properties, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isNaN(number)) return number;
  throw badRequest(`${name} must be a number, got: ${JSON.stringify(text)}`);
}

/** A switch. */
export function flagOf(properties: JsonObject, name: string): boolean {
  return textOf(properties, name)?.toLowerCase() === 'true';
}

/** An object below a property. */
export function sectionOf(properties: JsonObject, name: string): JsonObject | undefined {
  const value = properties[name];
  return isObject(value) ? value : undefined;
}

/** Objects of a list. */
export function sectionsOf(properties: JsonObject, name: string): JsonObject[] {
  const value = properties[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A map of texts. */
export function textsOf(properties: JsonObject, name: string): Record<string, string> {
  const entries = Object.entries(sectionOf(properties, name) ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

/** Tags of a template, which writes them as a list. */
export function writtenTags(properties: JsonObject): Record<string, string> {
  return Object.fromEntries(
    sectionsOf(properties, 'Tags').map(({ Key, Value }) => [String(Key), String(Value)]),
  );
}

/** Tags of a resource: those of the template, and those that CloudFormation puts on. */
export function tagsOf(
  context: Pick<ResourceContext, 'stack' | 'logicalId' | 'properties'>,
): Record<string, string> {
  return { ...writtenTags(context.properties), ...cloudFormationTags(context) };
}

/**
 * Tags that CloudFormation puts on a resource.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export function cloudFormationTags({
  stack,
  logicalId,
}: Pick<ResourceContext, 'stack' | 'logicalId'>): Record<string, string> {
  return {
    'aws:cloudformation:logical-id': logicalId,
    'aws:cloudformation:stack-id': stack.stackId,
    'aws:cloudformation:stack-name': stack.stackName,
  };
}

/** Where the template declares the resource. */
export function placeOf({ stack, logicalId }: ResourceContext): {
  readonly source: string;
  readonly logicalId: string;
} {
  return { source: stack.source, logicalId };
}
