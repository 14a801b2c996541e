import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { invokes, testApp } from '../../../lib/testing';
import { ReleaseStack } from '../../_fixtures/plain-app/release-stack';
import { splitApp } from '../../_fixtures/plain-app/split-app';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

/** Off where the CDK would warn of what the test does on purpose. */
const ANNOTATIONS = '@aws-cdk/core:annotationsInValidationReport';

const apiGateway = new iam.ServicePrincipal('apigateway.amazonaws.com');

/** An API whose integration gives no permission itself. */
class BareStack extends Stack {
  public readonly fn = new lambda.Function(this, 'Fn', {
    code: lambda.Code.fromInline('x'),
    functionName: 'orders',
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
  });
  public readonly api = new apigateway.RestApi(this, 'Api');

  public constructor(credentialsArn?: string) {
    super(testApp(), 'Bare');
    const integration = new apigateway.Integration({
      type: apigateway.IntegrationType.AWS_PROXY,
      integrationHttpMethod: 'POST',
      uri: `arn:aws:apigateway:${this.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${this.region}:${this.account}:function:orders/invocations`,
      ...(credentialsArn !== undefined && {
        options: { credentialsRole: iam.Role.fromRoleArn(this, 'Role', credentialsArn) },
      }),
    });
    this.api.root.resourceForPath('orders/{id}').addMethod('GET', integration);
  }

  public allow(sourceArn?: string, principal: iam.ServicePrincipal = apiGateway): this {
    new lambda.CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: this.fn.functionName,
      principal: principal.service,
      ...(sourceArn !== undefined && { sourceArn }),
    });
    return this;
  }

  public arn(rest: string): string {
    return `arn:aws:execute-api:${this.region}:${this.account}:${this.api.restApiId}/${rest}`;
  }
}

describe('the integration', () => {
  const shop = new StorefrontStack(testApp(), 'Shop');

  test.each([
    ['a function', shop.orders, 'GET /orders'],
    ['an alias', shop.live, 'GET /orders/{id}'],
    ['the function behind an alias', shop.orders, 'GET /orders/{id}'],
    ['the ARN of an alias', shop.live.functionArn, 'GET /orders/{id}'],
  ])('reaches %s', (_, fn, route) => {
    expect(invokes(shop.api, fn, { route, stage: 'prod' })).toMatchObject({ pass: true });
  });

  test('reaches a function somewhere', () => {
    expect(invokes(shop.api, shop.orders).pass).toBe(true);
  });

  test('reaches a function of a nested stack', () => {
    const { api, fn } = splitApp(testApp());
    expect(invokes(api, fn, { route: 'GET /' })).toMatchObject({ pass: true });
  });

  test('fails to reach an alias where the function itself is named', () => {
    const { pass, message } = invokes(shop.api, shop.live, { route: 'GET /orders' });
    expect(pass).toBe(false);
    expect(message).toContain('- on stage prod GET /orders leads to Shop/Orders\n');
  });

  test('fails to reach a function from a MOCK', () => {
    const { message } = invokes(shop.api, shop.orders, { route: 'GET /health' });
    expect(message).toContain('- on stage prod GET /health leads to MOCK\n');
  });

  test.each([
    ['AssertionRoute', { route: 'GET /ordes' }],
    ['AssertionStage', { stage: 'dev' }],
  ])('fails with %s on %j', (code, expected) => {
    expect(() => invokes(shop.api, shop.orders, expected)).toThrow(code);
  });
});

