// region first
import { testApp } from 'cdk-gatehouse/testing';
import { OrdersStack } from './orders-stack';

const { api, orders } = new OrdersStack(testApp(), 'Shop');

test('an order is read by a signed request with a key', () => {
  expect(api).toHaveRoute('GET /orders/{id}', {
    auth: 'IAM',
    apiKey: true,
    integration: orders,
    deployedTo: 'prod',
  });
});
// endregion

// region matchers
test('the API is closed, metered and wired', () => {
  expect(api).toRequireAuth();
  expect(api).toRequireApiKey('GET /orders/{id}');
  expect(api).toInvoke(orders, { route: 'GET /orders/{id}', stage: 'prod' });
  expect(api).toMeter('GET /orders/{id}', { plan: 'Gold', rateLimit: 10 });
  expect(api).toThrottle({ rateLimit: 100 });
  expect(api).toHaveStage('prod', { variables: { table: 'orders' } });
  expect(api).toAllowOrigin('https://app.example.com');
  expect(api).not.toAllowOrigin('https://evil.example.com');
});
// endregion
