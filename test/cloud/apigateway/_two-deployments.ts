import type { ApiGatewayService } from '../../../lib/cloud/apigateway';
import { petStore, testService } from './_service';

export type Patch = Record<string, string>;

interface Stage {
  readonly deploymentId: string;
  readonly variables?: Record<string, string>;
  readonly methodSettings: Record<string, Record<string, unknown>>;
  readonly canarySettings?: Record<string, unknown>;
  readonly [member: string]: unknown;
}

/** A stage `dev` on deployment `first`, and a second deployment that nothing points at. */
export async function twoDeployments(stageProperties: Record<string, unknown> = {}) {
  const { service, stack, clock } = testService();
  const template = petStore();
  Object.assign(template.Resources!['Stage']!.Properties!, stageProperties);
  await stack.deploy(template);
  const restApiId = stack.id('Api');
  const second = service.call('CreateDeployment', { restApiId }) as { id: string };
  const input = { restApiId, stageName: 'dev' };
  return {
    service,
    clock,
    input,
    first: stack.id('First'),
    second: second.id,
    update: (...patchOperations: Patch[]) => updateStage(service, input, patchOperations),
    get: () => service.call('GetStage', input) as Stage,
  };
}

function updateStage(service: ApiGatewayService, input: object, patchOperations: Patch[]): Stage {
  return service.call('UpdateStage', { ...input, patchOperations }) as Stage;
}

export const replace = (path: string, value: string): Patch => ({ op: 'replace', path, value });
