import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import {
  type CanaryExpectation,
  hasCanary,
  hasStage,
  type MeterExpectation,
  meters,
  type StageExpectation,
  servesDomain,
  testApp,
  throttles,
} from '../../../lib/testing';
import { ReleaseStack } from '../../_fixtures/plain-app/release-stack';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const shop = new StorefrontStack(testApp(), 'Shop');
const release = new ReleaseStack(testApp(), 'Release');
const v2 = new V2Stack(testApp(), 'V2');

describe('a stage', () => {
  test.each<[StageExpectation]>([
    [{}],
    [{ variables: { table: 'orders' } }],
    [{ loggingLevel: 'ERROR', tracing: true, cache: false, accessLog: false }],
  ])('is there with %j', (expected) => {
    expect(hasStage(shop.api, 'prod', expected)).toMatchObject({ pass: true });
  });

  test.each<[StageExpectation, string]>([
    [{ variables: { table: 'books' } }, 'variable table is orders, not books'],
    [{ variables: { queue: 'orders' } }, 'variable queue is not set'],
    [{ loggingLevel: 'INFO' }, 'loggingLevel is "ERROR", not "INFO"'],
    [{ tracing: false }, 'tracing is true, not false'],
    [{ cache: true }, 'cache is false, not true'],
    [{ accessLog: true }, 'accessLog is false, not true'],
  ])('fails with %j', (expected, problem) => {
    const { pass, message } = hasStage(shop.api, 'prod', expected);
    expect(pass).toBe(false);
    expect(message).toContain(`- ${problem}\n`);
  });

  test('has a variable that is the name of an alias', () => {
    const variables = { alias: release.next.aliasName };
    expect(hasStage(release.api, 'dev', { variables })).toMatchObject({ pass: true });
    expect(hasStage(release.api, 'prod', { variables }).pass).toBe(false);
  });

  test('fails when it is not there, and says which are', () => {
    expect(hasStage(release.api, 'test').message).toContain('- its stages are dev, prod\n');
  });

  test('of an HTTP API is there', () => {
    expect(hasStage(v2.http, 'live')).toMatchObject({ pass: true });
    expect(hasStage(v2.http, '$default').pass).toBe(false);
  });
});

describe('a canary', () => {
  test.each<[CanaryExpectation]>([
    [{}],
    [{ percent: 10, useStageCache: false, ownDeployment: true }],
    [{ variables: { alias: 'next' } }],
  ])('is there with %j', (expected) => {
    expect(hasCanary(release.api, 'prod', expected)).toMatchObject({ pass: true });
  });

  test.each<[CanaryExpectation, string]>([
    [{ percent: 20 }, 'percent is 10, not 20'],
    [{ useStageCache: true }, 'useStageCache is false, not true'],
    [{ ownDeployment: false }, 'ownDeployment is true, not false'],
    [{ variables: { alias: 'stable' } }, 'variable alias is next, not stable'],
  ])('fails with %j', (expected, problem) => {
    expect(hasCanary(release.api, 'prod', expected).message).toContain(`- ${problem}\n`);
  });

  test('fails on a stage without one, and on a stage that is not there', () => {
    expect(hasCanary(release.api, 'dev').message).toContain('- the stage has none\n');
    expect(hasCanary(v2.http, 'live').pass).toBe(false);
    expect(() => hasCanary(release.api, 'test')).toThrow('AssertionStage');
  });
});

