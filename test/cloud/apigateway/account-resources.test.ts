import { petStore, testService } from './_service';

const TARGET = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/a/1';

const link = (name: string) => ({
  Type: 'AWS::ApiGateway::VpcLink',
  Properties: { Name: name, Description: 'to the shop', TargetArns: [TARGET] },
});

describe('a VPC link', () => {
  test('is known by its id, changes in place and goes', async () => {
    const { service, stack } = testService();
    await stack.deploy({ Resources: { Link: link('shop') } });
    const id = stack.id('Link');
    expect(stack.attribute('Link', 'VpcLinkId')).toBe(id);
    expect(service.vpcLinks.get(id)).toEqual({
      id,
      name: 'shop',
      description: 'to the shop',
      targetArns: [TARGET],
    });
    await stack.deploy({ Resources: { Link: link('renamed') } });
    expect(service.vpcLinks.get(id)).toMatchObject({ name: 'renamed' });
    await stack.deploy({ Resources: {} });
    expect([...service.vpcLinks]).toEqual([]);
  });

  test('fails without a name', async () => {
    const { stack } = testService();
    await expect(stack.deploy({ Resources: { Link: link('') } })).rejects.toThrow(
      'Name cannot be empty',
    );
  });
});

describe('the account', () => {
  test('keeps its role when the resource goes, as CloudFormation leaves it', async () => {
    const { service, stack } = testService();
    const Properties = { CloudWatchRoleArn: 'arn:aws:iam::123456789012:role/logs' };
    await stack.deploy({
      Resources: { Account: { Type: 'AWS::ApiGateway::Account', Properties } },
    });
    await stack.deploy({ Resources: {} });
    expect(service.call('GetAccount')).toMatchObject({
      cloudwatchRoleArn: Properties.CloudWatchRoleArn,
    });
  });
});

describe('what has no effect on requests', () => {
  test('gets an id and its attribute', async () => {
    const { stack } = testService();
    await stack.deploy(
      petStore({
        Certificate: { Type: 'AWS::ApiGateway::ClientCertificate', Properties: {} },
        Part: {
          Type: 'AWS::ApiGateway::DocumentationPart',
          Properties: { RestApiId: { Ref: 'Api' }, Location: { Type: 'API' }, Properties: '{}' },
        },
        Version: {
          Type: 'AWS::ApiGateway::DocumentationVersion',
          Properties: { DocumentationVersion: '1.0' },
        },
      }),
    );
    expect(stack.attribute('Certificate', 'ClientCertificateId')).toBe(stack.id('Certificate'));
    expect(stack.attribute('Part', 'DocumentationPartId')).toBe(stack.id('Part'));
    expect(stack.id('Version')).toBe('1.0');
  });
});
