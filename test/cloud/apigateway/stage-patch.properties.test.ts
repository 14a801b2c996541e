import fc from 'fast-check';
import { deepCopy } from '../../../lib/cloud/apigateway/registry/copies';
import type { PatchOperation } from '../../../lib/cloud/apigateway/registry/patch-operation';
import { patchStage } from '../../../lib/cloud/apigateway/registry/stage-patch';
import { newStage, type StageState } from '../../../lib/cloud/apigateway/registry/stage-state';
import { ServiceError } from '../../../lib/cloud/apigateway/service-error';

const DEPLOYMENTS = ['first', 'second'];
const WORLD = { hasDeployment: (id: string) => DEPLOYMENTS.includes(id) };

const path = fc.constantFrom(
  '/deploymentId',
  '/description',
  '/variables',
  '/variables/color',
  '/variables/__proto__',
  '/*/*/throttling/rateLimit',
  '/~1orders/GET/caching/enabled',
  '/*/*',
  '/canarySettings',
  '/canarySettings/deploymentId',
  '/canarySettings/percentTraffic',
  '/canarySettings/stageVariableOverrides',
  '/canarySettings/stageVariableOverrides/color',
  '/canarySettings/stageVariableOverrides/__proto__',
  '/canarySettings/useStageCache',
  '/nosuch',
);

const operation = fc.record(
  {
    op: fc.constantFrom('add', 'remove', 'replace', 'copy', 'move', 'test'),
    path,
    value: fc.constantFrom('first', 'second', 'third', '0.0', '50', '101', 'true', '', '{"a":"b"}'),
    from: path,
  },
  { requiredKeys: ['op', 'path'] },
) as fc.Arbitrary<PatchOperation>;

/** Applies what can be applied, one operation after the other. */
function applyAll(operations: readonly PatchOperation[]): StageState {
  let stage = newStage('dev', 'first', new Date(0));
  for (const one of operations) {
    try {
      stage = patchStage(stage, [one], WORLD);
    } catch (error) {
      expect(error).toBeInstanceOf(ServiceError);
    }
  }
  return stage;
}

describe('patches of a stage', () => {
  test('leave a stage on deployments that exist, with a percentage that there is', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (operations) => {
        const { deploymentId, canarySettings: canary } = applyAll(operations);
        expect(DEPLOYMENTS).toContain(deploymentId);
        if (canary === undefined) return;
        expect(DEPLOYMENTS).toContain(canary.deploymentId);
        expect(canary.percentTraffic).toBeGreaterThanOrEqual(0);
        expect(canary.percentTraffic).toBeLessThanOrEqual(100);
      }),
      { numRuns: 300 },
    );
  });

  test('change no stage, and no prototype', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 6 }), operation, (operations, last) => {
        const stage = applyAll(operations);
        const before = deepCopy(stage);
        try {
          patchStage(stage, [last], WORLD);
        } catch {
          // Refused as well: the stage must not have changed either way.
        }
        expect(stage).toEqual(before);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
