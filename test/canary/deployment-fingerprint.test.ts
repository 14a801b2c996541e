import { CfnResource, Stack, Tags } from 'aws-cdk-lib';
import {
  type CfnMethod,
  type CfnRestApi,
  IdentitySource,
  type IRestApi,
  MockIntegration,
  RequestAuthorizer,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { fingerprintOf } from '../../lib/private/deployment-fingerprint';
import { newApp, newStack } from '../_helpers/stacks';
import { apiIn, functionIn } from './_constructs';

type Api = ReturnType<typeof apiIn>;

const resourceOf = (api: Api): CfnRestApi => api.node.defaultChild as CfnRestApi;
const methodOf = (api: Api): CfnMethod =>
  api.root.node.findChild('GET').node.defaultChild as CfnMethod;

function authorize(api: Api, stack: Stack, header: string): void {
  const authorizer = new RequestAuthorizer(stack, 'Authorizer', {
    handler: functionIn(stack),
    identitySources: [IdentitySource.header(header)],
  });
  api.root.addMethod('POST', new MockIntegration(), { authorizer });
}

/** The fingerprint of an API after a change. */
function changedBy(change: (api: Api, stack: Stack) => void): string {
  const stack = newStack();
  const api = apiIn(stack);
  change(api, stack);
  return fingerprintOf(api);
}

const plain = (): string => changedBy(() => {});

describe('the fingerprint of an API changes with', () => {
  test.each<[string, (api: Api, stack: Stack) => void]>([
    ['a method', (api) => api.root.addMethod('PUT', new MockIntegration())],
    ['a resource without methods', (api) => api.root.addResource('orders')],
    ['a model', (api) => api.addModel('Order', { schema: {} })],
    ['a request validator', (api) => api.addRequestValidator('All', {})],
    [
      'a gateway response',
      (api) => api.addGatewayResponse('4XX', { type: ResponseType.DEFAULT_4XX }),
    ],
    ['an override of a method', (api) => methodOf(api).addPropertyOverride('ApiKeyRequired', true)],
    [
      'an override of the API',
      (api) => resourceOf(api).addPropertyOverride('BinaryMediaTypes', ['*/*']),
    ],
    ['an authorizer', (api, stack) => authorize(api, stack, 'x-tenant')],
    [
      'a method that is declared as a plain resource',
      (api, stack) =>
        new CfnResource(stack, 'Delete', {
          type: 'AWS::ApiGateway::Method',
          properties: {
            RestApiId: api.restApiId,
            ResourceId: api.restApiRootResourceId,
            HttpMethod: 'DELETE',
            AuthorizationType: 'NONE',
          },
        }),
    ],
    [
      'a method that another stack adds',
      (api, stack) => {
        const attributes = { restApiId: api.restApiId, rootResourceId: api.restApiRootResourceId };
        const other = new Stack(Stack.of(stack).node.root as never, 'Other');
        const view = RestApi.fromRestApiAttributes(other, 'View', attributes);
        view.root.addMethod('DELETE', new MockIntegration());
      },
    ],
  ])('%s', (_what, change) => {
    expect(changedBy(change)).not.toBe(plain());
  });

  test('a setting of an authorizer', () => {
    const one = changedBy((api, stack) => authorize(api, stack, 'x-tenant'));
    const other = changedBy((api, stack) => authorize(api, stack, 'x-user'));
    expect(one).not.toBe(other);
  });
});

describe('the fingerprint of an API does not change with', () => {
  test.each<[string, (api: Api, stack: Stack) => void]>([
    ['nothing at all', () => {}],
    ['a tag', (_api, stack) => Tags.of(stack).add('commit', '4f2a')],
    ['a description', (api) => resourceOf(api).addPropertyOverride('Description', 'Shop')],
    ['metadata', (api) => methodOf(api).addMetadata('owner', 'shop')],
    ['another API', (_api, stack) => apiIn(stack, {}, 'Other')],
    ['a function', (_api, stack) => functionIn(stack)],
  ])('%s', (_what, change) => {
    expect(changedBy(change)).toBe(plain());
  });

  test('the order of declaration', () => {
    const add = (...methods: string[]): string =>
      changedBy((api) =>
        methods.map((method) => api.root.addMethod(method, new MockIntegration())),
      );
    expect(add('PUT', 'POST')).toBe(add('POST', 'PUT'));
  });

  test('references across stacks being prepared by a synthesis', () => {
    const app = newApp();
    const fn = functionIn(newStack('Functions', app));
    const stack = newStack('Stack', app);
    const api = apiIn(stack);
    methodOf(api).addPropertyOverride('Integration.Uri', fn.functionArn);
    const before = fingerprintOf(api as IRestApi);
    app.synth();
    expect(fingerprintOf(api)).toBe(before);
  });
});
