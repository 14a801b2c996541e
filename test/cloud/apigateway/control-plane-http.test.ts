import { answerControlPlane, controlPlaneError } from '../../../lib/cloud/apigateway';
import {
  createLoopbackServer,
  type LoopbackServer,
} from '../../../lib/cloud/endpoint/loopback-server';
import { petStore, START, testService } from './_service';

const servers: LoopbackServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function served() {
  const { service, stack } = testService();
  const key = { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Name: 'acme' } };
  const plan = {
    Type: 'AWS::ApiGateway::UsagePlan',
    Properties: { Quota: { Limit: 5, Period: 'DAY' } },
  };
  const planKey = {
    Type: 'AWS::ApiGateway::UsagePlanKey',
    Properties: { UsagePlanId: { Ref: 'Plan' }, KeyId: { Ref: 'Key' }, KeyType: 'API_KEY' },
  };
  await stack.deploy(petStore({ Key: key, Plan: plan, PlanKey: planKey }));
  const server = createLoopbackServer({
    answer: (request) => answerControlPlane(() => service, request),
    refuse: (_head, { status, code, message }) => controlPlaneError(status, code, message),
  });
  servers.push(server);
  const endpoint = await server.listen();
  const send = async (method: string, path: string, body?: object | string) => {
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const init = text === undefined ? { method } : { method, body: text };
    const response = await fetch(`${endpoint}${path}`, init);
    const answer = await response.text();
    return {
      status: response.status,
      error: response.headers.get('x-amzn-errortype'),
      json: answer === '' ? undefined : (JSON.parse(answer) as unknown),
    };
  };
  return { send, endpoint, service, stack, api: `/restapis/${stack.id('Api')}` };
}

describe('the control plane over HTTP', () => {
  test('reads a stage, with times in seconds', async () => {
    const { send, api, stack } = await served();
    expect(await send('GET', `${api}/stages/dev`)).toMatchObject({
      status: 200,
      json: {
        stageName: 'dev',
        deploymentId: stack.id('First'),
        createdDate: START / 1000,
      },
    });
  });

  test('patches a stage', async () => {
    const { send, api, service, stack } = await served();
    const patchOperations = [{ op: 'replace', path: '/variables/color', value: 'red' }];
    expect(await send('PATCH', `${api}/stages/dev`, { patchOperations })).toMatchObject({
      status: 200,
      json: { variables: { color: 'red' } },
    });
    expect(service.stage(stack.id('Api'), 'dev').settings.variables).toEqual({ color: 'red' });
  });

  test('creates and deletes', async () => {
    const { send, api } = await served();
    const created = await send('POST', `${api}/deployments`, { description: 'second' });
    expect(created).toMatchObject({ status: 201, json: { description: 'second' } });
    const { id } = created.json as { id: string };
    const stage = { stageName: 'prod', deploymentId: id };
    expect((await send('POST', `${api}/stages`, stage)).status).toBe(201);
    expect(await send('DELETE', `${api}/stages/prod`)).toEqual({
      status: 202,
      error: null,
      json: undefined,
    });
    expect((await send('DELETE', `${api}/deployments/${id}`)).status).toBe(202);
    expect((await send('DELETE', `${api}/stages/dev/cache/data`)).status).toBe(202);
    expect((await send('DELETE', `${api}/stages/dev/cache/authorizers`)).status).toBe(202);
  });

  test('calls a list item, as the wire format has it', async () => {
    const { send, api, stack } = await served();
    expect((await send('GET', '/restapis')).json).toMatchObject({ item: [{ name: 'pets' }] });
    expect((await send('GET', `${api}/stages`)).json).toMatchObject({
      item: [{ stageName: 'dev' }],
    });
    expect((await send('GET', '/apikeys?name=ac&includeValues=true')).json).toMatchObject({
      item: [{ id: stack.id('Key'), value: expect.any(String) }],
    });
    expect((await send('GET', '/apikeys?name=zz')).json).toEqual({ item: [] });
  });

  test('calls usage values, as the wire format has it', async () => {
    const { send, stack } = await served();
    const path = `/usageplans/${stack.id('Plan')}/usage?startDate=2026-01-01&endDate=2026-01-01`;
    expect((await send('GET', path)).json).toMatchObject({
      values: { [stack.id('Key')]: [[0, 5]] },
    });
  });

  test('embeds methods and tests them', async () => {
    const { send, api, stack } = await served();
    const root = stack.attribute('Api', 'RootResourceId') as string;
    const { json } = await send('GET', `${api}/resources?embed=methods`);
    expect(json).toMatchObject({ item: [{ resourceMethods: { GET: { httpMethod: 'GET' } } }] });
    expect(await send('POST', `${api}/resources/${root}/methods/GET`, {})).toMatchObject({
      status: 200,
      json: { status: 200, body: 'one' },
    });
  });

  test.each([
    ['GET', '/restapis/nosuch', undefined, 404, 'NotFoundException', /nosuch/],
    ['GET', '/nosuch', undefined, 404, 'NotFoundException', /no operation of the control plane/],
    [
      'DELETE',
      '/restapis',
      undefined,
      404,
      'NotFoundException',
      /no operation of the control plane/,
    ],
    ['GET', '/restapis/%zz', undefined, 400, 'BadRequestException', /percent-encoded/],
    ['POST', '/restapis/a/stages', '{"a"', 400, 'BadRequestException', /must be a JSON object/],
    ['POST', '/restapis/a/stages', '[]', 400, 'BadRequestException', /must be a JSON object/],
    [
      'GET',
      '/restapis/a/stages/b/exports/oas30',
      undefined,
      404,
      'NotFoundException',
      /Invalid API identifier/,
    ],
  ])('fails for %s %s %s', async (method, path, body, status, error, message) => {
    const { send } = await served();
    expect(await send(method, path, body)).toEqual({
      status,
      error,
      json: { message: expect.stringMatching(message) },
    });
  });

  test('does not let a body say what the path says', async () => {
    const { send, api } = await served();
    const patchOperations = [{ op: 'replace', path: '/description', value: 'x' }];
    const body = { patchOperations, stageName: 'nosuch', restApiId: 'nosuch' };
    expect((await send('PATCH', `${api}/stages/dev`, body)).status).toBe(200);
  });
});

test('an export is the document itself, in the format that is accepted', async () => {
  const { endpoint, api } = await served();
  const url = `${endpoint}${api}/stages/dev/exports/oas30?extensions=integrations`;
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="oas30_.*json"$/,
  );
  expect(await response.json()).toMatchObject({
    openapi: '3.0.1',
    paths: expect.objectContaining({}),
  });
  const yaml = await fetch(url, { headers: { accept: 'application/yaml' } });
  expect(await yaml.text()).toMatch(/^openapi: /m);
});
