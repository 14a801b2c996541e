import type { DomainModel } from '../api-model';
import type { Properties } from '../properties';
import { optionalTarget, type ReaderContext, type ReaderTable, targetOf } from '../reader';
import type { Value } from '../template';
import { compact } from '../value';

/** Custom domain names of all generations, with what is mapped below them. */
export const DOMAIN_READERS: ReaderTable = {
  'AWS::ApiGateway::DomainName': (context) => readDomain(context, 'rest'),
  'AWS::ApiGateway::DomainNameV2': (context) => readDomain(context, 'private'),
  'AWS::ApiGatewayV2::DomainName': readV2Domain,
  'AWS::ApiGateway::BasePathMapping': (context) => readMapping(context, 'rest', BASE_PATH_MAPPING),
  'AWS::ApiGateway::BasePathMappingV2': (context) =>
    readMapping(context, 'private', BASE_PATH_MAPPING_V2),
  'AWS::ApiGatewayV2::ApiMapping': (context) => readMapping(context, 'v2', API_MAPPING),
  'AWS::ApiGateway::DomainNameAccessAssociation': readAccessAssociation,
};

/** How the three resources that map an API call their properties. */
const BASE_PATH_MAPPING = { domain: 'DomainName', api: 'RestApiId', path: 'BasePath' };
const BASE_PATH_MAPPING_V2 = { domain: 'DomainNameArn', api: 'RestApiId', path: 'BasePath' };
const API_MAPPING = { domain: 'DomainName', api: 'ApiId', path: 'ApiMappingKey' };

/** What the API calls the mapping of the root, beside the empty text. */
const NO_BASE_PATH = '(none)';

/**
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainname.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainnamev2.html
 */
function readDomain({ properties, origin, draft }: ReaderContext, kind: DomainModel['kind']): void {
  // It proves who owns a domain whose certificate is imported.
  properties.withoutEffect('OwnershipVerificationCertificateArn', 'Tags');
  const endpoint = properties.section('EndpointConfiguration');
  draft.domains.declare(
    compact({
      origin,
      kind,
      domainName: properties.requiredText('DomainName'),
      endpointTypes: endpoint?.texts('Types') ?? [],
      ipAddressType: endpoint?.text('IpAddressType'),
      certificate: properties.text('CertificateArn'),
      regionalCertificate: properties.text('RegionalCertificateArn'),
      securityPolicy: properties.text('SecurityPolicy'),
      endpointAccessMode: properties.text('EndpointAccessMode'),
      routingMode: properties.text('RoutingMode'),
      mutualTls: readMutualTls(properties),
      policy: properties.value('Policy'),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-domainname.html */
function readV2Domain({ properties, origin, draft }: ReaderContext): void {
  properties.withoutEffect('Tags');
  const configurations = properties.sections('DomainNameConfigurations');
  for (const section of configurations) {
    section.withoutEffect('CertificateName', 'OwnershipVerificationCertificateArn');
  }
  const first = (name: string) => configurations.map((section) => section.text(name)).find(Boolean);
  draft.domains.declare(
    compact({
      origin,
      kind: 'v2' as const,
      domainName: properties.requiredText('DomainName'),
      endpointTypes: configurations.map((section) => section.text('EndpointType') ?? 'REGIONAL'),
      ipAddressType: first('IpAddressType'),
      regionalCertificate: first('CertificateArn'),
      securityPolicy: first('SecurityPolicy'),
      routingMode: properties.text('RoutingMode'),
      mutualTls: readMutualTls(properties),
    }),
  );
}

function readMutualTls(properties: Properties): DomainModel['mutualTls'] {
  const section = properties.section('MutualTlsAuthentication');
  return (
    section &&
    compact({
      truststoreUri: section.text('TruststoreUri'),
      truststoreVersion: section.text('TruststoreVersion'),
    })
  );
}

/**
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-basepathmapping.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-basepathmappingv2.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html
 */
function readMapping(
  context: ReaderContext,
  kind: DomainModel['kind'],
  names: typeof BASE_PATH_MAPPING,
): void {
  const { properties, origin, draft } = context;
  const domain = targetOf(context, properties.requiredText(names.domain));
  const mapping: DomainModel['mappings'][number] = compact({
    origin,
    basePath: withoutSlashes(properties.text(names.path) ?? ''),
    api: targetOf(context, properties.requiredText(names.api)),
    stage: optionalTarget(context, properties.text('Stage')),
  });
  draft.domains.map(domain, kind, mapping);
}

function withoutSlashes(path: Value<string>): Value<string> {
  if (typeof path !== 'string') return path;
  return path === NO_BASE_PATH ? '' : path.replace(/^\/+|\/+$/g, '');
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainnameaccessassociation.html */
function readAccessAssociation(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  properties.withoutEffect('Tags');
  draft.domains.associate(targetOf(context, properties.requiredText('DomainNameArn')), 'private', {
    origin,
    source: properties.requiredText('AccessAssociationSource'),
    sourceType: properties.requiredText('AccessAssociationSourceType'),
  });
}
