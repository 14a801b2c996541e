import { body, deployment, mockMethod, stage, testService } from './_service';

const operation = (text: string) => ({
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: {
      default: { statusCode: '200', responseTemplates: { 'application/json': text } },
    },
  },
  responses: { 200: { description: 'ok' } },
});

const document = (text: string) => ({
  openapi: '3.0.1',
  info: { title: 'pets', version: '1' },
  paths: { '/pets': { get: operation(text) }, '/pets/{id}': { get: operation(text) } },
});

const imported = (properties: Record<string, unknown>, others: Record<string, object> = {}) => ({
  Resources: {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: properties },
    First: { ...deployment(), DependsOn: Object.keys(others) },
    Stage: stage('First'),
    ...others,
  },
});

const LOCATION = { Bucket: 'assets', Key: 'pets.json' };

describe('an API of an OpenAPI document', () => {
  test('answers its paths', async () => {
    const { service, stack } = testService();
    await stack.deploy(imported({ Body: document('from the body') }));
    expect(await body(service, stack.id('Api'), 'dev', '/pets')).toBe('from the body');
  });

  test('keeps the ids of its resources over an update', async () => {
    const { service, stack } = testService();
    await stack.deploy(imported({ Body: document('one') }));
    const ids = () => service.restApi(stack.id('Api')).present().resourceIds;
    const before = new Map(ids());
    await stack.deploy(imported({ Body: document('two') }));
    expect(ids()).toEqual(before);
    expect(new Set(before.values()).size).toBe(3);
    expect(await body(service, stack.id('Api'), 'dev', '/pets')).toBe('one');
  });

  test('is made together with methods of the template', async () => {
    const { service, stack } = testService();
    await stack.deploy(imported({ Body: document('document') }, { Get: mockMethod('template') }));
    expect(await body(service, stack.id('Api'))).toBe('template');
    expect(await body(service, stack.id('Api'), 'dev', '/pets/1')).toBe('document');
  });

  test.each([
    ['at once', () => document('from the bucket')],
    ['later', async () => document('from the bucket')],
  ])('is read from a bucket %s', async (_when, readAsset) => {
    const { service, stack } = testService({ readAsset });
    await stack.deploy(imported({ BodyS3Location: LOCATION }));
    expect(await body(service, stack.id('Api'), 'dev', '/pets')).toBe('from the bucket');
  });

  test('fails where the bucket has no such document', async () => {
    const { service, stack } = testService();
    await expect(stack.deploy(imported({ BodyS3Location: LOCATION }))).rejects.toThrow(
      /^Api\/BodyS3Location is a document that was not found/,
    );
    expect(service.restApis()).toEqual([]);
  });

  // Reported for REST APIs in 2022 (smithy-lang/smithy#985) and 2023 (aws/aws-cli#8191).
  test.each(['3.1.0', '3.1.1', '3.10.0', '3.2.0'])('is refused in OpenAPI %s', async (openapi) => {
    const { stack } = testService();
    await expect(stack.deploy(imported({ Body: { ...document(''), openapi } }))).rejects.toThrow(
      /^Invalid OpenAPI input\.$/,
    );
  });

  test.each(['3.0', '3.0.0', '3.0.4'])('is imported in OpenAPI %s', async (openapi) => {
    const { service, stack } = testService();
    await stack.deploy(imported({ Body: { ...document('of it'), openapi } }));
    expect(await body(service, stack.id('Api'), 'dev', '/pets')).toBe('of it');
  });

  test('fails with the message of API Gateway for a bad integration in it', async () => {
    const { stack } = testService();
    const bad = document('');
    Object.assign(bad.paths['/pets'].get['x-amazon-apigateway-integration'], {
      type: 'http',
      httpMethod: 'GET',
      uri: 'no-scheme',
    });
    await expect(stack.deploy(imported({ Body: bad }))).rejects.toThrow(
      'Invalid HTTP endpoint specified for URI',
    );
  });

  test('fails for what is not understood in it, with its path', async () => {
    const { stack } = testService();
    const strange = { ...document(''), 'x-amazon-apigateway-surprise': true };
    await expect(stack.deploy(imported({ Body: strange }))).rejects.toThrow(
      /^Api\/Body\/x-amazon-apigateway-surprise /,
    );
  });
});
