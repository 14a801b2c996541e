import { petStore, testService } from './_service';

const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/a';

const domain = (properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGateway::DomainName',
  Properties: {
    DomainName: 'api.example.com',
    RegionalCertificateArn: certificate,
    EndpointConfiguration: { Types: ['REGIONAL'] },
    ...properties,
  },
});

const mapping = (basePath: string | undefined, properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGateway::BasePathMapping',
  Properties: {
    DomainName: { Ref: 'Domain' },
    RestApiId: { Ref: 'Api' },
    Stage: { Ref: 'Stage' },
    ...(basePath !== undefined && { BasePath: basePath }),
    ...properties,
  },
});

async function deployed(resources: Parameters<typeof petStore>[0] = {}) {
  const { service, stack } = testService();
  await stack.deploy(petStore({ Domain: domain(), ...resources }));
  return { service, stack };
}

describe('a custom domain name', () => {
  test('has the attributes of a regional one', async () => {
    const { stack, service } = await deployed();
    expect(stack.id('Domain')).toBe('api.example.com');
    expect(stack.attribute('Domain', 'DomainNameArn')).toBe(
      'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com',
    );
    expect(stack.attribute('Domain', 'RegionalDomainName')).toMatch(
      /^d-[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/,
    );
    expect(stack.attribute('Domain', 'DistributionDomainName')).toBeUndefined();
    expect(service.call('GetDomainName', { domainName: 'api.example.com' })).toMatchObject({
      domainName: 'api.example.com',
      regionalCertificateArn: certificate,
      endpointConfiguration: { types: ['REGIONAL'] },
      domainNameStatus: 'AVAILABLE',
    });
  });

  test('has the attributes of a distribution unless it is regional', async () => {
    const edge = domain({
      EndpointConfiguration: undefined,
      RegionalCertificateArn: undefined,
      CertificateArn: certificate.replace('eu-west-1', 'us-east-1'),
    });
    const { stack } = await deployed({ Domain: edge });
    expect(stack.attribute('Domain', 'DistributionDomainName')).toMatch(/\.cloudfront\.net$/);
    // The hosted zone of all distributions, as the Route 53 page of alias records has it.
    expect(stack.attribute('Domain', 'DistributionHostedZoneId')).toBe('Z2FDTNDATAQYW2');
  });

  test('leads to stages by its base paths, the longest first and the root last', async () => {
    const { service } = await deployed({
      Root: mapping(undefined, { Stage: undefined }),
      Shop: mapping('/shop/'),
      Orders: {
        Type: 'AWS::ApiGatewayV2::ApiMapping',
        Properties: {
          ...{ DomainName: { Ref: 'Domain' }, ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' } },
          ApiMappingKey: 'shop/orders',
        },
      },
    });
    const restApiId = service.restApis()[0]?.id;
    const input = { domainName: 'api.example.com' };
    expect(service.call('GetBasePathMappings', input)).toEqual({
      items: [
        { basePath: 'shop/orders', restApiId, stage: 'dev' },
        { basePath: 'shop', restApiId, stage: 'dev' },
        { basePath: '(none)', restApiId },
      ],
    });
  });

  test('goes with its mappings', async () => {
    const { service, stack } = await deployed({ Root: mapping(undefined) });
    await stack.remove('Domain');
    expect(service.call('GetDomainNames')).toEqual({ items: [] });
    expect(service.domains.mappingsOf('api.example.com')).toEqual([]);
  });

  test.each([
    ['a name that is taken', { Twin: domain() }, 'The domain name you provided already exists.'],
    [
      'a base path that is taken',
      { One: mapping('shop'), Two: mapping('shop') },
      'Base path already exists for this domain name',
    ],
    [
      'an API that does not exist',
      { One: mapping('shop', { RestApiId: 'nosuch' }) },
      'Invalid REST API identifier specified',
    ],
    [
      'a stage that does not exist',
      { One: mapping('shop', { Stage: 'nosuch' }) },
      'Invalid stage identifier specified',
    ],
    [
      'a domain that does not exist',
      { One: mapping('shop', { DomainName: 'nosuch' }) },
      'Invalid domain name identifier specified',
    ],
    // https://github.com/hashicorp/terraform-provider-aws/issues/3276
    [
      'no certificate',
      {
        Bare: {
          Type: 'AWS::ApiGateway::DomainName',
          Properties: { DomainName: 'bare.example.com' },
        },
      },
      'Invalid request provided: A certificate was not provided for the endpoint type EDGE.',
    ],
  ])('fails for %s', async (_title, resources, message) => {
    await expect(deployed(resources)).rejects.toThrow(message);
  });
});

describe('a private domain name', () => {
  const privateDomain = {
    Type: 'AWS::ApiGateway::DomainNameV2',
    Properties: {
      DomainName: 'private.example.com',
      CertificateArn: certificate,
      EndpointConfiguration: { Types: ['PRIVATE'] },
      Policy: { Version: '2012-10-17', Statement: [] },
    },
  };

  test('goes by its ARN, as its mappings and associations do', async () => {
    const { service, stack } = await deployed({
      Private: privateDomain,
      Map: {
        Type: 'AWS::ApiGateway::BasePathMappingV2',
        Properties: { DomainNameArn: { Ref: 'Private' }, RestApiId: { Ref: 'Api' }, Stage: 'dev' },
        DependsOn: ['Stage'],
      },
      Association: {
        Type: 'AWS::ApiGateway::DomainNameAccessAssociation',
        Properties: {
          DomainNameArn: { 'Fn::GetAtt': ['Private', 'DomainNameArn'] },
          AccessAssociationSource: 'vpce-1',
          AccessAssociationSourceType: 'VPCE',
        },
      },
    });
    const domainNameId = String(stack.attribute('Private', 'DomainNameId'));
    const arn = `arn:aws:apigateway:eu-west-1:123456789012:/domainnames/private.example.com+${domainNameId}`;
    expect(stack.id('Private')).toBe(arn);
    const input = { domainName: 'private.example.com', domainNameId };
    expect(service.call('GetBasePathMappings', input)).toMatchObject({
      items: [{ basePath: '(none)', stage: 'dev' }],
    });
    expect([...service.domains.associations.values()]).toMatchObject([
      { domainNameArn: arn, source: 'vpce-1', sourceType: 'VPCE' },
    ]);
  });
});
