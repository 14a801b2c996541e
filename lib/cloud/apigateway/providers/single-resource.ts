import { type CfnResource, readApiModel } from '../../../model';
import { checkModel } from '../../../rules';
import type { ResourceContext } from '../../cloudformation/provider';
import { refuseUnread, refuseViolations } from '../registry/part-checks';
import type { Registry } from '../registry/registry';

/**
 * Refuses what API Gateway or the local gateway would not have of a resource that is judged by
 * itself, such as a key, a domain or a stage.
 */
export function refuseSingle(registry: Registry, context: ResourceContext): void {
  const { type, properties, stack, logicalId } = context;
  const resource: CfnResource = { Type: type, Properties: { ...properties } };
  const template = { Resources: { [logicalId]: resource } };
  const model = readApiModel([{ name: stack.source, template }]);
  refuseViolations(
    { violations: checkModel(model) },
    (id, { atDeployment }) => id === logicalId && !atDeployment,
  );
  // A key of a plan is read by itself here: its plan is another resource.
  const unread = model.unread.filter(({ property }) => property !== 'UsagePlanId');
  const { ignored, options } = registry;
  refuseUnread(unread, { ignoreUnsupported: options.ignoreUnsupported ?? [], ignored });
}
