import { deployMethod } from './_one-method';

const service = (rest: string, more: object = {}, variables: Record<string, string> = {}) => {
  const api = deployMethod({
    integration: {
      Type: 'AWS',
      IntegrationHttpMethod: 'POST',
      Uri: `arn:aws:apigateway:${rest}`,
      IntegrationResponses: [{ StatusCode: '200' }],
      ...more,
    },
    variables,
    backends: { services: { sqs: 'recorder', s3: 'recorder', sns: 'recorder' } },
  });
  const calls: unknown[] = [];
  const { service: answer } = api.backends;
  api.backends.service = (call) => {
    calls.push(call);
    return answer.call(api.backends, call);
  };
  return { api, calls };
};

describe('an AWS service', () => {
  test.each([
    [
      'eu-west-1:sqs:path/123456789012/queue',
      { service: 'sqs', region: 'eu-west-1' },
      'https://sqs.eu-west-1.amazonaws.com/123456789012/queue',
    ],
    [
      'eu-west-1:sqs:path//123456789012/queue',
      { service: 'sqs', region: 'eu-west-1' },
      'https://sqs.eu-west-1.amazonaws.com/123456789012/queue',
    ],
    [
      'eu-west-1:my-bucket.s3:path/key',
      { service: 's3', region: 'eu-west-1' },
      'https://my-bucket.s3.eu-west-1.amazonaws.com/key',
    ],
    [
      'eu-west-1:sns:action/Publish',
      { service: 'sns', region: 'eu-west-1', action: 'Publish' },
      'https://sns.eu-west-1.amazonaws.com/?Action=Publish',
    ],
    [
      'eu-west-1:sns:action/Publish&TopicArn=arn',
      { service: 'sns', region: 'eu-west-1', action: 'Publish' },
      'https://sns.eu-west-1.amazonaws.com/?Action=Publish&TopicArn=arn',
    ],
    [
      'eu-west-1:sns:${stageVariables.target}',
      { service: 'sns', region: 'eu-west-1', action: 'Publish' },
      'https://sns.eu-west-1.amazonaws.com/?Action=Publish',
    ],
    [
      '${stageVariables.region}:sqs:path/${stageVariables.queue}',
      { service: 'sqs', region: 'eu-north-1' },
      'https://sqs.eu-north-1.amazonaws.com/1/q',
    ],
  ])('named by %s is called', async (rest, target, url) => {
    const { api, calls } = service(
      rest,
      {},
      {
        region: 'eu-north-1',
        queue: '1/q',
        target: 'action/Publish',
      },
    );
    expect((await api.call()).status).toBe(200);
    expect(calls).toMatchObject([{ ...target, request: { method: 'POST', url } }]);
  });

  test('is called with the role of the credentials', async () => {
    const { api, calls } = service('eu-west-1:sqs:path/1/q', {
      Credentials: 'arn:aws:iam::1:role/r',
    });
    await api.call();
    expect(calls).toMatchObject([{ credentials: 'arn:aws:iam::1:role/r' }]);
  });

  test('fails with 500 when a stage variable that names it is missing', async () => {
    const { api, calls } = service('eu-west-1:sqs:path/${stageVariables.queue}');
    expect((await api.call()).status).toBe(500);
    expect(calls).toEqual([]);
  });
});
