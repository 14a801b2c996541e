import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { CfnResource, DomainModel } from '../../../lib/model';
import { newStack } from '../../_helpers/stacks';
import { inS, part, readApp, readResources, withApi } from '../read-app';

const ARN = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';

function resource(type: string, properties: Record<string, unknown>): CfnResource {
  return { Type: `AWS::${type}`, Properties: properties };
}

function readDomains(resources: Record<string, CfnResource>): readonly DomainModel[] {
  return readResources(withApi({ St: part('Stage', { StageName: 'prod' }), ...resources })).domains;
}

describe('a domain of the CDK', () => {
  test('has its certificate, its endpoint and the API below it', () => {
    const stack = newStack();
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', ARN);
    const api = new RestApi(stack, 'Api', {
      cloudWatchRole: false,
      domainName: { domainName: 'api.example.com', certificate, basePath: 'v1' },
    });
    api.root.addMethod('GET', new MockIntegration());

    const { domains, restApis, unread } = readApp(stack);
    const { logicalId } = restApis[0]!.stages[0]!.origin;
    expect(domains).toMatchObject([
      {
        kind: 'rest',
        domainName: 'api.example.com',
        endpointTypes: ['REGIONAL'],
        regionalCertificate: ARN,
        mappings: [{ basePath: 'v1', api: restApis[0]!.target, stage: { id: { logicalId } } }],
        accessAssociations: [],
      },
    ]);
    expect(unread).toEqual([]);
  });
});

describe('a domain of each generation', () => {
  test('DomainName keeps all its settings', () => {
    const [domain] = readDomains({
      D: resource('ApiGateway::DomainName', {
        DomainName: 'a.example.com',
        CertificateArn: ARN,
        EndpointConfiguration: { Types: ['EDGE'], IpAddressType: 'ipv4' },
        SecurityPolicy: 'TLS_1_2',
        EndpointAccessMode: 'STRICT',
        RoutingMode: 'API_MAPPING_ONLY',
        OwnershipVerificationCertificateArn: ARN,
        MutualTlsAuthentication: { TruststoreUri: 's3://b/k', TruststoreVersion: '1' },
        Tags: [],
      }),
    });
    expect(domain).toEqual({
      origin: { source: 'S', logicalId: 'D' },
      kind: 'rest',
      domainName: 'a.example.com',
      endpointTypes: ['EDGE'],
      ipAddressType: 'ipv4',
      certificate: ARN,
      securityPolicy: 'TLS_1_2',
      endpointAccessMode: 'STRICT',
      routingMode: 'API_MAPPING_ONLY',
      mutualTls: { truststoreUri: 's3://b/k', truststoreVersion: '1' },
      mappings: [],
      accessAssociations: [],
    });
  });

  test('DomainNameV2 has a policy, mappings and endpoints by its ARN', () => {
    const policy = { Statement: [{ Effect: 'Allow', Principal: '*' }] };
    const arn = { 'Fn::GetAtt': ['D', 'DomainNameArn'] };
    const [domain, ...others] = readDomains({
      M: resource('ApiGateway::BasePathMappingV2', {
        DomainNameArn: arn,
        RestApiId: { Ref: 'Api' },
        Stage: { Ref: 'St' },
      }),
      A: resource('ApiGateway::DomainNameAccessAssociation', {
        DomainNameArn: { Ref: 'D' },
        AccessAssociationSource: { Ref: 'Endpoint' },
        AccessAssociationSourceType: 'VPCE',
      }),
      D: resource('ApiGateway::DomainNameV2', {
        DomainName: 'p.example.com',
        EndpointConfiguration: { Types: ['PRIVATE'] },
        Policy: policy,
      }),
    });
    expect(others).toEqual([]);
    expect(domain).toMatchObject({
      kind: 'private',
      endpointTypes: ['PRIVATE'],
      policy,
      mappings: [{ basePath: '', api: inS('Api'), stage: inS('St') }],
      accessAssociations: [{ source: { Ref: 'Endpoint' }, sourceType: 'VPCE' }],
    });
  });

  test('DomainName of version 2 has configurations', () => {
    const [domain] = readDomains({
      D: resource('ApiGatewayV2::DomainName', {
        DomainName: 'h.example.com',
        DomainNameConfigurations: [
          { CertificateArn: ARN, SecurityPolicy: 'TLS_1_2', CertificateName: 'n' },
        ],
        Tags: { a: 'b' },
      }),
      M: resource('ApiGatewayV2::ApiMapping', {
        DomainName: { Ref: 'D' },
        ApiId: { Ref: 'Api' },
        Stage: 'prod',
        ApiMappingKey: 'orders/v2',
      }),
    });
    expect(domain).toMatchObject({
      kind: 'v2',
      endpointTypes: ['REGIONAL'],
      regionalCertificate: ARN,
      securityPolicy: 'TLS_1_2',
      mappings: [{ basePath: 'orders/v2', stage: inS('St') }],
    });
  });
});

describe('mappings', () => {
  const mapping = (properties: Record<string, unknown>) =>
    resource('ApiGateway::BasePathMapping', { RestApiId: { Ref: 'Api' }, ...properties });

  test.each([
    [undefined, ''],
    ['', ''],
    ['(none)', ''],
    ['/', ''],
    ['/v1/', 'v1'],
    ['a/b', 'a/b'],
    [{ Ref: 'Path' }, { Ref: 'Path' }],
  ])('with the base path %j stand at %j', (BasePath, expected) => {
    const domains = readDomains({ M: mapping({ DomainName: 'a.example.com', BasePath }) });
    expect(domains[0]!.mappings[0]!.basePath).toEqual(expected);
  });

  test('find a domain by its literal name', () => {
    const D = resource('ApiGateway::DomainName', { DomainName: 'a.example.com' });
    const domains = readDomains({ M: mapping({ DomainName: 'a.example.com' }), D });
    expect(domains).toHaveLength(1);
    expect(domains[0]).toMatchObject({ origin: { logicalId: 'D' }, mappings: [{ basePath: '' }] });
  });

  test('make one domain of a name outside of the app', () => {
    const domains = readDomains({
      A: mapping({ DomainName: 'x.example.com', BasePath: 'b' }),
      B: mapping({ DomainName: 'x.example.com', BasePath: 'a' }),
      C: mapping({ DomainName: { Ref: 'Param' } }),
    });
    expect(domains).toMatchObject([
      {
        origin: { logicalId: 'A' },
        kind: 'rest',
        domainName: 'x.example.com',
        endpointTypes: [],
        mappings: [{ basePath: 'a' }, { basePath: 'b' }],
      },
      { origin: { logicalId: 'C' }, domainName: { Ref: 'Param' } },
    ]);
  });

  test('of all stages have no stage', () => {
    const [domain] = readDomains({ M: mapping({ DomainName: 'a.example.com' }) });
    expect(domain!.mappings[0]).not.toHaveProperty('stage');
  });
});
