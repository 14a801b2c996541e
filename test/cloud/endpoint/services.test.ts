import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ServiceError } from '../../../lib/cloud';
import { petsApi } from '../_templates';
import { act, closeClouds, cloudOf, REGION, send } from './_cloud';

afterEach(closeClouds);

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('a client of the AWS SDK', () => {
  test('gets items from functions by action, and errors of its own classes', async () => {
    const items = new Map<string, object>();
    const cloud = await cloudOf(petsApi(), {
      services: {
        dynamodb: {
          PutItem: ({ Item }) => {
            const id = JSON.stringify(Item['id']);
            if (items.has(id)) throw new ServiceError('ConditionalCheckFailedException', 'no');
            items.set(id, Item);
            return {};
          },
          GetItem: ({ Key }) => ({ Item: items.get(JSON.stringify(Key['id'])) as never }),
        },
      },
    });
    const endpoint = await cloud.endpoint.open();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials });
    const document = DynamoDBDocumentClient.from(client);
    const Item = { id: '42', quantity: 2, tags: new Set(['a']) };
    const put = new PutCommand({ TableName: 't', Item });
    await document.send(put);
    const { Item: found } = await document.send(
      new GetCommand({ TableName: 't', Key: { id: '42' } }),
    );
    expect(found).toEqual(Item);
    await expect(document.send(put)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'no',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect(cloud.services.calls().map(({ region }) => region)).toEqual(Array(3).fill('eu-west-1'));
  });

  test.each([
    ['no service', {}, 'nothing stands for the service dynamodb, which is called for PutItem'],
    ['no action', { dynamodb: { Scan: () => ({}) } }, undefined],
    [
      'a responder that fails',
      {
        dynamodb: {
          PutItem: () => {
            throw new TypeError('oops');
          },
        },
      },
      'what stands for the service dynamodb failed: TypeError: oops',
    ],
    [
      'a server that cannot be reached',
      { dynamodb: 'http://127.0.0.1:9' },
      'what stands for the service dynamodb cannot be reached: connect ECONNREFUSED 127.0.0.1:9',
    ],
  ])('is told once, for %s', async (_what, services, message) => {
    const cloud = await cloudOf(petsApi(), { services });
    const endpoint = await cloud.endpoint.open();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ endpoint, region: REGION, credentials });
    const put = client.send(new PutItemCommand({ TableName: 't', Item: { id: { S: '1' } } }));
    if (message === undefined) await expect(put).resolves.toMatchObject({});
    else {
      await expect(put).rejects.toMatchObject({
        name: 'ServiceStub',
        message: expect.stringContaining(message),
        $metadata: { httpStatusCode: 400, attempts: 1 },
      });
    }
    expect(cloud.services.calls('dynamodb')).toHaveLength(1);
  });
});

describe('an error has the format of the service', () => {
  test.each([
    [
      'JSON',
      'kms',
      { 'X-Amz-Target': 'TrentService.Sign', 'Content-Type': 'application/x-amz-json-1.1' },
      '{}',
      /^\{"__type":"ServiceStub","message":"nothing stands for the service kms, which is called for Sign/,
    ],
    [
      'query',
      'iam',
      FORM,
      'Action=GetRole&Version=2010-05-08',
      /^<\?xml version="1.0"\?><ErrorResponse .*<Error><Type>Sender<\/Type><Code>ServiceStub<\/Code><Message>nothing stands for the service iam, which is called for GetRole/,
    ],
    [
      'REST with JSON',
      'scheduler',
      {},
      '{}',
      /^\{"message":"nothing stands for the service scheduler/,
    ],
    [
      'REST with XML',
      'route53',
      {},
      '<a/>',
      /^<\?xml version="1.0"\?><ErrorResponse><Error><Type>Sender<\/Type><Code>ServiceStub/,
    ],
    [
      'CBOR',
      'monitoring',
      { 'smithy-protocol': 'rpc-v2-cbor' },
      '',
      /^z__typezServiceStubzmessagez\+?nothing stands for the service monitoring/,
    ],
  ])('%s', async (_format, service, headers, body, text) => {
    const cloud = await cloudOf(petsApi());
    const answer = await send(cloud, service, '/path', { headers, body });
    const readable = answer.text.replace(/[^ -~]/g, '');
    expect([answer.status, readable]).toEqual([400, expect.stringMatching(text)]);
  });

  test('of S3, for a stub that lacks the action', async () => {
    const cloud = await cloudOf(petsApi(), { services: { s3: {} } });
    const { status, text } = await send(cloud, 's3', '/b/k?x-id=GetObject', { method: 'GET' });
    expect([status, text]).toEqual([400, expect.stringContaining('<Code>ServiceStub</Code>')]);
  });

  test('functions by action answer for any service whose requests say it', async () => {
    const cloud = await cloudOf(petsApi(), {
      services: { kms: { Sign: ({ KeyId }, { region }) => ({ KeyId: `${region}/${KeyId}` }) } },
    });
    const region = 'eu-west-1';
    const { json } = await act(cloud, 'kms', 'TrentService.Sign', { KeyId: 'k' }, { region });
    expect(json).toEqual({ KeyId: 'eu-west-1/k' });
  });
});

describe('which service is meant', () => {
  test.each([
    ['no signature', {}],
    ['another signature', { Authorization: 'Bearer token' }],
  ])('fails for %s', async (_what, headers) => {
    const cloud = await cloudOf(petsApi());
    const response = await fetch(await cloud.endpoint.open(), { method: 'POST', headers });
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'MissingAuthenticationTokenException',
    ]);
  });

  test('is said by the query of a presigned URL', async () => {
    const Body = 'the object';
    const cloud = await cloudOf(petsApi(), { services: { s3: { GetObject: () => ({ Body }) } } });
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'AKIA/20260101/eu-west-1/s3/aws4_request',
      'X-Amz-Signature': '0',
    });
    const response = await fetch(`${await cloud.endpoint.open()}/b/k?${query}`);
    expect(await response.text()).toBe(Body);
    expect(cloud.services.calls()).toMatchObject([{ region: 'eu-west-1', action: 'GetObject' }]);
    expect(cloud.services.calls()[0]?.input).toEqual({ Bucket: 'b', Key: 'k' });
  });

  test('is said by a signature for several regions, in the region of the cloud', async () => {
    const cloud = await cloudOf(petsApi(), { services: { events: {} } });
    const Authorization =
      'AWS4-ECDSA-P256-SHA256 Credential=AKIA/20260101/events/aws4_request, SignedHeaders=host, Signature=0';
    await act(
      cloud,
      'events',
      'AWSEvents.PutEvents',
      { Entries: [] },
      { headers: { Authorization } },
    );
    expect(cloud.services.calls('events')).toMatchObject([{ region: REGION, action: 'PutEvents' }]);
  });

  test('is said by actions that need no signature', async () => {
    const cloud = await cloudOf(petsApi(), {
      services: { 'cognito-idp': { InitiateAuth: () => ({ Session: 's' }) } },
    });
    const response = await fetch(await cloud.endpoint.open(), {
      method: 'POST',
      headers: { 'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
      body: '{}',
    });
    expect(await response.json()).toEqual({ Session: 's' });
  });
});
