import type { JsonObject } from '../../../model/value';
import type { PatchOperation } from '../registry/patch-operation';
import type { StageState } from '../registry/stage-state';
import { sectionOf, sectionsOf, textOf, textsOf } from './provider-context';

/** Settings of a stage, by the path that UpdateStage has for them. */
const SETTINGS: ReadonlyArray<readonly [property: string, path: string]> = [
  ['Description', '/description'],
  ['CacheClusterEnabled', '/cacheClusterEnabled'],
  ['CacheClusterSize', '/cacheClusterSize'],
  ['ClientCertificateId', '/clientCertificateId'],
  ['DocumentationVersion', '/documentationVersion'],
  ['TracingEnabled', '/tracingEnabled'],
];

const METHOD_SETTINGS: ReadonlyArray<readonly [property: string, path: string]> = [
  ['MetricsEnabled', 'metrics/enabled'],
  ['DataTraceEnabled', 'logging/dataTrace'],
  ['LoggingLevel', 'logging/loglevel'],
  ['ThrottlingBurstLimit', 'throttling/burstLimit'],
  ['ThrottlingRateLimit', 'throttling/rateLimit'],
  ['CacheTtlInSeconds', 'caching/ttlInSeconds'],
  ['CachingEnabled', 'caching/enabled'],
  ['CacheDataEncrypted', 'caching/dataEncrypted'],
];

const CANARY_SETTINGS: ReadonlyArray<readonly [property: string, path: string]> = [
  ['DeploymentId', '/canarySettings/deploymentId'],
  ['PercentTraffic', '/canarySettings/percentTraffic'],
  ['UseStageCache', '/canarySettings/useStageCache'],
];

const OVERRIDES = '/canarySettings/stageVariableOverrides';

/** What the stage was before an update. */
export interface StageBefore {
  /** Properties as the template had them. */
  readonly properties: JsonObject;
  /** The stage as it is, which control-plane calls may have changed since. */
  readonly state: StageState;
}

/**
 * The patches that CloudFormation makes of the properties of a stage: every property that the
 * template has is set anew, one that it no longer has stays as it is. Variables and method
 * settings that have left their lists are removed.
 *
 * @param before absent: the stage is new
 */
export function stageOperations(properties: JsonObject, before?: StageBefore): PatchOperation[] {
  return [
    ...(before === undefined ? [] : replaceEach(properties, [['DeploymentId', '/deploymentId']])),
    ...replaceEach(properties, SETTINGS),
    ...replaceEach(sectionOf(properties, 'AccessLogSetting') ?? {}, [
      ['DestinationArn', '/accessLogSettings/destinationArn'],
      ['Format', '/accessLogSettings/format'],
    ]),
    ...mapOperations('Variables', '/variables', properties, before?.state.variables, before),
    ...methodOperations(properties, before),
    ...canaryOperations(properties, before),
  ];
}

function replaceEach(
  section: JsonObject,
  paths: ReadonlyArray<readonly [property: string, path: string]>,
): PatchOperation[] {
  return paths.flatMap(([property, path]) => {
    const value = textOf(section, property);
    return value === undefined ? [] : [{ op: 'replace' as const, path, value }];
  });
}

/** Entries of a map: those that it has are set, those that it had are removed. */
function mapOperations(
  property: string,
  path: string,
  section: JsonObject,
  present: Readonly<Record<string, string>> = {},
  before?: { readonly properties: JsonObject },
): PatchOperation[] {
  const wanted = textsOf(section, property);
  const had = section[property] === undefined ? {} : textsOf(before?.properties ?? {}, property);
  const gone = Object.keys(had).filter(
    (name) => !Object.hasOwn(wanted, name) && Object.hasOwn(present, name),
  );
  return [
    ...gone.map((name) => ({ op: 'remove' as const, path: `${path}/${name}` })),
    ...Object.entries(wanted).map(([name, value]) => ({
      op: 'replace' as const,
      path: `${path}/${name}`,
      value,
    })),
  ];
}

function methodOperations(properties: JsonObject, before?: StageBefore): PatchOperation[] {
  const settings = sectionsOf(properties, 'MethodSettings');
  const wanted = new Set(settings.map(methodPath));
  const had =
    properties['MethodSettings'] === undefined
      ? []
      : sectionsOf(before?.properties ?? {}, 'MethodSettings').map(methodPath);
  const present = before?.state.methodSettings ?? {};
  const gone = had.filter((path) => !wanted.has(path) && Object.hasOwn(present, path.slice(1)));
  return [
    ...gone.map((path) => ({ op: 'remove' as const, path })),
    ...settings.flatMap((setting) =>
      replaceEach(
        setting,
        METHOD_SETTINGS.map(([property, path]) => [property, `${methodPath(setting)}/${path}`]),
      ),
    ),
  ];
}

/** The root is called by its escaped slash, as other paths may be. */
function methodPath(setting: JsonObject): string {
  const path = textOf(setting, 'ResourcePath') ?? '/*';
  return `${path === '/' ? '/~1' : path}/${textOf(setting, 'HttpMethod') ?? '*'}`;
}

function canaryOperations(properties: JsonObject, before?: StageBefore): PatchOperation[] {
  const canary = sectionOf(properties, 'CanarySetting');
  if (canary === undefined) return [];
  const settings = replaceEach(canary, CANARY_SETTINGS);
  const percent = { op: 'replace' as const, path: '/canarySettings/percentTraffic', value: '0.0' };
  const isNew = before?.state.canarySettings === undefined;
  const previous = sectionOf(before?.properties ?? {}, 'CanarySetting') ?? {};
  const present = before?.state.canarySettings?.stageVariableOverrides;
  return [
    // An empty CanarySetting makes a canary as well: one without traffic.
    ...(isNew && settings.length === 0 ? [percent] : settings),
    ...mapOperations('StageVariableOverrides', OVERRIDES, canary, present, {
      properties: previous,
    }),
  ];
}
