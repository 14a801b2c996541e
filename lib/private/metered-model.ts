import { Reference, Stage, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type {
  ApiGatewayV2Model,
  ApiModel,
  ResourceId,
  RestApiModel,
  Target,
  UsagePlanModel,
} from '../model';
import { sameTarget } from '../model';
import { modelOf } from './app-model';

/** An API of either kind that takes API keys, or cannot (HTTP). */
export type AnyApiModel = RestApiModel | ApiGatewayV2Model;

/** A stage that a usage plan has: the ids as the plan is to say them. */
export interface MeteredStage {
  readonly kind: 'REST' | 'WEBSOCKET';
  readonly apiId: string;
  readonly stageName: string;
  /** Construct of the stage, for messages and for a stable order. */
  readonly path: string;
}

/** Properties of an API that may hide methods: its whole document, or a path of that. */
const UNREAD_METHODS = /^(BodyS3Location|Body(\/Fn::[^/]*|\/paths(\/[^/]+)?)?)$/;

const READING = new WeakSet<IConstruct>();
const MODELS = new WeakMap<IConstruct, ApiModel>();

/**
 * The APIs of the app, read once for all usage plans of a synthesis; undefined while they are being
 * read, which renders the plans, which ask for them to render the throttles of methods.
 */
export function readModel(scope: IConstruct): ApiModel | undefined {
  return MODELS.get(rootOf(scope)) ?? readModelAnew(scope);
}

/** The same, as the construct tree is now. */
export function readModelAnew(scope: IConstruct): ApiModel | undefined {
  const root = rootOf(scope);
  if (READING.has(root)) return undefined;
  READING.add(root);
  try {
    const model = modelOf(root);
    MODELS.set(root, model);
    return model;
  } finally {
    READING.delete(root);
  }
}

/** To be called when a synthesis begins, before which the tree may have changed. */
export function forgetModel(scope: IConstruct): void {
  MODELS.delete(rootOf(scope));
}

/** Every API of the app that has stages. */
export function apisOf(model: ApiModel): AnyApiModel[] {
  return [...model.restApis, ...model.v2Apis];
}

/** The API that an id stands for; undefined if it is an imported one that nothing is said of. */
export function findApi(model: ApiModel, stage: MeteredStage): AnyApiModel | undefined {
  const token = Tokenization.reverse(stage.apiId, { failConcat: false });
  if (token === undefined) {
    return apisOf(model).find(({ target }) => isLiteral(target, stage.apiId));
  }
  if (!Reference.isReference(token)) return undefined;
  const { path } = token.target.node;
  return apisOf(model).find(({ origin }) => origin?.constructPath === path);
}

/** Whether the app says everything about the methods of an API. */
export function isFullyKnown(model: ApiModel, api: AnyApiModel | undefined): api is AnyApiModel {
  const origin = api?.origin;
  if (origin === undefined) return false;
  return !model.unread.some(
    (one) => sameResource(one.origin, origin) && UNREAD_METHODS.test(one.property),
  );
}

/** A text that is equal for the same stage alone, however the plan refers to it. */
export function stageKey(
  model: ApiModel,
  { api: apiTarget, stage }: UsagePlanModel['stages'][number],
): string {
  const api = apisOf(model).find(({ target }) => sameTarget(target, apiTarget));
  const found = api?.stages.find(({ origin, name }) =>
    stage.kind === 'resource' ? sameResource(stage.id, origin) : stage.value === name,
  );
  return JSON.stringify([apiTarget, found?.name ?? stage]);
}

function rootOf(scope: IConstruct): IConstruct {
  return Stage.of(scope) ?? scope.node.root;
}

function sameResource(a: ResourceId, b: ResourceId): boolean {
  return a.source === b.source && a.logicalId === b.logicalId;
}

function isLiteral(target: Target, value: string): boolean {
  return target.kind === 'external' && target.value === value;
}