describe('usage plans', () => {
  test.each<[string, MeterExpectation]>([
    ['POST /orders', { plan: 'gold', rateLimit: 5, burstLimit: 6 }],
    ['POST /orders', { plan: shop.plan, quota: { limit: 10_000, period: 'MONTH' } }],
    ['GET /orders/{id}', { rateLimit: 50, burstLimit: 60, stage: 'prod' }],
  ])('meter %s with %j', (route, expected) => {
    expect(meters(shop.api, route, expected)).toMatchObject({ pass: true });
  });

  test.each<[string, MeterExpectation, string]>([
    ['POST /orders', { rateLimit: 50 }, 'rateLimit is 5, not 50'],
    ['GET /orders/{id}', { burstLimit: 61 }, 'burstLimit is 60, not 61'],
    ['GET /orders/{id}', { plan: 'silver' }, 'the stage is in no such usage plan'],
    ['GET /orders/{id}', { quota: { period: 'DAY' } }, 'quota period is MONTH, not DAY'],
    ['GET /orders/{id}', { quota: { limit: 1 } }, 'quota limit is 10000, not 1'],
    ['GET /orders', {}, 'GET /orders needs no key, so that no plan counts its calls'],
  ])('fail to meter %s with %j', (route, expected, problem) => {
    const { pass, message } = meters(shop.api, route, expected);
    expect(pass).toBe(false);
    expect(message).toContain(problem);
  });

  test('fail to meter every route where one needs no key', () => {
    expect(meters(shop.api, { plan: 'gold' }).message).toContain('- GET /health needs no key');
  });

  test('fail to meter an API whose stage is only called like the one in the plan', () => {
    const stack = new Stack(testApp(), 'Twins');
    const [metered, other] = ['Metered', 'Other'].map((id) => {
      const api = new apigateway.RestApi(stack, id);
      const options = { apiKeyRequired: true };
      api.root.addMethod('GET', new apigateway.MockIntegration(), options);
      return api;
    }) as [apigateway.RestApi, apigateway.RestApi];
    new apigateway.CfnUsagePlan(stack, 'Plan', {
      apiStages: [{ apiId: metered.restApiId, stage: 'prod' }],
    });
    expect(meters(metered)).toMatchObject({ pass: true });
    expect(meters(other).message).toContain('the stage is in no such usage plan');
  });

  test('one that has it all is enough', () => {
    const stack = new StorefrontStack(testApp(), 'Shop');
    stack.api.addUsagePlan('Silver', {
      apiStages: [{ api: stack.api, stage: stack.api.deploymentStage }],
      throttle: { rateLimit: 1 },
    });
    const route = 'GET /orders/{id}';
    expect(meters(stack.api, route, { rateLimit: 1 })).toMatchObject({ pass: true });
    expect(meters(stack.api, route, { rateLimit: 50 })).toMatchObject({ pass: true });
    expect(meters(stack.api, route, { rateLimit: 2 }).pass).toBe(false);
  });
});

describe('a throttle', () => {
  test.each([
    ['POST /orders', { rateLimit: 10, burstLimit: 20, stage: 'prod' }],
    ['GET /orders', { rateLimit: 100, burstLimit: 200 }],
  ])('limits %s with %j', (route, expected) => {
    expect(throttles(shop.api, route, expected)).toMatchObject({ pass: true });
  });

  test('limits every route', () => {
    expect(throttles(shop.api)).toMatchObject({ pass: true });
    expect(throttles(v2.http, { rateLimit: 20, burstLimit: 40 })).toMatchObject({ pass: true });
  });

  test('fails where one route has another', () => {
    expect(throttles(shop.api, { rateLimit: 100 }).message).toContain(
      '- stage prod, POST /orders: rateLimit is 10, not 100\n',
    );
  });

  test('fails where nothing limits', () => {
    expect(throttles(release.api).message).toContain('- stage dev, GET /: nothing limits it\n');
  });
});

describe('a custom domain', () => {
  const stack = new Stack(testApp(), 'Domains');
  const api = new apigateway.RestApi(stack, 'Api');
  api.root.addMethod('GET', new apigateway.MockIntegration());
  const certificate = acm.Certificate.fromCertificateArn(
    stack,
    'Certificate',
    'arn:aws:acm:eu-west-1:111111111111:certificate/1',
  );
  const domain = new apigateway.DomainName(stack, 'Domain', {
    domainName: 'api.example.com',
    certificate,
  });
  domain.addBasePathMapping(api, { basePath: 'v1' });
  const unused = new apigateway.DomainName(stack, 'Unused', {
    domainName: 'old.example.com',
    certificate,
  });

  test.each([
    ['its name', 'api.example.com'],
    ['its construct', domain],
  ])('serves an API, by %s', (_, wanted) => {
    expect(servesDomain(api, wanted)).toMatchObject({ pass: true });
    const expected = { basePath: 'v1', stage: 'prod' };
    expect(servesDomain(api, wanted, expected)).toMatchObject({ pass: true });
  });

  test('serves an HTTP API', () => {
    const expected = { basePath: 'shop', stage: 'live' };
    expect(servesDomain(v2.http, v2.domain, expected)).toMatchObject({ pass: true });
    expect(servesDomain(v2.chat, v2.domain).message).toContain('- what leads to it is nothing\n');
  });

  test.each([
    ['another name', 'www.example.com', {}],
    ['a domain without a mapping', unused, {}],
    ['the root', 'api.example.com', { basePath: '' }],
    ['another base path', domain, { basePath: 'v2' }],
  ])('fails for %s', (_, wanted, expected) => {
    const { pass, message } = servesDomain(api, wanted, expected);
    expect(pass).toBe(false);
    expect(message).toContain('- what leads to it is api.example.com/v1 (stage prod)\n');
  });

  test('fails on a stage that is not there', () => {
    expect(() => servesDomain(api, domain, { stage: 'dev' })).toThrow('AssertionStage');
  });
});
