import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EndpointType, type IRestApi, MockIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { PrivateAccess } from '../lib/private-access';
import { PrivateDomain } from '../lib/private-domain';
import { PrivateRestApi } from '../lib/private-rest-api';
import {
  ARN,
  apiOn,
  certificateIn,
  importedEndpoint,
  NAME,
  policyFor,
  zoneIn,
} from './_helpers/private-domain';
import { newApp, newStack } from './_helpers/stacks';

const DOMAIN = 'AWS::ApiGateway::DomainNameV2';
const MAPPING = 'AWS::ApiGateway::BasePathMappingV2';
const ASSOCIATION = 'AWS::ApiGateway::DomainNameAccessAssociation';

describe('a private domain', () => {
  test('is PRIVATE, with TLS 1.2, a certificate, and a policy of its own', () => {
    const stack = newStack();
    apiOn(stack);
    Template.fromStack(stack).hasResourceProperties(DOMAIN, {
      DomainName: NAME,
      CertificateArn: ARN,
      EndpointConfiguration: { Types: [EndpointType.PRIVATE] },
      SecurityPolicy: 'TLS_1_2',
      Policy: policyFor('vpce-1a2b3c4d'),
    });
  });

  test('is associated with each endpoint of the API', () => {
    const stack = newStack();
    const api = apiOn(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs(ASSOCIATION, 1);
    template.hasResourceProperties(ASSOCIATION, {
      AccessAssociationSource: 'vpce-1a2b3c4d',
      AccessAssociationSourceType: 'VPCE',
      DomainNameArn: stack.resolve(api.privateDomain?.domainNameArn),
    });
  });

  test('may have endpoints of its own, which the API lets in too', () => {
    const stack = newStack();
    apiOn(stack, { vpcEndpoints: [importedEndpoint(stack, 'vpce-5e6f7a8b')] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(ASSOCIATION, { AccessAssociationSource: 'vpce-5e6f7a8b' });
    template.hasResourceProperties(DOMAIN, { Policy: policyFor('vpce-5e6f7a8b') });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { VpcEndpointIds: ['vpce-1a2b3c4d'] },
      Policy: policyFor('vpce-1a2b3c4d', 'vpce-5e6f7a8b'),
    });
  });

  test('takes 100 endpoints', () => {
    const stack = newStack();
    const ids = Array.from({ length: 100 }, (_, index) => `vpce-a${index}`);
    apiOn(stack, { vpcEndpoints: ids.map((id) => importedEndpoint(stack, id)) });
    Template.fromStack(stack).resourceCountIs(ASSOCIATION, 100);
  });

  test('may let others in than the endpoints that it is associated with', () => {
    const stack = newStack();
    apiOn(stack, { access: PrivateAccess.vpcIds('vpc-1a2b3c4d') });
    Template.fromStack(stack).hasResourceProperties(DOMAIN, {
      Policy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { StringNotEquals: { 'aws:SourceVpc': ['vpc-1a2b3c4d'] } },
          }),
        ]),
      },
    });
  });

  test.each([
    ['a label of 63 characters', `${'a'.repeat(63)}.example.com`],
    ['253 characters', `${'a.'.repeat(125)}abc`],
    ['hyphens and digits', 'a-1.2-b.example'],
  ])('may have a name with %s', (_what, domainName) => {
    const stack = newStack();
    expect(domainName.length).toBeLessThanOrEqual(253);
    apiOn(stack, { domainName });
    Template.fromStack(stack).hasResourceProperties(DOMAIN, { DomainName: domainName });
  });
});

