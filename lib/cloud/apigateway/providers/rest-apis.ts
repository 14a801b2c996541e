import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import { API_KEY } from '../registry/api-part';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { putChecked } from './part-provider';
import { placeOf, sectionOf, tagsOf, textOf } from './provider-context';

/**
 * REST APIs, with the documents that some are made of.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function restApiProviders(registry: Registry): Record<string, ResourceProvider> {
  return {
    'AWS::ApiGateway::RestApi': {
      create: async (context) => {
        const apiId = context.ids.lowerAlphanumeric(10);
        const document = await readDocument(registry, context);
        const api = registry.createRestApi(apiId);
        try {
          declare(registry, api, context, document);
        } catch (error) {
          registry.restApis.delete(apiId);
          throw error;
        }
        return stateOf(api);
      },
      update: async (context) => {
        const api = registry.restApi(context.physicalId);
        declare(registry, api, context, await readDocument(registry, context));
        return stateOf(api);
      },
      delete: ({ physicalId }) => {
        registry.restApis.delete(physicalId);
      },
    },
  };
}

function declare(
  registry: Registry,
  api: RestApi,
  context: ResourceContext,
  document: unknown,
): void {
  const { type, properties, metadata } = context;
  const before = api.bodyDocument;
  api.bodyDocument = document;
  try {
    const part = { key: API_KEY, type, properties, metadata, place: placeOf(context) };
    putChecked(registry, api, part, { neighbours: [] });
    api.tags = tagsOf(context);
  } catch (error) {
    api.bodyDocument = before;
    throw error;
  }
}

async function readDocument(registry: Registry, { properties }: ResourceContext): Promise<unknown> {
  const location = sectionOf(properties, 'BodyS3Location');
  if (location === undefined) return undefined;
  const [bucket = '', key = ''] = [textOf(location, 'Bucket'), textOf(location, 'Key')];
  return registry.options.readAsset?.({ bucket, key });
}

function stateOf(api: RestApi) {
  return {
    physicalId: api.id,
    attributes: { RestApiId: api.id, RootResourceId: api.rootResourceId },
  };
}
