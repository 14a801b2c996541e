import { AssertionError, throws } from 'node:assert';
// region bare
import { expectApi, testApp } from 'cdk-gatehouse/testing';
import { StorefrontStack } from '../../../_fixtures/plain-app/storefront-stack';

const { api, live } = new StorefrontStack(testApp(), 'Storefront');

expectApi(api).toHaveRoute('GET /orders/{id}', { apiKey: true, integration: live });
expectApi(api).not.toRequireAuth('GET /health');
// endregion
throws(() => expectApi(api).toHaveRoute('GET /ordes'), AssertionError);
throws(() => expectApi(api).not.toHaveRoute('GET /orders'), AssertionError);
console.log('the storefront is as expected');
