import {
  type CfnAuthorizer,
  type CfnModel,
  CognitoUserPoolsAuthorizer,
  JsonSchemaType,
  MockIntegration,
  ResponseType,
  RestApi,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as Fn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { modelReference } from '../../../lib/model';
import { newStack } from '../../_helpers/stacks';
import { part, readApp, readResources, withApi } from '../read-app';

function read(resources: Parameters<typeof withApi>[0]) {
  const model = readResources(withApi(resources));
  return { ...model.restApis[0]!, unread: model.unread };
}

describe('an Authorizer resource', () => {
  test('of a function has what the CDK writes', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const code = Code.fromInline('exports.handler = async () => ({});');
    const handler = new Fn(stack, 'Fn', { runtime: Runtime.NODEJS_24_X, handler: 'i.h', code });
    const authorizer = new TokenAuthorizer(stack, 'Auth', { handler, validationRegex: '^Bearer' });
    api.root.addMethod('GET', new MockIntegration(), { authorizer });

    const { authorizers } = readApp(stack).restApis[0]!;
    expect(authorizers).toMatchObject([
      {
        name: (authorizer.node.defaultChild as CfnAuthorizer).name,
        type: 'TOKEN',
        uri: { 'Fn::Join': expect.anything() },
        identitySource: 'method.request.header.Authorization',
        validationExpression: '^Bearer',
        // The default of the construct: five minutes.
        resultTtlInSeconds: 300,
        providerArns: [],
      },
    ]);
  });

  test('of a user pool has its pools', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const users = new UserPool(stack, 'Users');
    const authorizer = new CognitoUserPoolsAuthorizer(stack, 'Auth', { cognitoUserPools: [users] });
    api.root.addMethod('GET', new MockIntegration(), { authorizer });

    const { authorizers } = readApp(stack).restApis[0]!;
    expect(authorizers).toMatchObject([
      { type: 'COGNITO_USER_POOLS', providerArns: [stack.resolve(users.userPoolArn)] },
    ]);
  });

  test('has its sources without blanks, its numbers as numbers, and no AuthType', () => {
    const { authorizers, unread } = read({
      A: part('Authorizer', {
        Name: 'a',
        Type: 'request',
        AuthType: 'custom',
        IdentitySource: ' method.request.header.A ,context.identity.sourceIp',
        AuthorizerResultTtlInSeconds: '0',
        AuthorizerCredentials: { 'Fn::GetAtt': ['Role', 'Arn'] },
      }),
    });
    expect(authorizers).toEqual([
      {
        origin: { source: 'S', logicalId: 'A' },
        name: 'a',
        type: 'REQUEST',
        credentials: { 'Fn::GetAtt': ['Role', 'Arn'] },
        identitySource: 'method.request.header.A,context.identity.sourceIp',
        resultTtlInSeconds: 0,
        providerArns: [],
      },
    ]);
    expect(unread).toEqual([]);
  });

  test('fails without a type', () => {
    const resources = withApi({ A: part('Authorizer', { Name: 'a' }) });
    expect(() => readResources(resources)).toThrow('MissingProperty at S/A: `Type` is required');
  });
});

