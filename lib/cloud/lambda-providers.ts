import { compact, isObject, type JsonObject } from '../model/value';
import { generatedName } from './cloudformation/physical-names';
import type {
  ResourceContext,
  ResourceProvider,
  ResourceState,
  UpdateContext,
} from './cloudformation/provider';
import type { StackIdentity } from './cloudformation/stack-identity';
import { constructPathOf, type HandlerLookup } from './given-functions';
import { type FunctionDefinition, type LambdaCode, type LambdaService, runsHere } from './lambda';
import { type LambdaLayers, layerProvider, layersOf } from './lambda-layers';

/** What Lambda resources are deployed with. */
export interface LambdaWorld {
  readonly lambda: LambdaService;
  readonly layers: LambdaLayers;
  /** Finds the function that stands for deployed code. */
  readonly given: HandlerLookup;
  /** File or folder of an asset, by its object key. */
  readonly assetFile: (objectKey: string) => string | undefined;
  /** Opens what answers the AWS SDK of deployed code. */
  readonly openEndpoint: () => Promise<unknown>;
}

const MAX_NAME = 64;
const API_ACTION = 'lambda:InvokeFunction';

/** The resource types of Lambda that a local cloud has. */
export function lambdaProviders(
  world: () => LambdaWorld,
): Readonly<Record<string, ResourceProvider>> {
  return {
    'AWS::Lambda::Function': functionProvider(world),
    'AWS::Lambda::LayerVersion': layerProvider(
      () => world().layers,
      (key) => world().assetFile(key),
    ),
    'AWS::Lambda::Version': versionProvider(world),
    'AWS::Lambda::Alias': aliasProvider(world),
    'AWS::Lambda::Permission': permissionProvider(world),
    'AWS::Lambda::EventInvokeConfig': eventInvokeConfigProvider(world),
  };
}

function functionProvider(world: () => LambdaWorld): ResourceProvider {
  const put = async (context: ResourceContext, name: string): Promise<ResourceState> => {
    const definition = definitionOf(context, name, world());
    if (runsHere(definition)) await world().openEndpoint();
    world().lambda.putFunction(definition);
    return { physicalId: name, attributes: { Arn: definition.functionArn } };
  };
  return {
    replaceOn: ['FunctionName', 'PackageType'],
    create: (context) => {
      const { stack, logicalId, ids, properties } = context;
      const given = text(properties['FunctionName']);
      return put(context, given ?? generatedName(stack.stackName, logicalId, MAX_NAME, ids));
    },
    update: (context) => put(context, context.physicalId),
    delete: ({ stack, physicalId }) =>
      world().lambda.deleteFunction(functionArn(stack, physicalId)),
  };
}

function versionProvider(world: () => LambdaWorld): ResourceProvider {
  return {
    replaceOn: ['FunctionName', 'Description', 'CodeSha256', 'RuntimePolicy'],
    create: ({ stack, properties }) => {
      const arn = functionArn(stack, properties['FunctionName']);
      const version = world().lambda.publishVersion(arn);
      const physicalId = `${arn}:${version}`;
      return { physicalId, attributes: { Version: version, FunctionArn: physicalId } };
    },
    delete: ({ physicalId }) => {
      const { lambda } = world();
      const { arn, qualifier } = splitQualifier(physicalId);
      if (lambda.definition(arn) !== undefined) lambda.deleteVersion(arn, qualifier ?? '');
    },
  };
}

function aliasProvider(world: () => LambdaWorld): ResourceProvider {
  const put = ({ stack, properties }: ResourceContext): ResourceState => {
    const arn = functionArn(stack, properties['FunctionName']);
    const name = text(properties['Name']) ?? '';
    world().lambda.putAlias(arn, {
      name,
      functionVersion: text(properties['FunctionVersion']) ?? '',
      additionalVersionWeights: weightsOf(properties['RoutingConfig']),
    });
    return { physicalId: `${arn}:${name}`, attributes: { AliasArn: `${arn}:${name}` } };
  };
  return {
    replaceOn: ['FunctionName', 'Name'],
    create: put,
    update: put,
    delete: ({ physicalId }) => {
      const { lambda } = world();
      const { arn, qualifier } = splitQualifier(physicalId);
      if (lambda.definition(arn) !== undefined) lambda.deleteAlias(arn, qualifier ?? '');
    },
  };
}

