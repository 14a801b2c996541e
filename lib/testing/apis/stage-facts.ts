import type { DomainModel, StageModel, Target, UsagePlanModel, V2StageModel } from '../../model';
import type { Subject } from './api-target';
import { readable } from './names';
import { sameResource } from './same-resource';

/** A stage of an API of any kind. */
export type AnyStage = StageModel | V2StageModel;

/** A usage plan, as far as it is about one stage. */
export interface StagePlan {
  readonly plan: UsagePlanModel;
  readonly entry: UsagePlanModel['stages'][number];
}

/** A custom domain name, as far as it leads to one API. */
export interface ApiMapping {
  readonly domain: DomainModel;
  readonly mapping: DomainModel['mappings'][number];
}

/** Name of a stage, as it stands in the URL. */
export function stageName({ synthesis }: Subject, stage: AnyStage): string {
  return readable({ synthesis, source: stage.origin.source }, stage.name);
}

/** The stage of a name. */
export function findStage(subject: Subject, name: string): AnyStage | undefined {
  return stagesOf(subject).find((stage) => stageName(subject, stage) === name);
}

/** Every stage of an API, those among them that a deployment makes or moves by itself. */
export function stagesOf(subject: Subject): readonly AnyStage[] {
  const { api } = subject;
  if (api.kind !== 'REST') return api.stages;
  const stages = new Map<string, AnyStage>();
  const described = api.deployments.flatMap(({ stage }) => stage ?? []);
  for (const stage of [...described, ...api.stages]) stages.set(stageName(subject, stage), stage);
  return [...stages.values()];
}

/** Tells whether a target means a stage of the API: its resource, or its name. */
export function isStage(subject: Subject, target: Target, stage: AnyStage): boolean {
  if (target.kind === 'resource') {
    return sameResource(target, { kind: 'resource', id: stage.origin });
  }
  return target.value === stageName(subject, stage);
}

/** The usage plans that a stage is in. */
export function plansOf(subject: Subject, stage: AnyStage): StagePlan[] {
  return subject.synthesis.whole.model.usagePlans.flatMap((plan) =>
    plan.stages
      .filter((entry) => sameResource(entry.api, subject.api.target))
      .filter((entry) => isStage(subject, entry.stage, stage))
      .map((entry) => ({ plan, entry })),
  );
}

/** What is mapped to an API below custom domain names. */
export function mappingsOf({ synthesis, api }: Subject): ApiMapping[] {
  return synthesis.whole.model.domains.flatMap((domain) =>
    domain.mappings
      .filter((mapping) => sameResource(mapping.api, api.target))
      .map((mapping) => ({ domain, mapping })),
  );
}
