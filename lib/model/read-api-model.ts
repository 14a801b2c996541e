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
import type { CfnResource, Origin, ResourceId, TemplateSource } from './template';
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

/** Types that declare APIs or parts of them, of which none is passed over in silence. */
const TYPE_OF_APIS = /^AWS::(ApiGateway|ApiGatewayV2|Serverless)::/;

/**
 * Types that are read before all others: CloudFormation makes an API, with the resources of its
 * document, before the resources that refer to it.
 */
const FIRST = new Set(['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api']);

/**
 * Reads every API of an app from its templates.
 *
 * References are followed through nested stacks, exports and stack outputs; an API that lives
 * outside of the app is held with the parts that the app gives it. What is not understood is
 * listed in `unread`.
 *
 * @param sources - all templates of the app, nested ones too
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
  for (const { id, resource } of inReadingOrder(sources)) {
    readResource(resource, index.origin(id), shared);
  }
  return shared.draft.finish();
}

interface PlacedResource {
  readonly id: ResourceId;
  readonly resource: CfnResource;
}

function inReadingOrder(sources: readonly TemplateSource[]): PlacedResource[] {
  const all = sources.flatMap(({ name: source, template }) =>
    Object.entries(template.Resources ?? {})
      .filter(([, resource]) => isObject(resource))
      .map(([logicalId, resource]) => ({ id: { source, logicalId }, resource })),
  );
  const isFirst = ({ resource }: PlacedResource) => FIRST.has(resource.Type);
  return [...all.filter(isFirst), ...all.filter((placed) => !isFirst(placed))];
}

type Shared = Omit<Parameters<ResourceReader>[0], 'origin' | 'resource' | 'properties'>;

function readResource(resource: CfnResource, origin: Origin, shared: Shared): void {
  const read = own(READERS, resource.Type);
  const { unread } = shared.draft;
  if (read === undefined) {
    if (!TYPE_OF_APIS.test(resource.Type)) return;
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
