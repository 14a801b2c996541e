/** What every type of API Gateway for REST APIs begins with. */
export const API_PREFIX = 'AWS::ApiGateway::';

const NAMES = [
  ...['Account', 'ApiKey', 'Authorizer', 'BasePathMapping', 'BasePathMappingV2'],
  ...['ClientCertificate', 'Deployment', 'DocumentationPart', 'DocumentationVersion', 'DomainName'],
  ...['DomainNameAccessAssociation', 'DomainNameV2', 'GatewayResponse', 'Method', 'Model'],
  ...['RequestValidator', 'Resource', 'RestApi', 'Stage', 'UsagePlan', 'UsagePlanKey', 'VpcLink'],
];

/**
 * The types that there are.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
 */
export const API_TYPES: ReadonlySet<string> = new Set(NAMES.map((name) => API_PREFIX + name));
