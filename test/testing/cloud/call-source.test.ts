import { Stack } from 'aws-cdk-lib';
import { EndpointType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  type IVpc,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LocalCloud, testApp } from '../../../lib/testing';
import { mock, OK } from './_mock';

let cloud: LocalCloud;
afterEach(() => cloud.destroy());

const everybody = new PolicyStatement({
  actions: ['execute-api:Invoke'],
  principals: [new AnyPrincipal()],
  resources: ['execute-api:/*'],
});

/** A private API that lets everybody in, and VPCs of which one has endpoints. */
function privateStack() {
  const stack = new Stack(testApp(), 'Private');
  const vpc = new Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 });
  const other = new Vpc(stack, 'Other', { maxAzs: 1, natGateways: 0 });
  const endpoint = (id: string, service: InterfaceVpcEndpointAwsService) =>
    new InterfaceVpcEndpoint(stack, id, {
      vpc,
      service,
      subnets: { subnets: vpc.isolatedSubnets },
    });
  endpoint('Logs', InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS);
  const entrance = endpoint('Entrance', InterfaceVpcEndpointAwsService.APIGATEWAY);
  const api = new RestApi(stack, 'Api', {
    cloudWatchRole: false,
    endpointTypes: [EndpointType.PRIVATE],
    policy: new PolicyDocument({ statements: [everybody] }),
  });
  const text = '{"vpce": "$context.identity.vpceId", "vpc": "$context.identity.vpcId"}';
  api.root.addMethod('GET', mock(text), OK);
  return { stack, vpc, other, entrance };
}

test('a call from a VPC goes through its endpoint for API Gateway', async () => {
  const { stack, vpc, entrance } = privateStack();
  cloud = await LocalCloud.deploy(stack);
  const through = async (from: Parameters<LocalCloud['from']>[0]) => {
    const res = await cloud.from(from).stage('prod').fetch('/');
    return [res.status, await res.json()];
  };
  const byEndpoint = await through({ vpce: entrance });
  expect(byEndpoint).toEqual([
    200,
    { vpce: expect.stringMatching(/^vpce-/), vpc: expect.stringMatching(/^vpc-/) },
  ]);
  expect(await through({ vpc })).toEqual(byEndpoint);
});

test.each<[string, (other: IVpc) => Parameters<LocalCloud['from']>[0]]>([
  ['a VPC without one', (other) => ({ vpc: other })],
  ['a VPC that is not known', () => ({ vpc: 'vpc-0123456789abcdef0' })],
  ['nowhere', () => ({})],
])('a private API cannot be reached from %s', async (_what, from) => {
  const { stack, other } = privateStack();
  cloud = await LocalCloud.deploy(stack);
  const res = await cloud.from(from(other)).stage('prod').fetch('/');
  expect(res.status).toBe(403);
  expect(await res.json()).toEqual({ message: 'Forbidden' });
});
