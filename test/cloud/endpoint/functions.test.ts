import { Cloud, type CloudOptions } from '../../../lib/cloud';
import { petsApi, source } from '../_templates';
import { act, closeClouds, cloudOf, fn, run } from './_cloud';

afterEach(closeClouds);

const READS = `
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient({});
exports.handler = async ({ id }) => {
  const Key = { id: { S: id } };
  try {
    const { Item } = await client.send(new GetItemCommand({ TableName: 'orders', Key }));
    return Item ?? null;
  } catch ({ name, message, $metadata }) {
    return { name, message, attempts: $metadata.attempts };
  }
};`;

const ESM = READS.replace(/const (\{ D.*\}) = require\((.*)\);/, 'import $1 from $2;').replace(
  'exports.handler =',
  'export const handler =',
);

const GetItem = ({ Key }: { readonly Key: unknown }) => ({ Item: Key as never });
const reader = { Reader: fn(READS, { FunctionName: 'reader' }) };

describe.each(['in-process', 'worker'] as const)('code that runs %s', (lambdaMode) => {
  const deployed = (services: CloudOptions['services'], code = READS) =>
    cloudOf({ Reader: fn(code, { FunctionName: 'reader' }) }, { lambdaMode, services });

  test('calls what stands for a service by the AWS SDK', async () => {
    const cloud = await deployed({ dynamodb: { GetItem } });
    expect(await run(cloud, 'reader', { id: '42' })).toEqual({ id: { S: '42' } });
    expect(cloud.services.calls('dynamodb')).toMatchObject([
      {
        action: 'GetItem',
        region: 'us-east-1',
        credentials: 'arn:aws:sts::123456789012:assumed-role/FnRole/reader',
        input: { TableName: 'orders', Key: { id: { S: '42' } } },
        request: { method: 'POST', url: 'https://dynamodb.us-east-1.amazonaws.com/' },
      },
    ]);
  });

  test('does so from an ES module', async () => {
    const cloud = await deployed({ dynamodb: { GetItem } }, ESM);
    expect(await run(cloud, 'reader', { id: '42' })).toEqual({ id: { S: '42' } });
  });

  test('gets an error at once where nothing answers, which says what to give', async () => {
    const cloud = await deployed({ dynamodb: {} });
    expect(await run(cloud, 'reader', { id: '42' })).toEqual({
      name: 'ServiceStub',
      message:
        'nothing answers GetItem of the service dynamodb; give `services: { dynamodb: { GetItem: (input) => ({ … }) } }`',
      attempts: 1,
    });
    expect(cloud.services.calls('dynamodb')).toHaveLength(1);
  });

  test('keeps many calls at a time apart', async () => {
    const cloud = await deployed({
      dynamodb: {
        GetItem: async ({ Key }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return { Item: Key };
        },
      },
    });
    const ids = Array.from({ length: 40 }, (_, index) => String(index));
    const items = await Promise.all(ids.map((id) => run(cloud, 'reader', { id })));
    expect(items).toEqual(ids.map((id) => ({ id: { S: id } })));
  });

  test('calls other functions', async () => {
    const caller = `
      const { request } = require('node:http');
      exports.handler = () => new Promise((resolve, reject) => {
        const headers = { Authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0' };
        const url = process.env.AWS_ENDPOINT_URL + '/2015-03-31/functions/callee/invocations';
        const sent = request(url, { method: 'POST', headers }, (response) => {
          let text = '';
          response.on('data', (part) => { text += part; });
          response.on('end', () => resolve([response.statusCode, JSON.parse(text)]));
        });
        sent.on('error', reject).end('{"sku":"kettle"}');
      });`;
    const Caller = fn(caller, { FunctionName: 'caller' });
    const Callee = fn('exports.handler = async ({ sku }) => `one ${sku}`', {
      FunctionName: 'callee',
    });
    const cloud = await cloudOf({ Caller, Callee }, { lambdaMode });
    expect(await run(cloud, 'caller')).toEqual([200, 'one kettle']);
  });
});

