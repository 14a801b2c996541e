import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cloud, type CloudOptions } from '../../lib/cloud';
import type { BackendRequest } from '../../lib/gateway';
import type { CfnResource } from '../../lib/model';
import { petsApi, source } from './_templates';

const BALANCER = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/pets/1';
const V1_LINK = {
  Type: 'AWS::ApiGateway::VpcLink',
  Properties: { Name: 'inside', TargetArns: [BALANCER] },
};
const V2_LINK = {
  Type: 'AWS::ApiGatewayV2::VpcLink',
  Properties: { Name: 'inside', SubnetIds: ['subnet-1'] },
};

let cloud: Cloud;
let server: Server | undefined;
afterEach(async () => {
  await cloud.close();
  server?.close();
  server = undefined;
});

function resources(link: CfnResource, more: object = {}): Record<string, CfnResource> {
  const { Get, Stage, ...api } = petsApi();
  const Integration = {
    Type: 'HTTP_PROXY',
    IntegrationHttpMethod: 'GET',
    Uri: 'http://pets.internal/all?limit=2',
    ConnectionType: 'VPC_LINK',
    ConnectionId: { Ref: 'Link' },
    ...more,
  };
  return {
    ...api,
    Link: { ...link, Metadata: { 'aws:cdk:path': 'Shop/PetsLink/Resource' } },
    Get: { ...Get!, Properties: { ...Get!.Properties, Integration } },
    Stage: { ...Stage!, Properties: { ...Stage!.Properties, Variables: { link: 'inside' } } },
  };
}

async function call(template: Record<string, CfnResource>, options: CloudOptions) {
  cloud = new Cloud(options);
  await cloud.deploy({ sources: [source(template)] });
  const [found] = cloud.stages();
  return cloud.localStage(found!).fetch('/pets');
}

test.each([
  ['name', 'inside'],
  ['logical id', 'Link'],
  ['construct path', 'Shop/PetsLink'],
  ['construct id', 'PetsLink'],
])('a function stands behind a link, named by its %s', async (_what, name) => {
  const seen: BackendRequest[] = [];
  const vpcLinks = {
    [name]: (request: BackendRequest) => {
      seen.push(request);
      return { json: ['cat'] };
    },
  };
  const res = await call(resources(V1_LINK), { vpcLinks });
  expect([res.status, await res.json()]).toEqual([200, ['cat']]);
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET http://pets.internal/all?limit=2',
  ]);
});

test('a local server stands behind a link, and gets the host of the integration', async () => {
  const opened = createServer((request, response) => {
    response.end(`${request.headers.host} ${request.url}`);
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  const { port } = opened.address() as AddressInfo;
  const res = await call(resources(V1_LINK), {
    vpcLinks: { inside: `http://127.0.0.1:${port}` },
  });
  expect(await res.text()).toBe('pets.internal /all?limit=2');
});

test('the id of a link may be a stage variable', async () => {
  const template = resources(V1_LINK, { ConnectionId: '${stageVariables.link}' });
  const res = await call(template, { vpcLinks: { inside: () => ({ status: 202 }) } });
  expect(res.status).toBe(202);
});

test('a request without anything behind its link goes to the address of the integration', async () => {
  const http = { 'http://pets.internal': () => ({ status: 203 }) };
  const res = await call(resources(V1_LINK), { http });
  expect(res.status).toBe(203);
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html
test('a link of the second generation adds the stage to the path', async () => {
  const seen: string[] = [];
  const vpcLinks = {
    inside: ({ url }: BackendRequest) => {
      seen.push(url);
      return { status: 200 };
    },
  };
  const res = await call(resources(V2_LINK, { IntegrationTarget: BALANCER }), { vpcLinks });
  expect(res.status).toBe(200);
  expect(seen).toEqual(['http://pets.internal/prod/all?limit=2']);
});
