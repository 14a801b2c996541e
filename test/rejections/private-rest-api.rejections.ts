import type { Stack } from 'aws-cdk-lib';
import { type CfnRestApi, EndpointType, IpAddressType } from 'aws-cdk-lib/aws-apigateway';
import {
  type IInterfaceVpcEndpoint,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  type IVpc,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PrivateRestApi, type PrivateRestApiProps } from '../../lib/private-rest-api';
import type { Rejection } from '../_helpers/rejections';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const PRIVATE_APIS = `${GUIDE}/apigateway-private-apis.html`;
const CREATE = `${GUIDE}/apigateway-private-api-create.html`;
const INVOKE = `${GUIDE}/apigateway-private-api-test-invoke-url.html`;
const EXAMPLES = `${GUIDE}/apigateway-resource-policies-examples.html`;
const QUOTAS = `${GUIDE}/api-gateway-execution-service-limits-table.html`;
const ENDPOINTS =
  'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html';

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

function policyOf(effect: Effect, conditions = {}): PolicyDocument {
  const principals = [new AnyPrincipal()];
  const body = { actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] };
  const statement = new PolicyStatement({ effect, principals, conditions, ...body });
  return new PolicyDocument({ statements: [statement] });
}

/** What `PrivateRestApi` refuses. */
export const privateRestApiRejections: Rejection[] = [
  {
    code: 'PrivateApiAccess',
    when: 'a private api has neither endpoints, nor VPCs, nor an access',
    see: PRIVATE_APIS,
    build: apiWith(() => ({})),
  },
  {
    code: 'PrivateApiEndpointType',
    when: 'a private api is given another endpoint type',
    see: PRIVATE_APIS,
    build: apiWith((stack) => ({ vpc: vpcIn(stack), endpointTypes: [EndpointType.REGIONAL] })),
  },
  {
    code: 'PrivateApiEndpointType',
    when: 'a private api is given a second endpoint type',
    see: PRIVATE_APIS,
    build: apiWith((stack) => ({
      vpc: vpcIn(stack),
      endpointConfiguration: { types: [EndpointType.PRIVATE, EndpointType.EDGE] },
    })),
  },
  {
    code: 'PrivateApiEndpointType',
    when: 'a private api is limited to IPv4',
    see: PRIVATE_APIS,
    build: apiWith((stack) => ({
      vpc: vpcIn(stack),
      endpointConfiguration: { types: [EndpointType.PRIVATE], ipAddressType: IpAddressType.IPV4 },
    })),
  },
  {
    code: 'PrivateApiEndpointType',
    when: 'the endpoints of a private api stand in its endpointConfiguration',
    see: CREATE,
    build: apiWith((stack) => ({
      vpc: vpcIn(stack),
      endpointConfiguration: { types: [EndpointType.PRIVATE], vpcEndpoints: [endpointIn(stack)] },
    })),
  },
  {
    code: 'PrivateApiVpc',
    when: 'a private api has both vpc and vpcs',
    see: CREATE,
    build: apiWith((stack) => ({ vpc: vpcIn(stack), vpcs: [vpcIn(stack, 'Other')] })),
  },
  {
    code: 'PrivateApiVpc',
    when: 'a VPC is named twice',
    see: ENDPOINTS,
    build: apiWith((stack) => {
      const vpc = vpcIn(stack);
      return { vpcs: [vpc, vpc] };
    }),
  },
  {
    code: 'PrivateApiVpc',
    when: 'endpoint options come without a VPC',
    see: CREATE,
    build: apiWith((stack) => ({
      vpcEndpoints: [endpointIn(stack)],
      endpointOptions: { privateDnsEnabled: false },
    })),
  },
  {
    code: 'PrivateEndpointDuplicate',
    when: 'a VPC gets a second execute-api endpoint with private DNS',
    see: ENDPOINTS,
    build: (stack) => {
      const vpc = vpcIn(stack);
      vpc.addInterfaceEndpoint('Gateway', { service: InterfaceVpcEndpointAwsService.APIGATEWAY });
      new PrivateRestApi(stack, 'Api', { vpc }).root.addMethod('GET');
    },
  },
  {
    code: 'PrivateEndpointService',
    when: 'an endpoint leads to another service',
    see: CREATE,
    build: apiWith((stack) => {
      const service = InterfaceVpcEndpointAwsService.SQS;
      return { vpcEndpoints: [vpcIn(stack).addInterfaceEndpoint('Queues', { service })] };
    }),
  },
  {
    code: 'PrivateApiEndpoint',
    when: 'the address through an endpoint is asked that the api is not associated with',
    see: INVOKE,
    build: (stack) => {
      const api = new PrivateRestApi(stack, 'Api', { vpcEndpoints: [endpointIn(stack)] });
      api.urlForVpcEndpoint(endpointIn(stack, 'vpce-5e6f7a8b'));
    },
  },
  {
    code: 'PrivateApiUrl',
    when: 'the default address of a private api is off and it has no domain',
    see: INVOKE,
    build: apiWith((stack) => ({ vpc: vpcIn(stack), disableExecuteApiEndpoint: true })),
  },
  {
    code: 'PrivateApiPolicy',
    when: 'the policy of a private api is removed through its L1',
    see: PRIVATE_APIS,
    build: (stack) => {
      const api = new PrivateRestApi(stack, 'Api', { vpcEndpoints: [endpointIn(stack)] });
      api.root.addMethod('GET');
      (api.node.defaultChild as CfnRestApi).addPropertyDeletionOverride('Policy');
    },
  },
  {
    code: 'PrivateApiPolicy',
    when: 'a policy written by hand says nothing',
    see: PRIVATE_APIS,
    build: apiWith(() => ({ policy: new PolicyDocument() })),
  },
  {
    code: 'PrivateApiOpen',
    when: 'a policy written by hand lets everybody in',
    see: EXAMPLES,
    build: apiWith(() => ({ policy: policyOf(Effect.ALLOW) })),
  },
  {
    code: 'PrivateApiOpen',
    when: 'a policy written by hand lets every endpoint in',
    see: EXAMPLES,
    build: apiWith(() => ({
      policy: policyOf(Effect.ALLOW, { StringLike: { 'aws:SourceVpce': 'vpce-*' } }),
    })),
  },
  {
    code: 'PrivateApiOpen',
    when: 'the policy of a private api is opened through its L1',
    see: EXAMPLES,
    build: (stack) => {
      const api = new PrivateRestApi(stack, 'Api', { vpcEndpoints: [endpointIn(stack)] });
      api.root.addMethod('GET');
      const resource = api.node.defaultChild as CfnRestApi;
      resource.addPropertyOverride('Policy', policyOf(Effect.ALLOW).toJSON());
    },
  },
  {
    code: 'ResourcePolicySize',
    when: 'the resource policy is longer than the quota',
    see: QUOTAS,
    build: apiWith((stack) => ({
      vpcEndpoints: [endpointIn(stack)],
      policy: policyOf(Effect.DENY, { StringEquals: { 'aws:UserAgent': 'x'.repeat(8192) } }),
    })),
  },
];
