import { petStore, testService } from './_service';

const URI =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations';

function authorizer(Name: string, properties: Record<string, unknown> = {}) {
  return {
    Type: 'AWS::ApiGateway::Authorizer',
    Properties: {
      ...{ RestApiId: { Ref: 'Api' }, Name, Type: 'TOKEN', AuthorizerUri: URI },
      ...{ IdentitySource: 'method.request.header.Auth', ...properties },
    },
  };
}

const TAKEN = 'Authorizer name must be unique. Authorizer auth already exists in this RestApi.';

test('an authorizer keeps its name when it is updated', async () => {
  const { stack } = testService();
  await stack.deploy(petStore({ Auth: authorizer('auth') }));
  await stack.deploy(petStore({ Auth: authorizer('auth', { AuthorizerResultTtlInSeconds: 0 }) }));
  await stack.deploy(petStore({ Auth: authorizer('other') }));
  await stack.deploy(petStore({ Auth: authorizer('other'), More: authorizer('auth') }));
});

test('an authorizer fails to take the name of another one, at first and later', async () => {
  const { stack } = testService();
  const one = { One: authorizer('auth') };
  await expect(stack.deploy(petStore({ ...one, Two: authorizer('auth') }))).rejects.toThrow(TAKEN);
  await stack.deploy(petStore({ ...one, Two: authorizer('more') }));
  await expect(stack.deploy(petStore({ ...one, Two: authorizer('auth') }))).rejects.toThrow(TAKEN);
});

test('names are of one API', async () => {
  const { stack } = testService();
  const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'other' } };
  const ofOther = authorizer('auth', { RestApiId: { Ref: 'Other' } });
  await stack.deploy(petStore({ Other: Api, One: authorizer('auth'), Two: ofOther }));
});

test('an authorizer fails to take the name of a scheme of the document', async () => {
  const { stack } = testService();
  const auth = {
    ...{ type: 'apiKey', name: 'X-Token', in: 'header' },
    'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: URI },
  };
  const Body = {
    ...{ openapi: '3.0.1', info: { title: 'api', version: '1' }, paths: {} },
    components: { securitySchemes: { auth } },
  };
  const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api', Body } };
  await stack.deploy({ Resources: { Api, Auth: authorizer('mine') } });
  await expect(stack.deploy({ Resources: { Api, Auth: authorizer('auth') } })).rejects.toThrow(
    TAKEN,
  );
});
