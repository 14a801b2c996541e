import { call, closeStubs, QUEUE, sendMessage, shown, stubs } from './_calls';

afterEach(closeStubs);

describe('Amazon SQS', () => {
  test('a form is read as SendMessage, and answered with JSON where that is accepted', async () => {
    const made = stubs({ sqs: {} });
    const answer = await made.call(sendMessage('Action=SendMessage&MessageBody={"foo": "bar"}'));
    expect(shown(answer)).toEqual({
      status: 200,
      type: 'application/json',
      json: {
        SendMessageResponse: {
          // the digest of this body that Amazon SQS gave in a recording
          SendMessageResult: {
            MessageId: 'id-2',
            MD5OfMessageBody: '94232c5b8fc9272f6f73a1e36eb68fcf',
          },
          ResponseMetadata: { RequestId: 'id-1' },
        },
      },
    });
    expect(made.calls('sqs')).toMatchObject([
      {
        action: 'SendMessage',
        region: 'eu-west-1',
        input: {
          QueueUrl: `https://sqs.eu-west-1.amazonaws.com${QUEUE}`,
          MessageBody: '{"foo": "bar"}',
        },
      },
    ]);
  });

  test('the answer is XML where that is accepted', async () => {
    const form = 'Action=SendMessage&MessageBody=a';
    const answer = await stubs({ sqs: {} }).call(sendMessage(form, { Accept: 'application/xml' }));
    expect(shown(answer)).toEqual({
      status: 200,
      type: 'text/xml',
      text:
        '<?xml version="1.0"?><SendMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">' +
        '<SendMessageResult><MessageId>id-2</MessageId>' +
        '<MD5OfMessageBody>0cc175b9c0f1b6a831c399e269772661</MD5OfMessageBody></SendMessageResult>' +
        '<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></SendMessageResponse>',
    });
  });

  test('numbered parameters become lists and maps, and numbers numbers', async () => {
    const made = stubs({ sqs: {} });
    await made.call(
      sendMessage(
        'Action=SendMessage&Version=2012-11-05&MessageBody=a%26b+c&DelaySeconds=5' +
          '&MessageAttribute.1.Name=user-agent&MessageAttribute.1.Value.DataType=String' +
          '&MessageAttribute.1.Value.StringValue=x&MessageAttribute.2.Name=n' +
          '&MessageAttribute.2.Value.DataType=Number&MessageAttribute.2.Value.StringValue=2',
      ),
    );
    expect(made.calls()[0]?.input).toEqual({
      QueueUrl: `https://sqs.eu-west-1.amazonaws.com${QUEUE}`,
      MessageBody: 'a&b c',
      DelaySeconds: 5,
      MessageAttributes: {
        'user-agent': { DataType: 'String', StringValue: 'x' },
        n: { DataType: 'Number', StringValue: '2' },
      },
    });
  });

  test('a batch is answered entry by entry, in the order of the numbers', async () => {
    const entry = (n: number, id: string) =>
      `&SendMessageBatchRequestEntry.${n}.Id=${id}&SendMessageBatchRequestEntry.${n}.MessageBody=${id}`;
    const form = `Action=SendMessageBatch${entry(10, 'z')}${entry(2, 'a')}`;
    const answer = shown(await stubs({ sqs: {} }).call(sendMessage(form, { Accept: 'text/xml' })));
    expect(answer['text']).toMatch(
      /<SendMessageBatchResultEntry><Id>a<.*<SendMessageBatchResultEntry><Id>z</,
    );
  });

  test('the JSON protocol is understood as well', async () => {
    const made = stubs({ sqs: {} });
    const answer = await made.call(
      call('sqs', {
        headers: { 'X-Amz-Target': 'AmazonSQS.SendMessage' },
        body: '{"QueueUrl":"https://q/orders.fifo","MessageBody":"a"}',
      }),
    );
    expect(shown(answer)).toEqual({
      status: 200,
      type: 'application/x-amz-json-1.0',
      json: {
        MessageId: 'id-2',
        MD5OfMessageBody: '0cc175b9c0f1b6a831c399e269772661',
        SequenceNumber: '00000000000000000001',
      },
    });
  });

  test('fails a form whose Content-Type does not say so', async () => {
    const made = stubs({ sqs: {} });
    const body = 'Action=SendMessage&MessageBody=a';
    const request = call('sqs', {
      path: QUEUE,
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(shown(await made.call(request))).toMatchObject({
      status: 400,
      json: { Error: { Type: 'Sender', Code: 'MissingAction' }, RequestId: 'id-1' },
    });
    expect(made.calls()[0]).not.toHaveProperty('input');
  });

  test('fails a message without a body', async () => {
    expect(shown(await stubs({ sqs: {} }).call(sendMessage('Action=SendMessage')))).toMatchObject({
      status: 400,
      json: {
        Error: {
          Code: 'MissingParameter',
          Message: 'the request must contain the parameter MessageBody',
        },
      },
    });
  });
});
