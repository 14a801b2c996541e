import type { ResolvedApi, Snapshot } from '../../gateway';
import type { ResourceId } from '../../model';
import { sameJson } from '../cloudformation/json-value';
import type { StageState } from './registry/stage-state';
import type { ApiGatewayService } from './service';

/** One difference between two states of an API Gateway, and whether callers see it. */
export interface LiveChange {
  readonly restApiId: string;
  readonly stage: string;
  /** `GET /orders`, `authorizer tokens`, `model Order`, `variables` … */
  readonly element: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** Whether the stage answers by it now. */
  readonly live: boolean;
  /** Why it is live, or why not and what to do. */
  readonly reason: string;
  /** The resource of the template. @default - a setting that no resource holds by itself */
  readonly place?: ResourceId;
}

/** What the stages answer by, and what the APIs are, at one moment. */
export interface LiveState {
  readonly stages: ReadonlyMap<string, LiveStageState>;
}

interface LiveStageState {
  readonly restApiId: string;
  readonly state: StageState;
  readonly snapshot: Snapshot;
  /** The API as its parts make it, deployed or not. */
  readonly present: ResolvedApi;
}

/** Elements of an API that a deployment carries, by name. */
type Elements = ReadonlyMap<string, { readonly value: unknown; readonly place?: ResourceId }>;

type Difference = Pick<LiveChange, 'element' | 'change' | 'place'>;

/** Settings of a stage that are live at once. */
const STAGE_SETTINGS = [
  'variables',
  'methodSettings',
  'accessLogSettings',
  'canarySettings',
  'tracingEnabled',
  'cacheClusterEnabled',
] as const satisfies readonly (keyof StageState)[];

/** Takes down what is live now, to be compared with what is live later. */
export function captureLive(service: ApiGatewayService): LiveState {
  const stages = service.stages().map((stage): [string, LiveStageState] => [
    `${stage.restApiId}/${stage.name}`,
    {
      restApiId: stage.restApiId,
      state: stage.state,
      snapshot: stage.deployment.snapshot,
      present: service.restApi(stage.restApiId).present().api,
    },
  ]);
  return { stages: new Map(stages) };
}

/**
 * Says for each stage what has become live between two moments, and what has changed in its API
 * without becoming live, because no deployment carries it to the stage.
 */
export function explainLive(before: LiveState, after: LiveState): LiveChange[] {
  return [...after.stages].flatMap(([key, stage]) => {
    const earlier = before.stages.get(key);
    return [
      ...(earlier === undefined ? [] : deployedChanges(earlier, stage)),
      ...(earlier === undefined ? [] : settingChanges(earlier, stage)),
      ...waitingChanges(stage),
    ];
  });
}

function deployedChanges(before: LiveStageState, after: LiveStageState): LiveChange[] {
  const { restApiId, state, snapshot } = after;
  const differences = compare(elementsOf(before.snapshot.api), elementsOf(snapshot.api));
  return differences.map((difference) => ({
    restApiId,
    stage: state.stageName,
    ...difference,
    live: true,
    reason: `deployment ${snapshot.deploymentId} carries it, and the stage points at it`,
  }));
}

function waitingChanges({ restApiId, state, snapshot, present }: LiveStageState): LiveChange[] {
  const differences = compare(elementsOf(snapshot.api), elementsOf(present));
  return differences.map((difference) => ({
    restApiId,
    stage: state.stageName,
    ...difference,
    live: false,
    reason:
      `deployment ${snapshot.deploymentId} of the stage was taken before it; make a new ` +
      'deployment, such as by a new logical id, and point the stage at it',
  }));
}

function settingChanges(before: LiveStageState, after: LiveStageState): LiveChange[] {
  return STAGE_SETTINGS.flatMap((element): LiveChange[] => {
    const [old, present] = [before.state[element], after.state[element]];
    if (sameJson(old, present)) return [];
    const { restApiId, state } = after;
    return [
      {
        restApiId,
        stage: state.stageName,
        element,
        change: changeOf(old, present),
        live: true,
        reason: 'it is a setting of the stage, which needs no deployment',
      },
    ];
  });
}

/** A deployment carries the whole API; stages and deployments themselves are not part of it. */
function elementsOf(api: ResolvedApi): Elements {
  const { routes, authorizers, models, gatewayResponses, origin, ...settings } = api;
  const { resources: _paths, stages: _stages, deployments: _deployments, ...rest } = settings;
  const { validators: _inRoutes, target: _target, ...ofApi } = rest;
  return new Map<string, { readonly value: unknown; readonly place?: ResourceId }>([
    ['settings of the API', { value: ofApi, ...(origin && { place: origin }) }],
    ...routes.map((one) => [`${one.method} ${one.path}`, elementOf(one)] as const),
    ...authorizers.map((one) => [`authorizer ${one.name}`, elementOf(one)] as const),
    ...models.map((one) => [`model ${one.name}`, elementOf(one)] as const),
    ...gatewayResponses.map((one) => [`gateway response ${one.type}`, elementOf(one)] as const),
  ]);
}

function elementOf<T extends { readonly origin: ResourceId }>({ origin, ...value }: T) {
  return { value, place: origin };
}

function compare(before: Elements, after: Elements): Difference[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((element) => {
    const [old, present] = [before.get(element), after.get(element)];
    if (sameJson(old?.value, present?.value)) return [];
    const { place } = present ?? old ?? {};
    const change = changeOf(old, present);
    return [{ element, change, ...(place && { place: idOf(place) }) }];
  });
}

function changeOf(before: unknown, after: unknown): LiveChange['change'] {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

function idOf({ source, logicalId }: ResourceId): ResourceId {
  return { source, logicalId };
}
