import { compact, type JsonObject } from '../../../model/value';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import type { Registry } from '../registry/registry';
import { badRequest, ServiceError } from '../service-error';
import { requiredText, sectionOf, textOf } from './provider-context';
import { refuseSingle } from './single-resource';

const ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/s;

/** What belongs to the account, and what has no effect on requests. */
export function accountProviders(registry: Registry): Record<string, ResourceProvider> {
  return {
    'AWS::ApiGateway::Account': accountProvider(registry),
    'AWS::ApiGateway::VpcLink': vpcLinkProvider(registry),
    'AWS::ApiGatewayV2::VpcLink': {
      create: ({ ids }) => {
        const id = ids.lowerAlphanumeric(6);
        return { physicalId: id, attributes: { VpcLinkId: id } };
      },
      update: ({ physicalId }) => ({ physicalId, attributes: { VpcLinkId: physicalId } }),
    },
    'AWS::ApiGateway::ClientCertificate': clientCertificateProvider(registry),
    'AWS::ApiGateway::DocumentationPart': documentationPartProvider(registry),
    'AWS::ApiGateway::DocumentationVersion': {
      replaceOn: ['DocumentationVersion', 'RestApiId'],
      withoutEffect: true,
      create: (context) => ({ physicalId: requiredText(context, 'DocumentationVersion') }),
    },
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html */
function accountProvider(registry: Registry): ResourceProvider {
  const put = ({ properties }: ResourceContext, id: string) => {
    registry.cloudWatchRoleArn = textOf(properties, 'CloudWatchRoleArn');
    return { physicalId: id, attributes: { Id: id } };
  };
  return {
    create: (context) => put(context, context.ids.lowerAlphanumeric(10)),
    update: (context) => put(context, context.physicalId),
    // The role stays with the account, as CloudFormation leaves it there.
  };
}

/** What documentation may be about, in the order in which the service names it. */
const DOCUMENTED: readonly string[] = [
  'RESPONSE_BODY',
  'RESPONSE',
  'METHOD',
  'MODEL',
  'AUTHORIZER',
  'RESPONSE_HEADER',
  'RESOURCE',
  'PATH_PARAMETER',
  'REQUEST_BODY',
  'QUERY_PARAMETER',
  'API',
  'REQUEST_HEADER',
];

/** What says of which part of the API a documentation is. */
const PLACES: readonly string[] = ['Path', 'Method', 'StatusCode', 'Name'];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-documentationpart.html */
function documentationPartProvider(registry: Registry): ResourceProvider {
  return {
    replaceOn: ['Location', 'RestApiId'],
    withoutEffect: true,
    create: (context) => {
      const { ids, properties } = context;
      const location = sectionOf(properties, 'Location') ?? {};
      const type = textOf(location, 'Type') ?? '';
      if (!DOCUMENTED.includes(type)) {
        throw new ServiceError(
          'ValidationException',
          `1 validation error detected: Value '${type}' at 'createDocumentationPartInput.location.type' ` +
            `failed to satisfy constraint: Member must satisfy enum value set: [${DOCUMENTED.join(', ')}]`,
        );
      }
      if (type === 'API' && PLACES.some((name) => textOf(location, name) !== undefined)) {
        throw badRequest(
          '[Location type: API cannot have path, method, statusCode or name defined.]',
        );
      }
      registry.restApi(requiredText(context, 'RestApiId'));
      const id = ids.lowerAlphanumeric(6);
      return { physicalId: id, attributes: { DocumentationPartId: id } };
    },
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-vpclink.html */
function vpcLinkProvider(registry: Registry): ResourceProvider {
  const put = (context: ResourceContext, id: string) => {
    refuseSingle(registry, context);
    const { properties } = context;
    const name = textOf(properties, 'Name');
    if (name === undefined || name === '') throw badRequest('Name cannot be empty');
    const description = textOf(properties, 'Description');
    const targetArns = targetArnsOf(properties);
    registry.vpcLinks.set(id, compact({ id, name, description, targetArns }));
    return { physicalId: id, attributes: { VpcLinkId: id } };
  };
  return {
    replaceOn: ['TargetArns'],
    create: (context) => put(context, context.ids.lowerAlphanumeric(6)),
    update: (context) => put(context, context.physicalId),
    delete: ({ physicalId }) => {
      registry.vpcLinks.delete(physicalId);
    },
  };
}

/** @throws ServiceError for more than one, and for what is no ARN */
function targetArnsOf(properties: JsonObject): string[] {
  const targets = properties['TargetArns'];
  const arns = Array.isArray(targets) ? targets.map(String) : [];
  if (arns.length > 1) throw badRequest('More than one target arn specified for vpc link.');
  const wrong = arns.find((arn) => !ARN.test(arn));
  if (wrong === undefined) return arns;
  throw badRequest(`Invalid ARN. ARN is not well formed ${wrong}`);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-clientcertificate.html */
function clientCertificateProvider({ clientCertificates }: Registry): ResourceProvider {
  const put = ({ properties }: ResourceContext, id: string) => {
    clientCertificates.set(id, compact({ description: textOf(properties, 'Description') }));
    return { physicalId: id, attributes: { ClientCertificateId: id } };
  };
  return {
    create: (context) => put(context, context.ids.lowerAlphanumeric(6)),
    update: (context) => put(context, context.physicalId),
    delete: ({ physicalId }) => {
      clientCertificates.delete(physicalId);
    },
  };
}
