import { compact, isObject, type JsonObject } from '../../model/value';
import { sameJson } from '../cloudformation/json-value';
import { generatedName } from '../cloudformation/physical-names';
import type {
  ResourceContext,
  ResourceProvider,
  ResourceState,
  UpdateContext,
} from '../cloudformation/provider';
import { constructPathOf, type HandlerLookup } from '../given-functions';
import {
  conflict,
  type FunctionDefinition,
  invalidParameter,
  type LambdaCode,
  runsHere,
} from '../lambda';
import { layersOf } from '../lambda-layers';
import type { LambdaWorld } from './lambda-world';
import { functionArn, number, text } from './properties';

const MAX_NAME = 64;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html */
const UNVERSIONED: ReadonlySet<string> = new Set([
  'CodeSigningConfigArn',
  'ReservedConcurrentExecutions',
  'Tags',
  'TenancyConfig',
]);

/** `AWS::Lambda::Function`. */
export function functionProvider(world: () => LambdaWorld): ResourceProvider {
  const put = async (
    context: ResourceContext,
    name: string,
    isVersioned: boolean,
  ): Promise<ResourceState> => {
    checkPackage(context.properties);
    const definition = definitionOf(context, name, world());
    if (runsHere(definition)) await world().openEndpoint();
    world().lambda.putFunction(definition, isVersioned);
    return { physicalId: name, attributes: { Arn: definition.functionArn } };
  };
  return {
    replaceOn: ['FunctionName', 'PackageType'],
    create: (context) => {
      const { stack, logicalId, ids, properties } = context;
      const given = text(properties['FunctionName']);
      const name = given ?? generatedName(stack.stackName, logicalId, MAX_NAME, ids);
      const existing = world().lambda.definition(functionArn(stack, name));
      if (existing !== undefined) {
        throw conflict(`Function already exist: ${name}${hintOfStandIn(existing)}`);
      }
      return put(context, name, true);
    },
    update: (context) => {
      const { physicalId, previous, properties } = context;
      return put(
        context,
        physicalId,
        !sameJson(versionedPart(previous), versionedPart(properties)),
      );
    },
    delete: ({ stack, physicalId }) =>
      world().lambda.deleteFunction(functionArn(stack, physicalId)),
  };
}

/** What a stack declares has a label, a stand-in for what no stack declares has none. */
function hintOfStandIn({ label }: FunctionDefinition): string {
  if (label !== undefined) return '';
  return '; `functions` has a stand-in by its ARN: give it by the construct, or by the logical id';
}

/** An image says itself how it is run. */
function checkPackage(properties: JsonObject): void {
  const { PackageType, Runtime, Handler } = properties;
  if (PackageType === 'Image' || (text(Runtime) && text(Handler))) return;
  throw invalidParameter(
    'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
  );
}

/** What a version keeps of a function: a change of anything else gives no other version. */
function versionedPart(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !UNVERSIONED.has(name)));
}

function definitionOf(
  { stack, logicalId, properties, metadata }: ResourceContext | UpdateContext,
  name: string,
  { given, assetFile, layers }: LambdaWorld,
): FunctionDefinition {
  const handler = given({ source: stack.source, logicalId });
  return compact({
    functionArn: functionArn(stack, name),
    code: handler === undefined ? codeOf(properties['Code'], assetFile) : givenCode(handler),
    runtime: text(properties['Runtime']),
    handler: text(properties['Handler']),
    environment: variablesOf(properties['Environment']),
    role: text(properties['Role']),
    layers: layersOf(properties).flatMap((arn) => layers.folder(arn) ?? []),
    timeoutSeconds: handler === undefined ? number(properties['Timeout']) : undefined,
    memoryMb: number(properties['MemorySize']),
    reservedConcurrency: number(properties['ReservedConcurrentExecutions']),
    logGroupName: logGroupOf(properties['LoggingConfig']),
    label: constructPathOf({ Metadata: metadata }) ?? `${stack.source}/${logicalId}`,
  });
}

function givenCode(handler: NonNullable<ReturnType<HandlerLookup>>): LambdaCode {
  return { kind: 'given', handler };
}

/** Code that is not on this machine is a folder that does not exist: calls of it say so. */
function codeOf(code: unknown, assetFile: LambdaWorld['assetFile']): LambdaCode {
  const { ZipFile, S3Bucket, S3Key, ImageUri } = isObject(code) ? code : {};
  const inline = text(ZipFile);
  if (inline !== undefined) return { kind: 'inline', text: inline };
  const key = text(S3Key) ?? '';
  const file = assetFile(key);
  return { kind: 'folder', path: file ?? text(ImageUri) ?? `s3://${text(S3Bucket) ?? ''}/${key}` };
}

function logGroupOf(config: unknown): string | undefined {
  return isObject(config) ? text(config['LogGroup']) : undefined;
}

function variablesOf(environment: unknown): Readonly<Record<string, string>> | undefined {
  const variables = isObject(environment) ? environment['Variables'] : undefined;
  if (!isObject(variables)) return undefined;
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, text(value) ?? '']),
  );
}
