import { compact, type JsonObject } from '../../../model/value';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import { type DomainRecord, type MappingRecord, ROOT_BASE_PATH } from '../registry/domain-registry';
import type { Registry } from '../registry/registry';
import { badRequest } from '../service-error';
import { refuseDomain, refuseLevels } from './domain-checks';
import { requiredText, sectionOf, textOf } from './provider-context';
import { refuseSingle } from './single-resource';
import { unsupportedProvider } from './unsupported';

const API_MAPPING = 'AWS::ApiGatewayV2::ApiMapping';
const BASE_PATH_MAPPING = 'AWS::ApiGateway::BasePathMapping';

/** Hosted zone of every CloudFront distribution. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/** Custom domain names, public and private, with what is mapped below them. */
export function domainProviders(registry: Registry): Record<string, ResourceProvider> {
  return {
    'AWS::ApiGateway::DomainName': domainProvider(registry, publicDomain, ['DomainName']),
    'AWS::ApiGateway::DomainNameV2': domainProvider(registry, privateDomain, [
      'DomainName',
      'SecurityPolicy',
      'EndpointConfiguration',
    ]),
    [BASE_PATH_MAPPING]: mappingProvider(registry, 'DomainName'),
    'AWS::ApiGateway::BasePathMappingV2': mappingProvider(registry, 'DomainNameArn'),
    'AWS::ApiGateway::DomainNameAccessAssociation': associationProvider(registry),
    [API_MAPPING]: apiMappingProvider(registry),
  };
}

type ReadDomain = (registry: Registry, context: ResourceContext) => DomainRecord;

