import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Deployment, EndpointType, MockIntegration, Stage } from 'aws-cdk-lib/aws-apigateway';
import {
  type IInterfaceVpcEndpoint,
  InterfaceVpcEndpoint,
  type IVpc,
  SubnetType,
  Vpc,
  VpcEndpointIpAddressType,
} from 'aws-cdk-lib/aws-ec2';
import { PrivateAccess } from '../lib/private-access';
import { PrivateRestApi, type PrivateRestApiProps } from '../lib/private-rest-api';
import { newStack } from './_helpers/stacks';

const REST_API = 'AWS::ApiGateway::RestApi';
const ENDPOINT = 'AWS::EC2::VPCEndpoint';

function vpcIn(stack: Stack, id = 'Vpc'): IVpc {
  return new Vpc(stack, id, { natGateways: 0 }) as IVpc;
}

function endpointIn(stack: Stack, vpcEndpointId = 'vpce-1a2b3c4d'): IInterfaceVpcEndpoint {
  const attributes = { vpcEndpointId, port: 443 };
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, attributes);
}

function apiIn(stack: Stack, props: PrivateRestApiProps, id = 'Api'): PrivateRestApi {
  const api = new PrivateRestApi(stack, id, props);
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

function policyOf(stack: Stack): { Statement: object[] } {
  const [api] = Object.values(Template.fromStack(stack).findResources(REST_API));
  return api?.['Properties'].Policy;
}

/** The value of the output that `RestApi` makes of its address. */
function outputOf(stack: Stack): string {
  const [output] = Object.values(Template.fromStack(stack).findOutputs('*'));
  return JSON.stringify(output?.['Value']);
}

describe('the endpoints of a private API', () => {
  test('are associated with it where they are given', () => {
    const stack = newStack();
    apiIn(stack, { vpcEndpoints: [endpointIn(stack), endpointIn(stack, 'vpce-5e6f7a8b')] });
    Template.fromStack(stack).hasResourceProperties(REST_API, {
      EndpointConfiguration: {
        Types: ['PRIVATE'],
        VpcEndpointIds: ['vpce-1a2b3c4d', 'vpce-5e6f7a8b'],
      },
    });
  });

  test('are associated once, however often they are given', () => {
    const stack = newStack();
    const endpoint = endpointIn(stack);
    expect(apiIn(stack, { vpcEndpoints: [endpoint, endpoint] }).vpcEndpoints).toEqual([endpoint]);
  });

  test('are made for a VPC, with private DNS and HTTPS from its addresses', () => {
    const stack = newStack();
    const vpc = vpcIn(stack);
    const api = apiIn(stack, { vpc });
    const template = Template.fromStack(stack);
    const cidr = stack.resolve(vpc.vpcCidrBlock);
    template.resourceCountIs(ENDPOINT, 1);
    template.hasResourceProperties(ENDPOINT, {
      ServiceName: 'com.amazonaws.eu-west-1.execute-api',
      VpcEndpointType: 'Interface',
      VpcId: stack.resolve(vpc.vpcId),
      PrivateDnsEnabled: true,
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [
        Match.objectLike({ CidrIp: cidr, FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }),
      ],
    });
    template.hasResourceProperties(REST_API, {
      EndpointConfiguration: {
        VpcEndpointIds: [stack.resolve(api.vpcEndpoints[0]?.vpcEndpointId)],
      },
    });
  });

  test('are made for each of several VPCs, after the given ones', () => {
    const stack = newStack();
    const given = endpointIn(stack);
    const vpcs = [vpcIn(stack, 'One'), vpcIn(stack, 'Two')];
    const api = apiIn(stack, { vpcEndpoints: [given], vpcs });
    expect(api.vpcEndpoints).toHaveLength(3);
    expect(api.vpcEndpoints[0]).toBe(given);
    Template.fromStack(stack).resourceCountIs(ENDPOINT, 2);
    expect(policyOf(stack).Statement[1]).toMatchObject({
      Condition: {
        StringNotEquals: {
          'aws:SourceVpce': stack.resolve(api.vpcEndpoints.map((one) => one.vpcEndpointId)),
        },
      },
    });
  });

  test('keep their logical ids when VPCs change places', () => {
    const idsOf = (order: string[]) => {
      const stack = newStack();
      const vpcs = new Map(['One', 'Two'].map((id) => [id, vpcIn(stack, id)]));
      apiIn(stack, { vpcs: order.map((id) => vpcs.get(id)!) });
      return Object.keys(Template.fromStack(stack).findResources(ENDPOINT)).sort();
    };
    expect(idsOf(['One', 'Two'])).toEqual(idsOf(['Two', 'One']));
    expect(idsOf(['One', 'Two'])).toEqual(expect.arrayContaining(idsOf(['One'])));
  });

  test('take options: no private DNS, own subnets, IPv6 from the VPC', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc', {
      natGateways: 0,
      ipProtocol: 'Dual_Stack' as never,
      subnetConfiguration: [{ name: 'inner', subnetType: SubnetType.PRIVATE_ISOLATED }],
    });
    apiIn(stack, {
      vpc: vpc as IVpc,
      endpointOptions: {
        privateDnsEnabled: false,
        subnets: { subnetGroupName: 'inner' },
        ipAddressType: VpcEndpointIpAddressType.DUALSTACK,
      },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(ENDPOINT, {
      PrivateDnsEnabled: false,
      IpAddressType: 'dualstack',
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.arrayWith([
        Match.objectLike({
          CidrIpv6: { 'Fn::Select': [0, stack.resolve(vpc.vpcIpv6CidrBlocks)] },
          FromPort: 443,
        }),
      ]),
    });
  });

  test('without private DNS may be two in a VPC', () => {
    const stack = newStack();
    const vpc = vpcIn(stack);
    apiIn(stack, { vpc }, 'First');
    apiIn(stack, { vpc, endpointOptions: { privateDnsEnabled: false } }, 'Second');
    Template.fromStack(stack).resourceCountIs(ENDPOINT, 2);
  });

  test('are shared by several APIs', () => {
    const stack = newStack();
    const { vpcEndpoints } = apiIn(stack, { vpc: vpcIn(stack) }, 'First');
    apiIn(stack, { vpcEndpoints }, 'Second');
    Template.fromStack(stack).resourceCountIs(ENDPOINT, 1);
  });

  test('are not needed where the access says who may call', () => {
    const stack = newStack();
    const api = apiIn(stack, { access: PrivateAccess.vpcIds('vpc-1a2b3c4d') });
    Template.fromStack(stack).hasResourceProperties(REST_API, {
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: Match.absent() },
    });
    expect(api.vpcEndpoints).toEqual([]);
  });

  test('may be said to be PRIVATE once more', () => {
    const stack = newStack();
    apiIn(stack, { vpc: vpcIn(stack), endpointTypes: [EndpointType.PRIVATE] });
    Template.fromStack(stack).hasResourceProperties(REST_API, {
      EndpointConfiguration: { Types: ['PRIVATE'] },
    });
  });
});