describe('stage variables', () => {
  test('lead each stage to its alias', () => {
    const release = new ReleaseStack(testApp(), 'Release');
    release.allow(release.stable, 'prod');
    release.allow(release.next, 'dev');
    expect(invokes(release.api, release.stable, { stage: 'prod' })).toMatchObject({ pass: true });
    expect(invokes(release.api, release.next, { stage: 'dev' })).toMatchObject({ pass: true });
    expect(invokes(release.api, release.fn)).toMatchObject({ pass: true });
    expect(invokes(release.api, release.next, { stage: 'prod' }).pass).toBe(false);
  });

  test('lead the canary of a stage to another alias', () => {
    const release = new ReleaseStack(testApp(), 'Release');
    release.allow(release.next, 'prod');
    const { api, next, stable } = release;
    expect(invokes(api, next, { stage: 'prod', canary: true })).toMatchObject({ pass: true });
    expect(invokes(api, stable, { stage: 'prod', canary: true }).pass).toBe(false);
    expect(invokes(api, next, { stage: 'dev', canary: true }).message).toContain(
      '- stage dev has no canary\n',
    );
  });

  test('fail without the permission for that stage', () => {
    const release = new ReleaseStack(testApp(), 'Release');
    release.allow(release.next, 'prod');
    const { pass, message } = invokes(release.api, release.next, { stage: 'dev' });
    expect(pass).toBe(false);
    expect(message).toContain('no permission lets stage dev invoke Release/Fn:next');
  });

  test('fail where the permission is on the function instead of the alias', () => {
    const release = new ReleaseStack(testApp({ context: { [ANNOTATIONS]: false } }), 'Release');
    release.allow(release.fn, 'prod');
    expect(invokes(release.api, release.stable, { stage: 'prod' }).pass).toBe(false);
  });
});

describe('the permission', () => {
  test.each([
    ['for every source', undefined],
    ['for every route', '*/*/*'],
    ['for every method of the path', 'prod/*/orders/*'],
    ['for the route', 'prod/GET/orders/*'],
    ['for all below a wildcard', 'prod/*'],
  ])('%s lets the stage in', (_, rest) => {
    const stack = new BareStack();
    stack.allow(rest === undefined ? undefined : stack.arn(rest));
    expect(invokes(stack.api, stack.fn)).toMatchObject({ pass: true });
  });

  test.each([
    ['of another stage', 'dev/GET/orders/*'],
    ['of another method', 'prod/POST/orders/*'],
    ['of another path', 'prod/GET/order/*'],
    ['of one order alone', 'prod/GET/orders/42'],
    ['of the braces of the path', 'prod/GET/orders/{id}'],
  ])('fails when it is %s', (_, rest) => {
    const stack = new BareStack();
    stack.allow(stack.arn(rest));
    expect(invokes(stack.api, stack.fn).pass).toBe(false);
  });

  test('fails when it is another API’s', () => {
    const stack = new BareStack();
    const other = new apigateway.RestApi(stack, 'Other');
    other.root.addMethod('GET', new apigateway.MockIntegration());
    stack.allow(other.arnForExecuteApi());
    expect(invokes(stack.api, stack.fn).pass).toBe(false);
  });

  test('fails when it is another service’s', () => {
    const stack = new BareStack().allow(undefined, new iam.ServicePrincipal('s3.amazonaws.com'));
    expect(invokes(stack.api, stack.fn).pass).toBe(false);
  });

  test('fails when it is for another action', () => {
    const stack = new BareStack().allow();
    const permission = stack.node.findChild('Permission') as lambda.CfnPermission;
    permission.action = 'lambda:GetFunction';
    expect(invokes(stack.api, stack.fn).pass).toBe(false);
  });

  test('fails when there is none', () => {
    const stack = new BareStack();
    expect(invokes(stack.api, stack.fn).message).toContain(
      'GET /orders/{id}: no permission lets stage prod invoke Bare/Fn',
    );
  });

  test('is not needed where the integration has a role', () => {
    const stack = new BareStack('arn:aws:iam::111111111111:role/invoke');
    expect(invokes(stack.api, stack.fn)).toMatchObject({ pass: true });
  });
});

describe('HTTP and WebSocket APIs', () => {
  const v2 = new V2Stack(testApp(), 'V2');

  test.each(['GET /orders/{id}', 'DELETE /orders/{id}'])('reach a function at %s', (route) => {
    expect(invokes(v2.http, v2.fn, { route, stage: 'live' })).toMatchObject({ pass: true });
  });

  test.each(['$connect', 'sendMessage'])('reach a function at %s', (route) => {
    expect(invokes(v2.chat, v2.fn, { route })).toMatchObject({ pass: true });
  });

  test('fail to reach a function from a URL', () => {
    expect(invokes(v2.http, v2.fn, { route: 'ANY /partner/{proxy+}' }).pass).toBe(false);
  });
});

test('fails on what names no function', () => {
  const shop = new StorefrontStack(testApp(), 'Shop');
  expect(() => invokes(shop.api, 'https://example.com/a')).toThrow(
    'AssertionArgument: `fn` must be a function construct, or the name or ARN of a function, got: "https://example.com/a"',
  );
});