function domainProvider(
  registry: Registry,
  read: ReadDomain,
  replaceOn: readonly string[],
): ResourceProvider {
  const { domains } = registry;
  return {
    replaceOn,
    create: (context) => {
      refuseSingle(registry, context);
      const domain = read(registry, context);
      domains.create(domain);
      return { physicalId: domain.key, attributes: attributesOf(domain) };
    },
    update: (context) => {
      refuseSingle(registry, context);
      const { domainNameId, ...present } = domains.domain(context.physicalId);
      const domain: DomainRecord = {
        ...read(registry, context),
        key: present.key,
        domainNameArn: present.domainNameArn,
        ...(domainNameId !== undefined && { domainNameId }),
      };
      domains.domains.set(domain.key, domain);
      return { physicalId: domain.key, attributes: attributesOf(domain) };
    },
    delete: ({ physicalId }) => domains.remove(physicalId),
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainname.html */
const publicDomain: ReadDomain = (registry, context) => {
  const domainName = requiredText(context, 'DomainName');
  const { partition, options, ids } = registry;
  const host = ids.of('domain', domainName);
  const common = commonOf(context.properties);
  refuseDomain(context.properties, common.endpointTypes, options.region);
  const isRegional = common.endpointTypes.includes('REGIONAL');
  return compact({
    ...common,
    key: domainName,
    domainName,
    domainNameArn: `arn:${partition}:apigateway:${options.region}::/domainnames/${domainName}`,
    regionalDomainName: isRegional
      ? `d-${host.lowerAlphanumeric(10)}.execute-api.${options.region}.amazonaws.com`
      : undefined,
    regionalHostedZoneId: isRegional ? `Z${host.upperAlphanumeric(13)}` : undefined,
    distributionDomainName: isRegional
      ? undefined
      : `d${host.lowerAlphanumeric(13)}.cloudfront.net`,
    distributionHostedZoneId: isRegional ? undefined : CLOUDFRONT_ZONE,
  });
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainnamev2.html */
const privateDomain: ReadDomain = ({ partition, options }, context) => {
  const domainName = requiredText(context, 'DomainName');
  const domainNameId = context.ids.lowerAlphanumeric(10);
  const { region, accountId } = options;
  const arn = `arn:${partition}:apigateway:${region}:${accountId}:/domainnames/${domainName}+${domainNameId}`;
  return {
    ...commonOf(context.properties),
    key: arn,
    domainName,
    domainNameId,
    domainNameArn: arn,
  };
};

function commonOf(properties: JsonObject) {
  const types = sectionOf(properties, 'EndpointConfiguration')?.['Types'];
  return compact({
    certificateArn: textOf(properties, 'CertificateArn'),
    regionalCertificateArn: textOf(properties, 'RegionalCertificateArn'),
    endpointTypes: Array.isArray(types) ? types.map(String) : ['EDGE'],
    securityPolicy: textOf(properties, 'SecurityPolicy'),
    policy: properties['Policy'],
  });
}

function attributesOf(domain: DomainRecord): JsonObject {
  return compact({
    DomainNameArn: domain.domainNameArn,
    DomainNameId: domain.domainNameId,
    DistributionDomainName: domain.distributionDomainName,
    DistributionHostedZoneId: domain.distributionHostedZoneId,
    RegionalDomainName: domain.regionalDomainName,
    RegionalHostedZoneId: domain.regionalHostedZoneId,
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-basepathmapping.html */
function mappingProvider(
  registry: Registry,
  domainProperty: 'DomainName' | 'DomainNameArn',
): ResourceProvider {
  const { domains } = registry;
  const stateOf = (mapping: MappingRecord) =>
    domainProperty === 'DomainName'
      ? { physicalId: mappingPath(mapping, '|') }
      : {
          physicalId: mappingArn(mapping),
          attributes: { BasePathMappingArn: mappingArn(mapping) },
        };
  return {
    replaceOn: [domainProperty, 'BasePath'],
    create: (context) => {
      const mapping = mappingOf(registry, context, domainProperty);
      domains.map(mapping);
      return stateOf(mapping);
    },
    update: (context) => {
      const mapping = mappingOf(registry, context, domainProperty);
      domains.remap(mapping);
      return stateOf(mapping);
    },
    delete: ({ properties }) =>
      domains.unmap(textOf(properties, domainProperty) ?? '', basePathOf(properties)),
  };
}

/**
 * A mapping whose path may have several levels. Those of HTTP and WebSocket APIs are not run.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
function apiMappingProvider(registry: Registry): ResourceProvider {
  const { domains } = registry;
  const ofOtherApi = unsupportedProvider(registry, API_MAPPING);
  return {
    ...ofOtherApi,
    replaceOn: ['DomainName', 'ApiMappingKey'],
    create: (context) => {
      if (!isOfRestApi(registry, context)) return ofOtherApi.create(context);
      domains.map(mappingOf(registry, context, 'DomainName'));
      const ApiMappingId = context.ids.lowerAlphanumeric(6);
      return { physicalId: ApiMappingId, attributes: { ApiMappingId } };
    },
    update: (context) => {
      const { physicalId } = context;
      if (!isOfRestApi(registry, context)) return { physicalId };
      domains.remap(mappingOf(registry, context, 'DomainName'));
      return { physicalId, attributes: { ApiMappingId: physicalId } };
    },
    delete: ({ properties }) =>
      domains.unmap(textOf(properties, 'DomainName') ?? '', basePathOf(properties)),
  };
}

function isOfRestApi({ restApis }: Registry, { properties }: ResourceContext): boolean {
  return restApis.has(textOf(properties, 'ApiId') ?? '');
}

function mappingOf(
  registry: Registry,
  context: ResourceContext,
  domainProperty: string,
): MappingRecord {
  refuseSingle(registry, context);
  const { properties, type } = context;
  if (type === BASE_PATH_MAPPING) refuseLevels(basePathOf(properties));
  const restApiId = textOf(properties, 'RestApiId') ?? textOf(properties, 'ApiId');
  const stage = textOf(properties, 'Stage');
  if (restApiId === undefined || !registry.restApis.has(restApiId)) {
    throw badRequest('Invalid REST API identifier specified');
  }
  if (stage !== undefined && !registry.restApis.get(restApiId)?.stages.has(stage)) {
    throw badRequest('Invalid stage identifier specified');
  }
  const domain = requiredText(context, domainProperty);
  return compact({ domain, basePath: basePathOf(properties), restApiId, stage });
}

function basePathOf(properties: JsonObject): string {
  const path = textOf(properties, 'BasePath') ?? textOf(properties, 'ApiMappingKey');
  return path?.replace(/^\/+|\/+$/g, '') || ROOT_BASE_PATH;
}

function mappingPath({ domain, basePath }: MappingRecord, join: string): string {
  return `${domain}${join}${basePath === ROOT_BASE_PATH ? '' : basePath}`;
}

function mappingArn(mapping: MappingRecord): string {
  return mappingPath(mapping, '/basepathmappings/');
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainnameaccessassociation.html */
function associationProvider(registry: Registry): ResourceProvider {
  const { domains, partition, options } = registry;
  return {
    replaceOn: ['DomainNameArn', 'AccessAssociationSource', 'AccessAssociationSourceType', 'Tags'],
    create: (context) => {
      refuseSingle(registry, context);
      const domainNameArn = requiredText(context, 'DomainNameArn');
      const source = requiredText(context, 'AccessAssociationSource');
      const sourceType = requiredText(context, 'AccessAssociationSourceType');
      const { domainName } = domains.domain(domainNameArn);
      const { region, accountId } = options;
      const arn = `arn:${partition}:apigateway:${region}:${accountId}:/domainnameaccessassociations/domainname/${domainName}/${sourceType.toLowerCase()}source/${source}`;
      domains.associations.set(arn, { arn, domainNameArn, source, sourceType });
      return { physicalId: arn, attributes: { DomainNameAccessAssociationArn: arn } };
    },
    delete: ({ physicalId }) => {
      domains.associations.delete(physicalId);
    },
  };
}