describe('the variables of functions', () => {
  const read = 'exports.handler = async () => process.env.AWS_ENDPOINT_URL ?? null';

  test('have the address, unless a function has one of its own', async () => {
    const Variables = { AWS_ENDPOINT_URL: 'http://localhost:4566' };
    const cloud = await cloudOf({
      Plain: fn(read, { FunctionName: 'plain' }),
      Own: fn(read, { FunctionName: 'own', Environment: { Variables } }),
    });
    expect(await run(cloud, 'plain')).toBe(await cloud.endpoint.open());
    expect(await run(cloud, 'own')).toBe('http://localhost:4566');
  });

  test('have none for a function that a test gives', async () => {
    const cloud = new Cloud();
    const functions = { Plain: () => process.env['AWS_ENDPOINT_URL'] ?? null };
    await cloud.deploy({ sources: [source({ Plain: fn('', { FunctionName: 'f' }) })], functions });
    expect(await run(cloud, 'f')).toBeNull();
    expect(cloud.endpoint.address).toBeUndefined();
    await cloud.close();
  });
});

describe('the endpoint', () => {
  test('is not opened for an app without deployed code', async () => {
    const cloud = await cloudOf({ ...petsApi(), Go: fn('', { Runtime: 'python3.13' }) });
    expect(cloud.endpoint.address).toBeUndefined();
  });

  test('is opened once, however many functions there are', async () => {
    const cloud = await cloudOf({ ...reader, Second: fn(READS), Third: fn(READS) });
    const { address } = cloud.endpoint;
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await Promise.all([cloud.endpoint.open(), cloud.endpoint.open()])).toEqual([
      address,
      address,
    ]);
  });

  test('refuses connections when the cloud is closed, and can be opened again', async () => {
    const cloud = await cloudOf(reader);
    const address = await cloud.endpoint.open();
    await cloud.close();
    await expect(fetch(address)).rejects.toThrow('fetch failed');
    expect(await act(cloud, 'sqs', 'AmazonSQS.ReceiveMessage', {})).toMatchObject({ status: 400 });
  });

  test('ends a call that is under way when the cloud is closed', async () => {
    const cloud = await cloudOf(reader, {
      services: { dynamodb: { GetItem: () => new Promise<undefined>(() => undefined) } },
    });
    const call = run(cloud, 'reader', { id: '1' });
    while (cloud.services.calls('dynamodb').length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await cloud.close();
    expect(await call).toMatchObject({ errorType: 'Runtime.ExitError' });
  });
});

test('a custom resource changes a stage by the control plane while it is deployed', async () => {
  const patch = `
    const https = require('https');
    const { request } = require('http');
    const scope = 'local/20260101/us-east-1/apigateway/aws4_request';
    const headers = { Authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=0' };
    const call = (method, path, body) => new Promise((resolve, reject) => {
      const sent = request(process.env.AWS_ENDPOINT_URL + path, { method, headers }, (response) => {
        let text = '';
        response.on('data', (part) => { text += part; });
        response.on('end', () => resolve(JSON.parse(text)));
      });
      sent.on('error', reject).end(body && JSON.stringify(body));
    });
    exports.handler = async (event) => {
      const { Api, Stage } = event.ResourceProperties;
      const path = '/restapis/' + Api + '/stages/' + Stage;
      const { deploymentId } = await call('GET', path);
      const patchOperations = [{ op: 'replace', path: '/variables/state', value: 'seen' }];
      const { variables } = await call('PATCH', path, { patchOperations });
      const Data = { DeploymentId: deploymentId, State: variables.state };
      const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'p', Data });
      const { hostname, pathname } = new URL(event.ResponseURL);
      await new Promise((resolve) => https
        .request({ hostname, path: pathname, method: 'PUT' }, resolve).end(body));
    };`;
  const properties = {
    ServiceToken: { 'Fn::GetAtt': ['Patch', 'Arn'] },
    Api: { Ref: 'Api' },
    Stage: { Ref: 'Stage' },
  };
  const cloud = await cloudOf({
    ...petsApi(),
    Patch: fn(patch),
    Patched: { Type: 'Custom::Patched', Properties: properties },
  });
  const deployment = cloud.engine.resource({ source: 'Shop', logicalId: 'Deployment' });
  expect(cloud.engine.resource({ source: 'Shop', logicalId: 'Patched' })?.attributes).toEqual({
    DeploymentId: deployment?.physicalId,
    State: 'seen',
  });
  expect(cloud.stages()[0]?.stage.settings.variables).toEqual({ state: 'seen' });
});
