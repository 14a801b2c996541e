import './setup';
import { testApp } from 'cdk-gatehouse/testing';
import { describe, expect, test } from 'vitest';
import { PetstoreStack } from '../../../_fixtures/plain-app/petstore-stack';
import { StorefrontStack } from '../../../_fixtures/plain-app/storefront-stack';

describe('the storefront', () => {
  const { api, live } = new StorefrontStack(testApp(), 'Storefront');

  test('answers orders', () => {
    expect(api).toHaveRoute('GET /orders/{id}', { apiKey: true, integration: live });
    expect(api).toInvoke(live, { route: 'POST /orders', stage: 'prod' });
    expect(api).not.toRequireAuth('GET /health');
  });

  test('says what is wrong', () => {
    expect(() => expect(api).toHaveRoute('GET /ordes')).toThrow('the nearest is GET /orders');
    expect(() => expect(api).not.toHaveRoute('GET /orders')).toThrow('but it does');
  });

  test('reads an OpenAPI document', () => {
    expect(PetstoreStack).toHaveRoute('POST /pets', { auth: 'IAM' });
  });
});