describe('a Model resource', () => {
  test('without a name goes by its logical id, also where a method refers to it', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const order = api.addModel('Order', { schema: { type: JsonSchemaType.OBJECT } });
    const requestModels = { 'application/json': order };
    api.root.addMethod('POST', new MockIntegration(), { requestModels });
    const logicalId = stack.getLogicalId(order.node.defaultChild as CfnModel);

    const read = readApp(stack).restApis[0]!;
    expect(read.models.map(({ name }) => name)).toEqual([logicalId]);
    expect(read.routes[0]!.requestModels).toEqual({ 'application/json': logicalId });
  });

  test.each([
    ['a plain address', 'https://apigateway.amazonaws.com/restapis/abc123/models/Pet'],
    [
      'a Join',
      {
        'Fn::Join': [
          '',
          [
            'https://apigateway.amazonaws.com/restapis/',
            { Ref: 'Api' },
            '/models/',
            { Ref: 'Pet' },
          ],
        ],
      },
    ],
    ['a Sub', { 'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/${Api}/models/Pet' }],
    [
      'a Sub with the model',
      { 'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/${Api}/models/${Pet}' },
    ],
    [
      'the address of a partition',
      {
        'Fn::Join': [
          '',
          [
            'https://apigateway.',
            { Ref: 'AWS::URLSuffix' },
            '/restapis/',
            { Ref: 'Api' },
            '/models/Pet',
          ],
        ],
      },
    ],
  ])('refers to another one in one spelling, given %s', (_what, reference) => {
    const { models } = read({
      Pet: part('Model', { Name: 'Pet', Schema: { type: 'object' } }),
      Pets: part('Model', { Name: 'Pets', Schema: { items: [{ $ref: reference }] } }),
    });
    expect(models[1]!.schema).toEqual({ items: [{ $ref: modelReference('Pet') }] });
  });

  test.each([
    ['itself', '#/definitions/node'],
    ['elsewhere', 'https://example.com/schema.json'],
    [
      'a model of a parameter',
      { 'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/a/models/${P}' },
    ],
    ['no text', 7],
  ])('keeps a reference to %s', (_what, reference) => {
    const schema = { properties: { a: { $ref: reference } } };
    expect(read({ M: part('Model', { Schema: schema }) }).models[0]!.schema).toEqual(schema);
  });

  test('has its schema parsed when it is text, and a default content type', () => {
    const { models, unread } = read({
      M: part('Model', { Name: 'M', Description: 'd', Schema: '{"type":"object"}' }),
      N: part('Model', { Name: 'N', ContentType: 'text/xml', Schema: 'not json' }),
    });
    expect(models).toMatchObject([
      { name: 'M', contentType: 'application/json', schema: { type: 'object' } },
      { name: 'N', contentType: 'text/xml', schema: 'not json' },
    ]);
    expect(unread).toEqual([]);
  });
});

describe('a RequestValidator resource', () => {
  test('has flags that are false unless said', () => {
    const { validators } = read({
      A: part('RequestValidator', { Name: 'body', ValidateRequestBody: true }),
      B: part('RequestValidator', { ValidateRequestParameters: 'true' }),
    });
    expect(validators).toEqual([
      {
        origin: { source: 'S', logicalId: 'B' },
        validateBody: false,
        validateParameters: true,
      },
      {
        origin: { source: 'S', logicalId: 'A' },
        name: 'body',
        validateBody: true,
        validateParameters: false,
      },
    ]);
  });
});

describe('a GatewayResponse resource', () => {
  test('has what the CDK writes', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    api.root.addMethod('GET', new MockIntegration());
    api.addGatewayResponse('Denied', {
      type: ResponseType.ACCESS_DENIED,
      statusCode: '401',
      responseHeaders: { 'Access-Control-Allow-Origin': "'*'" },
      templates: { 'application/json': '{}' },
    });
    const { gatewayResponses } = readApp(stack).restApis[0]!;
    expect(gatewayResponses).toMatchObject([
      {
        type: 'ACCESS_DENIED',
        statusCode: '401',
        parameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
        templates: { 'application/json': '{}' },
      },
    ]);
  });

  test('replaces the one of a document', () => {
    const Body = {
      openapi: '3.0.1',
      paths: {},
      'x-amazon-apigateway-gateway-responses': { THROTTLED: { statusCode: '420' } },
    };
    const own = part('GatewayResponse', { ResponseType: 'THROTTLED', StatusCode: '503' });
    for (const resources of [
      { ...withApi({}, { Body }), R: own },
      { R: own, ...withApi({}, { Body }) },
    ]) {
      const { gatewayResponses } = readResources(resources).restApis[0]!;
      expect(gatewayResponses).toMatchObject([{ statusCode: '503', origin: { logicalId: 'R' } }]);
    }
  });
});

test.each(['DocumentationPart', 'DocumentationVersion', 'ClientCertificate', 'SomethingNew'])(
  'a %s is left out with a reason',
  (type) => {
    const { unread } = read({ X: part(type, {}) });
    expect(unread).toMatchObject([{ origin: { logicalId: 'X' }, property: '' }]);
    expect(unread[0]!.reason).toMatch(/documentation|client certificate|is not understood/);
  },
);