describe('the address of a private API', () => {
  test('goes through its first endpoint, with and without private DNS', () => {
    const stack = newStack();
    const api = apiIn(stack, { vpcEndpoints: [endpointIn(stack), endpointIn(stack, 'vpce-5e6f')] });
    const id = stack.resolve(api.restApiId);
    const stage = stack.resolve(api.deploymentStage.stageName);
    const expected = (endpoint: string, path: string) => ({
      'Fn::Join': [
        '',
        [
          'https://',
          id,
          `-${endpoint}.execute-api.eu-west-1.`,
          { Ref: 'AWS::URLSuffix' },
          '/',
          stage,
          path,
        ],
      ],
    });
    expect(stack.resolve(api.url)).toEqual(expected('vpce-1a2b3c4d', '/'));
    expect(stack.resolve(api.urlForPath('/pets'))).toEqual(expected('vpce-1a2b3c4d', '/pets'));
    const other = api.vpcEndpoints[1]!;
    expect(stack.resolve(api.urlForVpcEndpoint(other))).toEqual(expected('vpce-5e6f', '/'));
    expect(outputOf(stack)).toEqual(JSON.stringify(expected('vpce-1a2b3c4d', '/')));
  });

  test('is the default one without endpoints', () => {
    const stack = newStack();
    apiIn(stack, { access: PrivateAccess.vpcIds('vpc-1a2b3c4d') });
    expect(outputOf(stack)).toContain('.execute-api.eu-west-1.');
    expect(outputOf(stack)).not.toContain('vpce');
  });

  test('follows a stage that is set later', () => {
    const stack = newStack();
    const api = apiIn(stack, { vpcEndpoints: [endpointIn(stack)], deploy: false });
    const deployment = new Deployment(stack, 'Deployment', { api: api as never });
    api.deploymentStage = new Stage(stack, 'Live', { deployment, stageName: 'live' });
    expect(JSON.stringify(stack.resolve(api.url))).toContain('-vpce-1a2b3c4d.execute-api.');
  });

  test('fails without a stage', () => {
    const stack = newStack();
    const api = apiIn(stack, { vpcEndpoints: [endpointIn(stack)], deploy: false });
    expect(() => api.url).toThrow('deploymentStage');
  });

  test('fails for a path that does not start with a slash', () => {
    const stack = newStack();
    const api = apiIn(stack, { vpcEndpoints: [endpointIn(stack)] });
    expect(() => api.urlForPath('pets')).toThrow('Path must begin with "/"');
  });

  test('is exported under the name that is asked', () => {
    const stack = newStack();
    apiIn(stack, { vpcEndpoints: [endpointIn(stack)], endpointExportName: 'Orders' });
    Template.fromStack(stack).hasOutput('*', { Export: { Name: 'Orders' } });
  });
});
