import { describeValue } from '../describe';
import { readRestDocument } from '../openapi/rest-document';
import type { Properties } from '../properties';
import type { ReaderContext, ReaderTable } from '../reader';
import type { RestSettings } from '../rest-draft';
import { sortedBy } from '../stable-text';
import type { Value } from '../template';
import { compact } from '../value';
import { openDocument } from './bodies';

/** REST APIs, with the documents that some are made of. */
export const REST_API_READERS: ReaderTable = { 'AWS::ApiGateway::RestApi': readRestApi };

/**
 * A document and resources of the template may make one API together. CloudFormation imports the
 * document when it makes the API and creates `AWS::ApiGateway::Resource`s and `Method`s on top of
 * it, so both apply; API Gateway refuses a second resource of one path, and a second method of one
 * verb. For properties of the API itself, "the new API definition takes precedence, but any
 * container types such as endpoint configurations and binary media types are merged with the
 * existing API" (page below, `Mode`). The name is that of the property, which is set last.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
function readRestApi(context: ReaderContext): void {
  const { properties, origin } = context;
  const { source, logicalId } = origin;
  // Mode says how an import is done; it is no part of the API.
  properties.withoutEffect('Mode', 'Tags');
  const api = context.draft.restApi({ kind: 'resource', id: { source, logicalId } });
  const parameters = properties.textMap('Parameters');
  const declared = { ...readImportParameters(properties, parameters), ...readSettings(properties) };
  const document = openDocument(context);
  const basePath = describeValue(parameters['basepath'] ?? 'ignore');
  const { importWarnings = [], ...imported } = document
    ? readRestDocument(document, api, basePath)
    : {};
  const isRefused = properties.flag('FailOnWarnings') === true && importWarnings.length > 0;
  api.settings = {
    origin,
    ...combine(declared, imported),
    ...(isRefused && { importWarnings }),
    ...(document && !document.isImported && { unknownVersion: document.version }),
  };
}

function readSettings(properties: Properties): RestSettings {
  const endpoint = properties.section('EndpointConfiguration');
  const endpoints = endpoint?.texts('VpcEndpointIds');
  return compact({
    name: properties.text('Name'),
    description: properties.text('Description'),
    // An empty list is an error that API Gateway has a message for.
    endpointTypes: endpoint?.optionalTexts('Types'),
    vpcEndpointIds: endpoints && sortedBy(endpoints, (id) => id),
    ipAddressType: endpoint?.text('IpAddressType'),
    policy: properties.value('Policy'),
    apiKeySource: properties.text('ApiKeySourceType'),
    binaryMediaTypes: sortedBy(properties.texts('BinaryMediaTypes'), (type) => type),
    minimumCompressionSize: properties.number('MinimumCompressionSize'),
    disableExecuteApiEndpoint: properties.flag('DisableExecuteApiEndpoint'),
    securityPolicy: properties.text('SecurityPolicy'),
    endpointAccessMode: properties.text('EndpointAccessMode'),
  });
}

/** `Parameters` are the query parameters of an import; one of them says the endpoint types. */
function readImportParameters(
  properties: Properties,
  parameters: Readonly<Record<string, Value<string>>>,
): RestSettings {
  for (const name of Object.keys(parameters)) {
    const isKnown = ['basepath', 'endpointConfigurationTypes', 'ignore'].includes(name);
    if (!isKnown) properties.unread(`Parameters/${name}`, 'is no parameter of an import');
  }
  const types = parameters['endpointConfigurationTypes'];
  if (types === undefined) return {};
  return { endpointTypes: typeof types === 'string' ? types.split(',') : [types] };
}

function combine(declared: RestSettings, imported: RestSettings): RestSettings {
  return compact({
    ...declared,
    ...imported,
    name: declared.name ?? imported.name,
    vpcEndpointIds: union(declared.vpcEndpointIds, imported.vpcEndpointIds),
    binaryMediaTypes: union(declared.binaryMediaTypes, imported.binaryMediaTypes),
  });
}

function union(
  a: readonly Value<string>[] | undefined,
  b: readonly Value<string>[] | undefined,
): Value<string>[] | undefined {
  if (a === undefined && b === undefined) return undefined;
  return sortedBy(new Set([...(a ?? []), ...(b ?? [])]), (value) => value);
}
