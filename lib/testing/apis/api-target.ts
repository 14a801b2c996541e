import { Construct, type IConstruct } from 'constructs';
import { ValidationError } from '../../errors';
import type { ApiModel } from '../../model';
import { type SynthTarget, synth } from '../synthesis/synth';
import { Synthesis } from '../synthesis/synthesis';
import { identityOf } from './construct-identity';
import { targetName } from './names';
import type { AnyApi } from './route-facts';
import { targetText } from './symbolic-text';

/**
 * What an assertion can be about: an API construct (`IRestApi`, `IHttpApi`, `IWebSocketApi` or
 * their L1s), an API of a model that {@link synth} made, or anything that `synth` takes, when there
 * is one API in it.
 */
export type ApiTarget = SynthTarget | AnyApi;

/** An API, and the app that it stands in. */
export interface Subject {
  readonly synthesis: Synthesis;
  readonly api: AnyApi;
}

/** Members under which the constructs of aws-cdk-lib hold the id of an API. */
const ID_MEMBERS = ['restApiId', 'apiId', 'attrRestApiId', 'attrApiId'] as const;

/**
 * The one API that a target means.
 *
 * @throws {@link ValidationError} ApiTarget - when the target holds no API, or more than one
 */
export function subjectOf(target: ApiTarget): Subject {
  if (isApi(target)) return subjectOfModel(target);
  const single = Construct.isConstruct(target) ? subjectOfConstruct(target) : undefined;
  return single ?? onlyApi(synth(target));
}

/** Every API of a target: one for an API, all for a part of an app. */
export function subjectsOf(target: ApiTarget): Subject[] {
  if (isApi(target)) return [subjectOfModel(target)];
  const single = Construct.isConstruct(target) ? subjectOfConstruct(target) : undefined;
  if (single !== undefined) return [single];
  const synthesis = synth(target);
  return apisOf(synthesis.model).map((api) => ({ synthesis: synthesis.whole, api }));
}

/** Every API of a part of an app. */
function apisOf(model: ApiModel): AnyApi[] {
  return [...model.restApis, ...model.v2Apis];
}

/** An API as people call it: by its construct path. */
export function apiName({ synthesis, api }: Subject): string {
  if (api.origin !== undefined) return targetName(synthesis, { kind: 'resource', id: api.origin });
  return targetName(synthesis, api.target);
}

function isApi(target: ApiTarget): target is AnyApi {
  return typeof target === 'object' && 'kind' in target && 'routes' in target;
}

function subjectOfModel(api: AnyApi): Subject {
  const synthesis = Synthesis.holding(api);
  if (synthesis !== undefined) return { synthesis, api };
  throw new ValidationError(
    'ApiTarget',
    'an API given as a model must come from `synth(…).model`; give the construct or the stack instead',
  );
}

function subjectOfConstruct(construct: IConstruct): Subject | undefined {
  const id = apiIdOf(construct);
  if (id === undefined) return undefined;
  const { whole } = synth(construct);
  const wanted = identityOf(whole, construct, id);
  const api = apisOf(whole.model).find(
    ({ target }) => targetText({ synthesis: whole, source: '' }, target) === wanted,
  );
  if (api !== undefined) return { synthesis: whole, api };
  throw new ValidationError(
    'ApiTarget',
    'no template of the app declares this API or adds anything to it; give an API that the app uses',
    construct,
  );
}

function apiIdOf(construct: IConstruct): string | undefined {
  for (const member of ID_MEMBERS) {
    const id = (construct as unknown as Record<string, unknown>)[member];
    if (typeof id === 'string') return id;
  }
  return undefined;
}

function onlyApi(synthesis: Synthesis): Subject {
  const apis = apisOf(synthesis.model);
  const [api] = apis;
  if (api !== undefined && apis.length === 1) return { synthesis: synthesis.whole, api };
  const names = apis.map((each) => apiName({ synthesis, api: each }));
  throw new ValidationError(
    'ApiTarget',
    `must hold one API, got: ${names.length === 0 ? 'none' : names.join(', ')}; give the API itself`,
    synthesis.path,
  );
}
