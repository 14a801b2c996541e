// region test
import { expectApi } from 'cdk-gatehouse/testing';
import { shop } from './shop';

test('GET /orders needs a key, and a tenth of the calls tries what is new', () => {
  expectApi(shop).toHaveRoute('GET /orders', { apiKey: true });
  expectApi(shop).toMeter('GET /orders', { plan: 'free', rateLimit: 5 });
  expectApi(shop).toHaveCanary('prod', { percent: 10 });
});
// endregion
