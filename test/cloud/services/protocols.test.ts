import { call, closeStubs, FORM, sendMessage, shown, stubs } from './_calls';

afterEach(closeStubs);

describe('the other services', () => {
  test.each([
    [
      'Amazon SNS',
      'sns',
      {
        headers: FORM,
        body: 'Action=Publish&TopicArn=arn:t&Message=hi&MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=String',
      },
      {
        action: 'Publish',
        input: {
          TopicArn: 'arn:t',
          Message: 'hi',
          MessageAttributes: { a: { DataType: 'String' } },
        },
      },
      {
        PublishResponse: {
          PublishResult: { MessageId: 'id-2' },
          ResponseMetadata: { RequestId: 'id-1' },
        },
      },
    ],
    [
      'Amazon SNS by query string',
      'sns',
      { path: '/?TopicArn=arn:t.fifo&Message=hi', action: 'Publish' },
      { action: 'Publish', input: { TopicArn: 'arn:t.fifo', Message: 'hi' } },
      {
        PublishResponse: {
          PublishResult: { MessageId: 'id-2', SequenceNumber: '00000000000000000001' },
          ResponseMetadata: { RequestId: 'id-1' },
        },
      },
    ],
    [
      'Amazon EventBridge',
      'events',
      {
        headers: { 'X-Amz-Target': 'AWSEvents.PutEvents' },
        body: '{"Entries":[{"Source":"a"},{"Source":"b"}]}',
      },
      { action: 'PutEvents', input: { Entries: [{ Source: 'a' }, { Source: 'b' }] } },
      { FailedEntryCount: 0, Entries: [{ EventId: 'id-2' }, { EventId: 'id-3' }] },
    ],
    [
      'Amazon Kinesis, PutRecord',
      'kinesis',
      { action: 'PutRecord', body: '{"StreamName":"s","Data":"YQ==","PartitionKey":"p"}' },
      { action: 'PutRecord', input: { StreamName: 's', Data: 'YQ==', PartitionKey: 'p' } },
      { ShardId: 'shardId-000000000000', SequenceNumber: '00000000000000000001' },
    ],
    [
      'Amazon Kinesis, PutRecords',
      'kinesis',
      { action: 'PutRecords', body: '{"Records":[{},{}]}' },
      { action: 'PutRecords', input: { Records: [{}, {}] } },
      {
        FailedRecordCount: 0,
        Records: [
          { ShardId: 'shardId-000000000000', SequenceNumber: '00000000000000000001' },
          { ShardId: 'shardId-000000000000', SequenceNumber: '00000000000000000002' },
        ],
      },
    ],
    [
      'Amazon DynamoDB',
      'dynamodb',
      { action: 'PutItem', body: '{"TableName":"t","Item":{"id":{"S":"1"}}}' },
      { action: 'PutItem', input: { TableName: 't', Item: { id: { S: '1' } } } },
      {},
    ],
    [
      'AWS Step Functions',
      'states',
      {
        action: 'StartExecution',
        body: '{"stateMachineArn":"arn:aws:states:eu-west-1:123456789012:stateMachine:M","input":"{}"}',
      },
      {
        action: 'StartExecution',
        input: {
          stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:M',
          input: '{}',
        },
      },
      {
        executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:M:id-2',
        startDate: 1_700_000_000,
      },
    ],
  ])('%s takes what it is given', async (_name, service, options, recorded, json) => {
    const made = stubs({ [service]: {} });
    expect(shown(await made.call(call(service, options)))).toMatchObject({ status: 200, json });
    expect(made.calls(service)).toMatchObject([recorded]);
  });

  test('AWS Systems Manager answers a query by the action of the URI', async () => {
    const made = stubs({
      ssm: { GetParameter: ({ Name }) => ({ Parameter: { Name, Value: '1' } }) },
    });
    const request = call('ssm', { action: 'GetParameter', path: '/?Name=p&WithDecryption=true' });
    expect(shown(await made.call(request))).toMatchObject({
      json: {
        GetParameterResponse: { GetParameterResult: { Parameter: { Name: 'p', Value: '1' } } },
      },
    });
    expect(made.calls()[0]?.input).toEqual({ Name: 'p', WithDecryption: true });
  });

  test('an action without parameters has an empty body', async () => {
    const made = stubs({ states: { DeleteStateMachine: () => ({}) } });
    const answer = await made.call(call('states', { action: 'DeleteStateMachine' }));
    expect(shown(answer)).toEqual({ status: 200, type: 'application/x-amz-json-1.0', json: {} });
  });

  test.each([['[1]'], ['{"a":'], ['null and void']])('fails the body %s', async (body) => {
    const headers = { 'X-Amz-Target': 'DynamoDB_20120810.PutItem' };
    const answer = await stubs({ dynamodb: {} }).call(call('dynamodb', { headers, body }));
    expect(shown(answer)).toMatchObject({
      status: 400,
      json: { __type: 'SerializationException', message: 'the request body is no JSON object' },
    });
  });

  test('fails a request that names no action', async () => {
    const answer = await stubs({ kinesis: {} }).call(call('kinesis', { body: '{}' }));
    expect(shown(answer)).toMatchObject({
      status: 400,
      json: { __type: 'UnknownOperationException' },
    });
  });

  test('a parameter named like a member of objects is a parameter', async () => {
    const made = stubs({ sqs: {} });
    await made.call(sendMessage('Action=SendMessage&MessageBody=a&__proto__.x=1&constructor=2'));
    expect(made.calls()[0]?.input).toMatchObject({ MessageBody: 'a', constructor: '2' });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
