import {
  arn,
  host,
  type KnownType,
  type KnownTypes,
  ownId,
  type TypeFacts,
  textProperty,
} from './known-type';

/** Hosted zone of all CloudFront distributions, by which aliases name them. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/** A part of an API: an id of so many characters, which an attribute repeats. */
function part(length: number, attribute?: string, ...createOnly: string[]): KnownType {
  return {
    id: ({ ids }) => ids.lowerAlphanumeric(length),
    ...(attribute !== undefined && { attributes: { [attribute]: ownId } }),
    createOnly,
  };
}

function regionalHost(facts: TypeFacts): string {
  return host(facts, `d-${facts.ids.lowerAlphanumeric(10, 'regional')}.execute-api`);
}

const DOMAIN_ATTRIBUTES = {
  DistributionDomainName: ({ ids }: TypeFacts) =>
    `d${ids.lowerAlphanumeric(13, 'distribution')}.cloudfront.net`,
  DistributionHostedZoneId: () => CLOUDFRONT_ZONE,
  RegionalDomainName: regionalHost,
  RegionalHostedZoneId: ({ ids }: TypeFacts) => `Z${ids.upperAlphanumeric(13, 'zone')}`,
};

/** REST APIs. */
export const REST_API_TYPES: KnownTypes = {
  'AWS::ApiGateway::Account': { attributes: { Id: ownId } },
  'AWS::ApiGateway::ApiKey': { ...part(10, 'APIKeyId', 'Name', 'Value') },
  'AWS::ApiGateway::Authorizer': part(6, 'AuthorizerId', 'RestApiId'),
  'AWS::ApiGateway::BasePathMapping': {
    id: (facts) => `${textProperty(facts, 'DomainName')}|${textProperty(facts, 'BasePath')}`,
    createOnly: ['DomainName', 'BasePath'],
  },
  'AWS::ApiGateway::BasePathMappingV2': {
    id: (facts) => arn(facts, 'apigateway', `/basepathmappings/${facts.ids.lowerAlphanumeric(6)}`),
    attributes: { BasePathMappingArn: ownId },
    createOnly: ['DomainNameArn', 'BasePath'],
  },
  'AWS::ApiGateway::ClientCertificate': part(6, 'ClientCertificateId'),
  'AWS::ApiGateway::Deployment': part(6, 'DeploymentId', 'RestApiId', 'DeploymentCanarySettings'),
  'AWS::ApiGateway::DocumentationPart': part(6, 'DocumentationPartId', 'RestApiId', 'Location'),
  'AWS::ApiGateway::DomainName': {
    id: (facts) => textProperty(facts, 'DomainName'),
    attributes: {
      ...DOMAIN_ATTRIBUTES,
      DomainNameArn: (facts) => arn(facts, 'apigateway', `/domainnames/${facts.id}`),
    },
    createOnly: ['DomainName'],
  },
  'AWS::ApiGateway::DomainNameAccessAssociation': {
    id: (facts) =>
      arn(facts, 'apigateway', `/domainnameaccessassociations/${facts.ids.lowerAlphanumeric(10)}`),
    attributes: { DomainNameAccessAssociationArn: ownId },
  },
  'AWS::ApiGateway::DomainNameV2': {
    id: (facts) =>
      arn(
        facts,
        'apigateway',
        `/domainnames/${textProperty(facts, 'DomainName')}+${facts.ids.lowerAlphanumeric(10)}`,
      ),
    attributes: {
      DomainNameArn: ownId,
      DomainNameId: ({ ids }) => ids.lowerAlphanumeric(10),
    },
    createOnly: ['DomainName', 'EndpointConfiguration'],
  },
  'AWS::ApiGateway::GatewayResponse': part(10, 'Id', 'RestApiId', 'ResponseType'),
  'AWS::ApiGateway::Method': part(10, undefined, 'RestApiId', 'ResourceId', 'HttpMethod'),
  'AWS::ApiGateway::Model': { nameProperty: 'Name', createOnly: ['RestApiId', 'ContentType'] },
  'AWS::ApiGateway::RequestValidator': part(6, 'RequestValidatorId', 'RestApiId', 'Name'),
  'AWS::ApiGateway::Resource': part(6, 'ResourceId', 'RestApiId', 'ParentId', 'PathPart'),
  'AWS::ApiGateway::RestApi': {
    id: ({ ids }) => ids.lowerAlphanumeric(10),
    attributes: {
      RestApiId: ownId,
      RootResourceId: ({ ids }) => ids.lowerAlphanumeric(10, 'root'),
    },
  },
  'AWS::ApiGateway::Stage': { nameProperty: 'StageName', createOnly: ['RestApiId'] },
  'AWS::ApiGateway::UsagePlan': part(6, 'Id'),
  'AWS::ApiGateway::UsagePlanKey': {
    id: (facts) => `${textProperty(facts, 'KeyId')}:${textProperty(facts, 'UsagePlanId')}`,
    attributes: { Id: ownId },
    createOnly: ['KeyId', 'KeyType', 'UsagePlanId'],
  },
  'AWS::ApiGateway::VpcLink': part(6, 'VpcLinkId', 'TargetArns'),
};

/** HTTP and WebSocket APIs. */
export const API_V2_TYPES: KnownTypes = {
  'AWS::ApiGatewayV2::Api': {
    id: ({ ids }) => ids.lowerAlphanumeric(10),
    attributes: {
      ApiId: ownId,
      ApiEndpoint: (facts) => {
        const scheme = facts.properties['ProtocolType'] === 'WEBSOCKET' ? 'wss' : 'https';
        return `${scheme}://${host(facts, `${facts.id}.execute-api`)}`;
      },
      ExecuteApiArn: (facts) => arn(facts, 'execute-api', facts.id),
    },
    createOnly: ['ProtocolType'],
  },
  'AWS::ApiGatewayV2::ApiMapping': part(6, 'ApiMappingId', 'DomainName'),
  'AWS::ApiGatewayV2::Authorizer': part(6, 'AuthorizerId', 'ApiId'),
  'AWS::ApiGatewayV2::Deployment': part(6, 'DeploymentId', 'ApiId'),
  'AWS::ApiGatewayV2::DomainName': {
    id: (facts) => textProperty(facts, 'DomainName'),
    attributes: {
      DomainNameArn: (facts) => arn(facts, 'apigateway', `/domainnames/${facts.id}`),
      RegionalDomainName: regionalHost,
      RegionalHostedZoneId: DOMAIN_ATTRIBUTES.RegionalHostedZoneId,
    },
    createOnly: ['DomainName'],
  },
  'AWS::ApiGatewayV2::Integration': part(7, 'IntegrationId', 'ApiId'),
  'AWS::ApiGatewayV2::IntegrationResponse': part(7, 'IntegrationResponseId', 'ApiId'),
  'AWS::ApiGatewayV2::Model': part(6, 'ModelId', 'ApiId'),
  'AWS::ApiGatewayV2::Route': part(7, 'RouteId', 'ApiId'),
  'AWS::ApiGatewayV2::RouteResponse': part(7, 'RouteResponseId', 'ApiId'),
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName', createOnly: ['ApiId'] },
  'AWS::ApiGatewayV2::VpcLink': part(6, 'VpcLinkId'),
};
