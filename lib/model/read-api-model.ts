import type { ApiModel } from './api-model';
import { checkDepth } from './depth';
import { ModelDraft } from './draft';
import { Properties } from './properties';
import type { ReadApiModelOptions, ReaderTable, ResourceReader } from './reader';
import { DOMAIN_READERS } from './readers/domains';
import { REST_API_READERS } from './readers/rest-apis';
import { REST_METHOD_READERS } from './readers/rest-methods';
import { REST_PART_READERS } from './readers/rest-parts';
import { REST_STAGE_READERS } from './readers/rest-stages';
import { SURROUNDING_READERS } from './readers/surroundings';
import { USAGE_READERS } from './readers/usage';
import { V2_API_READERS } from './readers/v2-apis';
import { V2_ROUTE_READERS } from './readers/v2-routes';
import { V2_STAGE_READERS } from './readers/v2-stages';
import { ResourcePaths } from './resource-paths';
import { SourceIndex } from './sources';
import type { CfnResource, Origin, TemplateSource } from './template';
import { isObject, own } from './value';

const READERS: ReaderTable = {
  ...REST_API_READERS,
  ...REST_METHOD_READERS,
  ...REST_PART_READERS,
  ...REST_STAGE_READERS,
  ...V2_API_READERS,
  ...V2_ROUTE_READERS,
  ...V2_STAGE_READERS,
  ...USAGE_READERS,
  ...DOMAIN_READERS,
  ...SURROUNDING_READERS,
};

/** Types of the service, of which none is passed over in silence. */
const API_GATEWAY_TYPE = /^AWS::ApiGateway(V2)?::/;

/**
 * Reads every API of an app from its templates.
 *
 * References are followed through nested stacks, exports and stack outputs; an API that lives
 * outside of the app is held with the parts that the app gives it. What is not understood is
 * listed in `unread`.
 *
 * @param sources all templates of the app, nested ones too
 * @throws {@link ValidationError} MissingProperty - a required property is not there
 * @throws {@link ValidationError} UnknownParent - a parent or a resource leads nowhere
 * @throws {@link ValidationError} ParentCycle - parents lead back to where they started
 * @throws {@link ValidationError} PathTooLong - a path has more than 10240 characters
 * @throws {@link ValidationError} DuplicateResource - a path is declared twice
 * @throws {@link ValidationError} DuplicateRoute - a path has two methods of one verb
 * @throws {@link ValidationError} NestedTooDeep - JSON of more than 1000 levels
 */
export function readApiModel(
  sources: readonly TemplateSource[],
  options: ReadApiModelOptions = {},
): ApiModel {
  const index = new SourceIndex(sources);
  const shared = { draft: new ModelDraft(), index, paths: new ResourcePaths(index), options };
  for (const { name: source, template } of sources) {
    for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
      if (!isObject(resource)) continue;
      readResource(resource as CfnResource, index.origin({ source, logicalId }), shared);
    }
  }
  return shared.draft.finish();
}

type Shared = Omit<Parameters<ResourceReader>[0], 'origin' | 'resource' | 'properties'>;

function readResource(resource: CfnResource, origin: Origin, shared: Shared): void {
  const read = own(READERS, resource.Type);
  const { unread } = shared.draft;
  if (read === undefined) {
    if (!API_GATEWAY_TYPE.test(resource.Type)) return;
    unread.push({ origin, property: '', reason: `${resource.Type} is not understood` });
    return;
  }
  const where = `${origin.source}/${origin.logicalId}`;
  checkDepth(resource.Properties, where);
  const values = resource.Properties ?? {};
  const properties = new Properties(values, '', {
    where,
    report: (property, reason) => unread.push({ origin, property, reason }),
  });
  read({ ...shared, origin, resource, properties });
  properties.close();
}