/** Every change of a permission replaces it. */
function permissionProvider(world: () => LambdaWorld): ResourceProvider {
  return {
    replaceOn: () => true,
    create: (context) => {
      const { stack, logicalId, ids, properties } = context;
      const statementId = `${stack.stackName}-${logicalId}-${ids.upperAlphanumeric(12)}`;
      world().lambda.addPermission(
        functionArn(stack, properties['FunctionName']),
        compact({
          statementId,
          action: text(properties['Action']) ?? API_ACTION,
          principal: text(properties['Principal']) ?? '',
          sourceArn: text(properties['SourceArn']),
          sourceAccount: text(properties['SourceAccount']),
          principalOrgId: text(properties['PrincipalOrgID']),
        }),
      );
      return { physicalId: statementId, attributes: { Id: statementId } };
    },
    delete: ({ stack, properties, physicalId }) => {
      const { lambda } = world();
      const arn = functionArn(stack, properties['FunctionName']);
      if (lambda.definition(splitQualifier(arn).arn) !== undefined) {
        lambda.removePermission(arn, physicalId);
      }
    },
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
function eventInvokeConfigProvider(world: () => LambdaWorld): ResourceProvider {
  const arnOf = ({ stack, properties }: ResourceContext): string =>
    `${functionArn(stack, properties['FunctionName'])}:${text(properties['Qualifier']) ?? '$LATEST'}`;
  const put = (context: ResourceContext, physicalId: string): ResourceState => {
    const { properties } = context;
    world().lambda.putEventSettings(
      arnOf(context),
      compact({
        maximumRetryAttempts: number(properties['MaximumRetryAttempts']),
        maximumEventAgeSeconds: number(properties['MaximumEventAgeInSeconds']),
      }),
    );
    return { physicalId };
  };
  return {
    replaceOn: ['FunctionName', 'Qualifier'],
    create: (context) => put(context, context.ids.uuid('event invoke config')),
    update: (context) => put(context, context.physicalId),
    delete: (context) => {
      const { lambda } = world();
      const arn = arnOf(context);
      if (lambda.definition(splitQualifier(arn).arn) !== undefined) lambda.putEventSettings(arn);
    },
  };
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

function weightsOf(routing: unknown): Readonly<Record<string, number>> {
  const weights = isObject(routing) ? routing['AdditionalVersionWeights'] : undefined;
  const entries: readonly unknown[] = Array.isArray(weights) ? weights : [];
  return Object.fromEntries(
    entries
      .filter(isObject)
      .map((entry: JsonObject) => [
        text(entry['FunctionVersion']) ?? '',
        number(entry['FunctionWeight']) ?? 0,
      ]),
  );
}

/** ARN of a function that a property calls by its name, a partial ARN, or its ARN. */
function functionArn({ partition, region, accountId }: StackIdentity, name: unknown): string {
  const given = text(name) ?? '';
  if (given.startsWith('arn:')) return given;
  const plain = given.replace(/^\d{12}:function:|^function:/, '');
  return `arn:${partition}:lambda:${region}:${accountId}:function:${plain}`;
}

function splitQualifier(arn: string): { readonly arn: string; readonly qualifier?: string } {
  const parts = arn.split(':');
  const [qualifier] = parts.slice(7);
  return { arn: parts.slice(0, 7).join(':'), ...(qualifier !== undefined && { qualifier }) };
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function number(value: unknown): number | undefined {
  const read = text(value);
  return read === undefined || read === '' ? undefined : Number(read);
}
