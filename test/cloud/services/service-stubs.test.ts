import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceError } from '../../../lib/cloud/services';
import { call, closeStubs, sendMessage, shown, stubs } from './_calls';

let server: Server | undefined;

afterEach(() => {
  closeStubs();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

describe('responders', () => {
  test('what one returns is laid over the usual answer', async () => {
    const made = stubs({ sqs: { SendMessage: () => ({ MessageId: 'mine' }) } });
    const { json } = shown(await made.call(sendMessage('Action=SendMessage&MessageBody=a')));
    expect(json).toMatchObject({
      SendMessageResponse: {
        SendMessageResult: { MessageId: 'mine', MD5OfMessageBody: expect.stringMatching(/^0cc/) },
      },
    });
  });

  test('one may answer later', async () => {
    const made = stubs({ dynamodb: { GetItem: async ({ Key }) => ({ Item: Key }) } });
    const body = '{"TableName":"t","Key":{"id":{"S":"1"}}}';
    const answer = made.call(call('dynamodb', { action: 'GetItem', body }));
    expect(shown(await answer)).toMatchObject({ json: { Item: { id: { S: '1' } } } });
  });

  test.each([
    [
      'at once',
      () => {
        throw new ServiceError('ConditionalCheckFailedException', 'no');
      },
    ],
    [
      'later',
      async () => {
        throw new ServiceError('ConditionalCheckFailedException', 'no');
      },
    ],
  ])('fails as the service does, %s', async (_when, PutItem) => {
    const made = stubs({ dynamodb: { PutItem } });
    const body = '{"TableName":"t","Item":{}}';
    expect(shown(await made.call(call('dynamodb', { action: 'PutItem', body })))).toEqual({
      status: 400,
      type: 'application/x-amz-json-1.0',
      json: { __type: 'ConditionalCheckFailedException', message: 'no' },
    });
  });

  test('fails with an error of the AWS SDK', async () => {
    const GetItem = () => {
      const metadata = { $fault: 'client', $metadata: { httpStatusCode: 404 } };
      throw Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' }, metadata);
    };
    const made = stubs({ dynamodb: { GetItem } });
    const body = '{"TableName":"t","Key":{}}';
    expect(shown(await made.call(call('dynamodb', { action: 'GetItem', body })))).toMatchObject({
      status: 404,
      json: { __type: 'ResourceNotFoundException', message: 'gone' },
    });
  });

  test('one gets the action, its parameters and the region', async () => {
    const seen: unknown[] = [];
    const made = stubs({ events: { PutEvents: (_input, decoded) => void seen.push(decoded) } });
    await made.call(call('events', { action: 'PutEvents', body: '{"Entries":[]}' }));
    expect(seen).toEqual([{ action: 'PutEvents', input: { Entries: [] }, region: 'eu-west-1' }]);
  });

  test('fails a service error of 500 as the receiver’s, in XML', async () => {
    const SendMessage = () => {
      throw new ServiceError('InternalError', 'a < b', 500);
    };
    const form = 'Action=SendMessage&MessageBody=a';
    const answer = await stubs({ sqs: { SendMessage } }).call(sendMessage(form, { Accept: '*/*' }));
    expect(shown(answer)).toMatchObject({
      status: 500,
      text: expect.stringContaining(
        '<Error><Type>Receiver</Type><Code>InternalError</Code><Message>a &lt; b</Message></Error>',
      ),
    });
  });

  test('fails with the test’s own error', () => {
    const made = stubs({
      s3: {
        GetObject: () => {
          throw new Error('oops');
        },
      },
    });
    expect(() => made.call(call('s3', { method: 'GET', path: '/b/k' }))).toThrow('oops');
  });

  test('fails one that takes too long', async () => {
    const GetItem = () => new Promise<undefined>(() => undefined);
    const body = '{"TableName":"t","Key":{}}';
    const request = call('dynamodb', { action: 'GetItem', body, timeoutMs: 20 });
    expect(await stubs({ dynamodb: { GetItem } }).call(request)).toEqual({ kind: 'timeout' });
  });
});

describe('what stands for a service', () => {
  test('a function gets the raw requests of any service', async () => {
    const made = stubs({
      textract: ({ method, url }) => ({ status: 202, body: `${method} ${url}` }),
    });
    const answer = await made.call(call('textract', { path: '/x' }));
    expect(shown(answer)).toMatchObject({
      status: 202,
      text: 'POST https://textract.eu-west-1.amazonaws.com/x',
    });
    expect(made.calls('textract')).toHaveLength(1);
  });

  test('a server on this machine gets the request with its own host', async () => {
    const seen: unknown[] = [];
    const listening = createServer((request, response) => {
      seen.push([request.method, request.url, request.headers.host, request.headers['x-a']]);
      response.end('{}');
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    const made = stubs({ dynamodb: `http://127.0.0.1:${port}/` });
    const headers = { Host: 'dynamodb.eu-west-1.amazonaws.com', 'X-A': '1' };
    const answer = await made.call(
      call('dynamodb', { path: '/?a=b', headers, action: 'Scan', body: '{}' }),
    );
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(seen).toEqual([['POST', '/?a=b', `127.0.0.1:${port}`, '1']]);
    expect(made.calls('dynamodb')).toMatchObject([{ action: 'Scan' }]);
  });

  test('fails a service that nothing stands for, and says what to give', () => {
    const made = stubs({ sqs: {} });
    expect(() => made.call(call('kinesis', { action: 'PutRecord' }))).toThrow(
      'ServiceStub: nothing stands for the service kinesis, which is called for PutRecord; give `services: { kinesis: … }`',
    );
    expect(made.calls()).toHaveLength(1);
  });

  test('fails an action that nothing answers, and says what to give', () => {
    const body = '{"TableName":"t","Key":{}}';
    expect(() =>
      stubs({ dynamodb: {} }).call(call('dynamodb', { action: 'GetItem', body })),
    ).toThrow(
      'ServiceStub: nothing answers GetItem of the service dynamodb; give `services: { dynamodb: { GetItem: (input) => ({ … }) } }`',
    );
  });

  test.each(['constructor', 'toString', '__proto__'])(
    'fails the action %s, which is none',
    (action) => {
      const headers = { 'X-Amz-Target': `DynamoDB_20120810.${action}` };
      const made = stubs({ dynamodb: {} });
      expect(() => made.call(call('dynamodb', { headers, body: '{}' }))).toThrow(
        `nothing answers ${action} of the service dynamodb`,
      );
    },
  );

  test('fails functions by action for a service whose wire format is not known', () => {
    const made = stubs({ textract: { AnalyzeDocument: () => ({}) } });
    expect(() => made.call(call('textract', { action: 'AnalyzeDocument' }))).toThrow(
      'functions by action are for dynamodb, events, kinesis, s3, secretsmanager, sns, sqs, ssm, states, sts, and for requests that say their action in X-Amz-Target or in a form, got: textract',
    );
  });

  test('fails an endpoint that is no URL', () => {
    expect(() => stubs({ sqs: 'localhost:4566' })).toThrow('an origin must be http://HOST');
  });

  test.each([
    [1, ['c']],
    [2, ['b', 'c']],
    [3, ['a', 'b', 'c']],
  ])('the last %i calls are kept', async (keptCalls, kept) => {
    const made = stubs({ sqs: {} }, { keptCalls });
    for (const body of 'abc')
      await made.call(sendMessage(`Action=SendMessage&MessageBody=${body}`));
    expect(made.calls().map(({ input }) => input?.['MessageBody'])).toEqual(kept);
    made.clearCalls();
    expect(made.calls()).toEqual([]);
  });
});
