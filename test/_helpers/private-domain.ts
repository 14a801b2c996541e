import type { Stack } from 'aws-cdk-lib';
import { MockIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { type IInterfaceVpcEndpoint, InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import type { PrivateApiDomainOptions } from '../../lib/private-domain-options';
import { PrivateRestApi } from '../../lib/private-rest-api';

export const NAME = 'orders.internal.example.com';
export const ARN = 'arn:aws:acm:eu-west-1:111111111111:certificate/12345678';

export function importedEndpoint(
  stack: Stack,
  vpcEndpointId = 'vpce-1a2b3c4d',
): IInterfaceVpcEndpoint {
  const attributes = { vpcEndpointId, port: 443 };
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, attributes);
}

export function certificateIn(stack: Stack): ICertificate {
  return Certificate.fromCertificateArn(stack, 'Certificate', ARN);
}

export function zoneIn(stack: Stack, id = 'Zone', zoneName = 'internal.example.com') {
  const attributes = { hostedZoneId: `Z${id}`, zoneName };
  return PrivateHostedZone.fromHostedZoneAttributes(stack, id, attributes);
}

/** An API on a domain of its own, through one imported endpoint unless said otherwise. */
export function apiOn(
  stack: Stack,
  options: Partial<PrivateApiDomainOptions> = {},
): PrivateRestApi {
  const api = new PrivateRestApi(stack, 'Api', {
    vpcEndpoints: [importedEndpoint(stack)],
    domain: { domainName: NAME, certificate: certificateIn(stack), ...options },
  });
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

/** The policy that AWS's tutorial for private domains gives, for these endpoints. */
export function policyFor(...endpoints: unknown[]) {
  const body = { Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', ...body },
      {
        Effect: 'Deny',
        ...body,
        Condition: { StringNotEquals: { 'aws:SourceVpce': endpoints } },
      },
    ],
  };
}
