import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  ApiDefinition,
  type CfnMethod,
  type CfnUsagePlan,
  MockIntegration,
  RestApi,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { MeteredApi } from '../lib/metered-api';
import type { MeteredTier } from '../lib/metered-tier';
import { cfn, FAST, importedStage, KEYED, ordersApi, SLOW, stagesOf } from './_helpers/metered';
import { newStack } from './_helpers/stacks';

/** The method throttles of the first stage, for a tier of the orders API. */
function throttlesOf(methodThrottle: NonNullable<MeteredTier['methodThrottle']>): unknown {
  const stack = newStack();
  const stages = [ordersApi(stack).deploymentStage];
  new MeteredApi(stack, 'Metered', { stages, tiers: { pro: { throttle: FAST, methodThrottle } } });
  return stagesOf(stack)[0]?.Throttle;
}

describe('the throttle of single methods', () => {
  test('is keyed as API Gateway names methods', () => {
    expect(throttlesOf({ 'POST /orders': SLOW, 'POST /': SLOW, 'ANY /orders/{id}': FAST })).toEqual(
      {
        '/orders/POST': cfn(SLOW),
        '//POST': cfn(SLOW),
        '/orders/{id}/ANY': cfn(FAST),
      },
    );
  });

  test('is spelled out for every verb of a path', () => {
    expect(throttlesOf({ '* /orders': SLOW })).toEqual({
      '/orders/GET': cfn(SLOW),
      '/orders/POST': cfn(SLOW),
    });
  });

  test('is spelled out for every key-protected method of an API', () => {
    expect(throttlesOf({ '* /*': SLOW })).toEqual({
      '//POST': cfn(SLOW),
      '/orders/GET': cfn(SLOW),
      '/orders/POST': cfn(SLOW),
      '/orders/{id}/ANY': cfn(SLOW),
    });
  });

  test('is spelled out for what is below a path, not for the path', () => {
    expect(throttlesOf({ '* /orders/*': SLOW })).toEqual({ '/orders/{id}/ANY': cfn(SLOW) });
  });

  test('is spelled out for one verb of every path', () => {
    expect(throttlesOf({ 'POST /*': SLOW })).toEqual({
      '//POST': cfn(SLOW),
      '/orders/POST': cfn(SLOW),
    });
  });

  test.each([
    ['POST /orders', '* /orders'],
    ['* /orders', 'POST /*'],
    ['POST /orders', '* /*'],
    ['POST /*', '* /*'],
  ])('is that of %s where %s fits too, in either order', (specific, general) => {
    const expected = expect.objectContaining({ '/orders/POST': cfn(FAST) });
    expect(throttlesOf({ [specific]: FAST, [general]: SLOW })).toEqual(expected);
    expect(throttlesOf({ [general]: SLOW, [specific]: FAST })).toEqual(expected);
  });

  test('is for the stages whose API has the method, and for no other', () => {
    const stack = newStack();
    const users = new RestApi(stack, 'Users');
    users.root.addResource('users').addMethod('GET', new MockIntegration(), KEYED);
    const stages = [ordersApi(stack).deploymentStage, users.deploymentStage];
    const methodThrottle = { 'GET /users': SLOW };
    new MeteredApi(stack, 'Metered', {
      stages,
      tiers: { pro: { throttle: FAST, methodThrottle } },
    });
    const throttles = stagesOf(stack).map(({ Throttle }) => Throttle);
    expect(throttles).toEqual([undefined, { '/users/GET': cfn(SLOW) }]);
  });

  test('is for an imported API where no other declares the method', () => {
    const stack = newStack();
    const stages = [importedStage(stack), ordersApi(stack).deploymentStage];
    const methodThrottle = { 'GET /users': SLOW, 'GET /orders': FAST };
    new MeteredApi(stack, 'Metered', {
      stages,
      tiers: { pro: { throttle: FAST, methodThrottle } },
    });
    const throttles = stagesOf(stack).map(({ Throttle }) => Throttle);
    expect(throttles).toEqual([{ '/users/GET': cfn(SLOW) }, { '/orders/GET': cfn(FAST) }]);
  });

  test('knows the methods that are added after it', () => {
    const stack = newStack();
    const api = ordersApi(stack);
    const methodThrottle = { 'GET /late': SLOW };
    const stages = [api.deploymentStage];
    new MeteredApi(stack, 'Metered', {
      stages,
      tiers: { pro: { throttle: FAST, methodThrottle } },
    });
    api.root.addResource('late').addMethod('GET', undefined, KEYED);
    expect(stagesOf(stack)).toEqual([
      expect.objectContaining({ Throttle: { '/late/GET': cfn(SLOW) } }),
    ]);
  });

  test('knows the methods that are added after somebody looked at a plan', () => {
    const stack = newStack();
    const api = ordersApi(stack);
    const tiers = { pro: { throttle: FAST, methodThrottle: { 'GET /*': SLOW } } };
    const metered = new MeteredApi(stack, 'Metered', { stages: [api.deploymentStage], tiers });
    const plan = metered.plan('pro').node.defaultChild as CfnUsagePlan;
    expect(Object.keys(stack.resolve(plan.apiStages)[0].throttle)).toEqual(['/orders/GET']);
    api.root.addResource('late').addMethod('GET', undefined, KEYED);
    expect(Object.keys(stagesOf(stack)[0]?.Throttle ?? {})).toEqual(['/late/GET', '/orders/GET']);
  });

  test('knows the methods of an OpenAPI document', () => {
    const stack = newStack();
    const definition = {
      openapi: '3.0.1',
      info: { title: 'Orders', version: '1' },
      paths: {
        '/orders': {
          get: {
            security: [{ api_key: [] }],
            'x-amazon-apigateway-integration': { type: 'mock' },
          },
        },
      },
      components: {
        securitySchemes: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
      },
    };
    const api = new SpecRestApi(stack, 'Api', {
      apiDefinition: ApiDefinition.fromInline(definition),
    });
    const methodThrottle = { '* /*': SLOW };
    new MeteredApi(stack, 'Metered', {
      stages: [api.deploymentStage],
      tiers: { pro: { throttle: FAST, methodThrottle } },
    });
    expect(stagesOf(stack)).toEqual([
      expect.objectContaining({ Throttle: { '/orders/GET': cfn(SLOW) } }),
    ]);
  });

  test('knows a key that is required by an override', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api');
    const method = api.root.addMethod('GET', new MockIntegration());
    (method.node.defaultChild as CfnMethod).addPropertyOverride('ApiKeyRequired', true);
    new MeteredApi(stack, 'Metered', {
      stages: [api.deploymentStage],
      tiers: { pro: { throttle: FAST, methodThrottle: { 'GET /': SLOW } } },
    });
    expect(stagesOf(stack)).toEqual([
      expect.objectContaining({ Throttle: { '//GET': cfn(SLOW) } }),
    ]);
  });

  test('reads each app once in each plan, also where several ask for it', () => {
    const stack = newStack();
    const tiers = {
      a: { throttle: FAST, methodThrottle: { '* /*': SLOW } },
      b: { throttle: FAST, methodThrottle: { '* /*': FAST } },
    };
    for (const id of ['One', 'Two', 'Three']) {
      new MeteredApi(stack, id, { stages: [ordersApi(stack, `${id}Api`).deploymentStage], tiers });
    }
    const plans = Template.fromStack(stack).findResources('AWS::ApiGateway::UsagePlan', {
      Properties: { ApiStages: [{ Throttle: { '/orders/GET': Match.anyValue() } }] },
    });
    expect(Object.keys(plans)).toHaveLength(6);
  });
});