describe('the mapping of a private API to its domain', () => {
  test('leads the root of the domain to the stage', () => {
    const stack = newStack();
    const api = apiOn(stack);
    Template.fromStack(stack).hasResourceProperties(MAPPING, {
      DomainNameArn: stack.resolve(api.privateDomain?.domainNameArn),
      RestApiId: stack.resolve(api.restApiId),
      Stage: stack.resolve(api.deploymentStage.stageName),
      BasePath: Match.absent(),
    });
  });

  test.each([['orders'], ["v1$-_.+!*'()"]])('leads a base path to the stage: %s', (basePath) => {
    const stack = newStack();
    const api = apiOn(stack, { basePath });
    Template.fromStack(stack).hasResourceProperties(MAPPING, { BasePath: basePath });
    expect(api.urlForPath('/pets')).toBe(`https://${NAME}/${basePath}/pets`);
  });

  test('makes the domain the address of the API, in the output too', () => {
    const stack = newStack();
    const api = apiOn(stack);
    expect(api.url).toBe(`https://${NAME}/`);
    expect(api.urlForPath('/pets')).toBe(`https://${NAME}/pets`);
    Template.fromStack(stack).hasOutput('*', { Value: `https://${NAME}/` });
  });

  test('lets several APIs answer on one domain', () => {
    const stack = newStack();
    const vpcEndpoints = [importedEndpoint(stack)];
    const certificate = certificateIn(stack);
    const domain = new PrivateDomain(stack, 'Domain', {
      domainName: NAME,
      certificate,
      vpcEndpoints,
    });
    for (const basePath of ['orders', 'bills']) {
      const sharedDomain = { domain, basePath };
      const api = new PrivateRestApi(stack, basePath, { sharedDomain });
      api.root.addMethod('GET', new MockIntegration());
      expect(api.url).toBe(`https://${NAME}/${basePath}/`);
      expect(api.privateDomain).toBe(domain);
    }
    const template = Template.fromStack(stack);
    template.resourceCountIs(DOMAIN, 1);
    template.resourceCountIs(MAPPING, 2);
    template.allResourcesProperties('AWS::ApiGateway::RestApi', {
      Policy: policyFor('vpce-1a2b3c4d'),
    });
  });

  test('may be one of several, on several domains and paths', () => {
    const stack = newStack();
    const api = apiOn(stack);
    const other = new PrivateDomain(stack, 'Other', {
      domainName: 'other.example.com',
      certificate: Certificate.fromCertificateArn(stack, 'OtherCertificate', ARN),
      vpcEndpoints: api.vpcEndpoints,
    });
    other.addMapping(api as IRestApi);
    other.addMapping(api as IRestApi, { basePath: 'orders', stage: api.deploymentStage });
    Template.fromStack(stack).resourceCountIs(MAPPING, 3);
    expect(other.urlForPath('/pets', 'orders')).toBe('https://other.example.com/orders/pets');
  });

  test('allows the default address to be off', () => {
    const stack = newStack();
    const api = new PrivateRestApi(stack, 'Api', {
      vpcEndpoints: [importedEndpoint(stack)],
      disableExecuteApiEndpoint: true,
      domain: { domainName: NAME, certificate: certificateIn(stack) },
    });
    api.root.addMethod('GET', new MockIntegration());
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::RestApi', {
      DisableExecuteApiEndpoint: true,
    });
  });
});

describe('a name that only the deployment knows', () => {
  test('is taken as it is, with any zone', () => {
    const stack = newStack();
    const name = new CfnParameter(stack, 'Name').valueAsString;
    const api = apiOn(stack, {
      domainName: name,
      basePath: new CfnParameter(stack, 'Path').valueAsString,
      hostedZone: zoneIn(stack, 'Zone', 'elsewhere.example.org'),
      dnsTarget: { dnsName: 'vpce.example', hostedZoneId: 'Z1' },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(DOMAIN, { DomainName: { Ref: 'Name' } });
    template.hasResourceProperties(MAPPING, { BasePath: { Ref: 'Path' } });
    expect(stack.resolve(api.url)).toEqual({
      'Fn::Join': ['', ['https://', { Ref: 'Name' }, '/', { Ref: 'Path' }, '/']],
    });
  });
});

describe('the certificate of a private domain', () => {
  test.each([['example.com'], ['internal.example.com'], [NAME]])(
    'is requested, and validated in the public zone %s',
    (zoneName) => {
      const stack = newStack();
      const validationZone = new PublicHostedZone(stack, 'Public', { zoneName });
      const api = new PrivateRestApi(stack, 'Api', {
        vpcEndpoints: [importedEndpoint(stack)],
        domain: { domainName: NAME, validationZone },
      });
      api.root.addMethod('GET', new MockIntegration());
      const template = Template.fromStack(stack);
      template.hasResourceProperties('AWS::CertificateManager::Certificate', {
        DomainName: NAME,
        ValidationMethod: 'DNS',
        DomainValidationOptions: [
          { DomainName: NAME, HostedZoneId: stack.resolve(validationZone.hostedZoneId) },
        ],
      });
      template.hasResourceProperties(DOMAIN, {
        CertificateArn: stack.resolve(api.privateDomain?.certificate.certificateArn),
      });
    },
  );

  test('is requested for a name of 64 characters', () => {
    const stack = newStack();
    const domainName = `${'a'.repeat(52)}.example.com`;
    const validationZone = zoneIn(stack, 'Public', 'example.com');
    new PrivateDomain(stack, 'Domain', {
      domainName,
      validationZone,
      vpcEndpoints: [importedEndpoint(stack)],
    });
    expect(domainName).toHaveLength(64);
    Template.fromStack(stack).resourceCountIs('AWS::CertificateManager::Certificate', 1);
  });

  test('may be in a region that only the deployment knows', () => {
    const stack = new Stack(newApp(), 'Anywhere');
    apiOn(stack);
    Template.fromStack(stack).hasResourceProperties(DOMAIN, { CertificateArn: ARN });
  });
});
