import type { Stack } from 'aws-cdk-lib';
import { EndpointType, type IRestApi, RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  Certificate,
  CertificateValidation,
  type ICertificate,
  KeyAlgorithm,
} from 'aws-cdk-lib/aws-certificatemanager';
import {
  type IInterfaceVpcEndpoint,
  InterfaceVpcEndpoint,
  type IVpc,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { PrivateHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { PrivateDomain } from '../../lib/private-domain';
import type { PrivateApiDomainOptions } from '../../lib/private-domain-options';
import { PrivateRestApi, type PrivateRestApiProps } from '../../lib/private-rest-api';
import type { Rejection } from '../_helpers/rejections';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const DOMAINS = `${GUIDE}/apigateway-private-custom-domains.html`;
const SHARE = `${GUIDE}/apigateway-private-custom-domains-provider-share.html`;
const QUOTAS = `${GUIDE}/api-gateway-execution-service-limits-table.html`;
const DNS_VALIDATION = 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html';
const CERTIFICATES =
  'https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html';
const ALIASES =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias.html';

const ARN = 'arn:aws:acm:eu-west-1:111111111111:certificate/12345678';
const NAME = 'orders.internal.example.com';

function endpointIn(stack: Stack, vpcEndpointId = 'vpce-1a2b3c4d'): IInterfaceVpcEndpoint {
  const attributes = { vpcEndpointId, port: 443 };
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, attributes);
}

function vpcIn(stack: Stack, id = 'Vpc'): IVpc {
  return new Vpc(stack, id, { natGateways: 0 }) as IVpc;
}

function apiWith(props: (stack: Stack) => PrivateRestApiProps): Rejection['build'] {
  return (stack) => {
    new PrivateRestApi(stack, 'Api', props(stack)).root.addMethod('GET');
  };
}

function domainWith(
  options: (stack: Stack) => Partial<PrivateApiDomainOptions>,
): Rejection['build'] {
  return apiWith((stack) => ({
    vpcEndpoints: [endpointIn(stack)],
    domain: { domainName: NAME, certificate: certificateIn(stack), ...options(stack) },
  }));
}

function certificateIn(stack: Stack, arn = ARN): ICertificate {
  return Certificate.fromCertificateArn(stack, 'Imported', arn);
}

function zoneIn(stack: Stack, zoneName = 'internal.example.com'): PrivateHostedZone {
  return new PrivateHostedZone(stack, 'Zone', { zoneName, vpc: vpcIn(stack) });
}

/** What `PrivateDomain` refuses, and the `domain` of a `PrivateRestApi`. */
export const privateDomainRejections: Rejection[] = [
  {
    code: 'PrivateApiDomain',
    when: 'a private api is given a public domain name',
    see: DOMAINS,
    build: apiWith((stack) => ({
      vpc: vpcIn(stack),
      domainName: { domainName: NAME, certificate: certificateIn(stack) },
    })),
  },
  {
    code: 'PrivateApiDomain',
    when: 'a private api is given mutual TLS',
    see: DOMAINS,
    build: apiWith((stack) => ({
      vpc: vpcIn(stack),
      domainName: {
        domainName: NAME,
        certificate: certificateIn(stack),
        mtls: { bucket: Bucket.fromBucketName(stack, 'Bucket', 'trust'), key: 'roots.pem' },
      },
    })),
  },
  {
    code: 'PrivateApiDomain',
    when: 'a public domain name is added to a private api',
    see: DOMAINS,
    build: (stack) => {
      const api = new PrivateRestApi(stack, 'Api', { vpcEndpoints: [endpointIn(stack)] });
      api.addDomainName('Domain', { domainName: NAME, certificate: certificateIn(stack) });
    },
  },
  {
    code: 'PrivateApiDomain',
    when: 'a private api has a domain of its own and a shared one',
    see: DOMAINS,
    build: apiWith((stack) => {
      const vpcEndpoints = [endpointIn(stack)];
      const options = { domainName: NAME, certificate: certificateIn(stack) };
      const domain = new PrivateDomain(stack, 'Domain', { ...options, vpcEndpoints });
      return { vpcEndpoints, domain: options, sharedDomain: { domain } };
    }),
  },
  ...[
    ['has upper-case letters', 'Orders.example.com'],
    ['is a wildcard', '*.example.com'],
    ['has one label only', 'orders'],
    ['has an empty label', 'orders..com'],
    ['has a label of 64 characters', `${'a'.repeat(64)}.example.com`],
    ['has more than 253 characters', `${'a.'.repeat(126)}ab`],
  ].map(([what, domainName = '']) => ({
    code: 'PrivateDomainName',
    when: `a private domain name ${what}`,
    see: DOMAINS,
    build: domainWith(() => ({ domainName })),
  })),
  ...[
    ['has two levels', 'developers/feature'],
    ['starts with a slash', '/orders'],
    ['is empty', ''],
    ['has other characters', 'or ders'],
  ].map(([what, basePath = '']) => ({
    code: 'PrivateDomainBasePath',
    when: `the base path of a private api ${what}`,
    see: DOMAINS,
    build: domainWith(() => ({ basePath })),
  })),
  {
    code: 'PrivateDomainBasePath',
    when: 'two apis want the same base path of a private domain',
    see: DOMAINS,
    build: (stack) => {
      const vpcEndpoints = [endpointIn(stack)];
      const options = { domainName: NAME, certificate: certificateIn(stack), basePath: 'v1' };
      const first = new PrivateRestApi(stack, 'Api', { vpcEndpoints, domain: options });
      const { privateDomain: domain } = first;
      if (!domain) return;
      const sharedDomain = { domain, basePath: 'v1' };
      new PrivateRestApi(stack, 'Other', { vpcEndpoints, sharedDomain });
    },
  },
  {
    code: 'PrivateDomainEndpoints',
    when: 'a private domain has no endpoint',
    see: DOMAINS,
    build: (stack) => {
      const options = { domainName: NAME, certificate: certificateIn(stack) };
      new PrivateDomain(stack, 'Domain', options);
    },
  },
  {
    code: 'PrivateDomainAssociations',
    when: 'a private domain is associated with more than 100 endpoints',
    see: QUOTAS,
    build: domainWith((stack) => ({
      vpcEndpoints: Array.from({ length: 101 }, (_, index) => endpointIn(stack, `vpce-a${index}`)),
    })),
  },
  {
    code: 'PrivateDomainCertificate',
    when: 'a private domain has neither a certificate nor a zone to validate one',
    see: DOMAINS,
    build: apiWith((stack) => ({ vpc: vpcIn(stack), domain: { domainName: NAME } })),
  },
  {
    code: 'PrivateDomainCertificate',
    when: 'a private domain has both a certificate and a zone to validate one',
    see: DOMAINS,
    build: domainWith((stack) => ({
      validationZone: new PublicHostedZone(stack, 'Public', { zoneName: 'example.com' }),
    })),
  },
  {
    code: 'PrivateDomainCertificate',
    when: 'a certificate is to be validated in a private zone',
    see: DNS_VALIDATION,
    build: apiWith((stack) => ({
      vpcEndpoints: [endpointIn(stack)],
      domain: { domainName: NAME, validationZone: zoneIn(stack) },
    })),
  },
  {
    code: 'PrivateDomainCertificate',
    when: 'a certificate is requested for a name of more than 64 characters',
    see: CERTIFICATES,
    build: apiWith((stack) => ({
      vpcEndpoints: [endpointIn(stack)],
      domain: {
        domainName: `${'a'.repeat(53)}.example.com`,
        validationZone: new PublicHostedZone(stack, 'Public', { zoneName: 'example.com' }),
      },
    })),
  },
  {
    code: 'PrivateDomainCertificate',
    when: 'the certificate of a private domain is in another region',
    see: DOMAINS,
    build: domainWith((stack) => ({
      certificate: Certificate.fromCertificateArn(stack, 'Far', ARN.replace('eu-west', 'us-east')),
    })),
  },
  {
    code: 'PrivateDomainCertificate',
    when: 'the certificate of a private domain has a key that API Gateway does not take',
    see: DOMAINS,
    build: domainWith((stack) => ({
      certificate: new Certificate(stack, 'Long', {
        domainName: NAME,
        keyAlgorithm: KeyAlgorithm.RSA_4096,
        validation: CertificateValidation.fromDns(),
      }),
    })),
  },
  {
    code: 'PrivateDomainZone',
    when: 'the zone for the record of a private domain has another name',
    see: ALIASES,
    build: domainWith((stack) => ({ hostedZone: zoneIn(stack, 'nternal.example.com') })),
  },
  {
    code: 'PrivateDomainZone',
    when: 'the zone to validate a certificate has another name',
    see: DNS_VALIDATION,
    build: apiWith((stack) => ({
      vpcEndpoints: [endpointIn(stack)],
      domain: {
        domainName: NAME,
        validationZone: new PublicHostedZone(stack, 'Public', { zoneName: 'example.org' }),
      },
    })),
  },
  {
    code: 'PrivateDomainAlias',
    when: 'a record is to point to an imported endpoint without its DNS name',
    see: ALIASES,
    build: domainWith((stack) => ({ hostedZone: zoneIn(stack) })),
  },
  {
    code: 'PrivateDomainAlias',
    when: 'a DNS name is given, and no zone for the record',
    see: ALIASES,
    build: domainWith(() => ({ dnsTarget: { dnsName: 'vpce.example', hostedZoneId: 'Z1' } })),
  },
  {
    code: 'PrivateDomainAlias',
    when: 'a zone gets two records for a private domain',
    see: ALIASES,
    build: domainWith((stack) => {
      const hostedZone = zoneIn(stack);
      const dnsTarget = { dnsName: 'vpce.example', hostedZoneId: 'Z1' };
      return { hostedZone, dnsTarget, aliases: [{ hostedZone, dnsTarget }] };
    }),
  },
  {
    code: 'PrivateDomainMapping',
    when: 'a public api is to answer on a private domain',
    see: DOMAINS,
    build: (stack) => {
      const options = { domainName: NAME, certificate: certificateIn(stack) };
      const vpcEndpoints = [endpointIn(stack)];
      const domain = new PrivateDomain(stack, 'Domain', { ...options, vpcEndpoints });
      const api = new RestApi(stack, 'Api', { endpointTypes: [EndpointType.REGIONAL] });
      api.root.addMethod('GET');
      domain.addMapping(api as IRestApi);
    },
  },
  {
    code: 'PrivateDomainStage',
    when: 'an api without a stage answers on a private domain',
    see: DOMAINS,
    build: apiWith((stack) => ({
      vpcEndpoints: [endpointIn(stack)],
      domain: { domainName: NAME, certificate: certificateIn(stack) },
      deploy: false,
    })),
  },
  {
    code: 'PrivateDomainConsumer',
    when: 'a private domain is shared with something else than an account or organization',
    see: SHARE,
    build: domainWith(() => ({ shareWith: [{ principal: 'arn:aws:iam::222222222222:root' }] })),
  },
  {
    code: 'PrivateDomainConsumer',
    when: 'the endpoint of a consumer is no endpoint id',
    see: SHARE,
    build: domainWith(() => ({
      shareWith: [{ principal: '222222222222', vpcEndpointIds: ['vpce_1'] }],
    })),
  },
];
