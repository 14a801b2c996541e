import { compact } from '../../../model/value';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import type { Registry } from '../registry/registry';
import { requiredText, textOf } from './provider-context';
import { refuseSingle } from './single-resource';

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
    'AWS::ApiGateway::DocumentationPart': {
      replaceOn: ['Location', 'RestApiId'],
      withoutEffect: true,
      create: ({ ids }) => {
        const id = ids.lowerAlphanumeric(6);
        return { physicalId: id, attributes: { DocumentationPartId: id } };
      },
    },
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

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-vpclink.html */
function vpcLinkProvider(registry: Registry): ResourceProvider {
  const put = (context: ResourceContext, id: string) => {
    refuseSingle(registry, context);
    const { properties } = context;
    const targets = properties['TargetArns'];
    registry.vpcLinks.set(
      id,
      compact({
        id,
        name: requiredText(context, 'Name'),
        description: textOf(properties, 'Description'),
        targetArns: Array.isArray(targets) ? targets.map(String) : [],
      }),
    );
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
