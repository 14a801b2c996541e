import { synth } from '../../../lib/testing';
import { routesOf } from '../../../lib/testing/apis/route-facts';
import { nearestRoute } from '../../../lib/testing/routes/nearest-route';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';

const synthesis = synth(StorefrontStack);
const [api] = synthesis.model.restApis;
const routes = api === undefined ? [] : routesOf(synthesis, api);

test.each([
  ['GET /ordrs', 'GET /orders'],
  ['PUT /orders/{id}', 'GET /orders/{id}'],
  ['GET /orders/{orderId}', 'GET /orders/{id}'],
  ['GET /orders/id', 'GET /orders/{id}'],
  ['POST /order', 'POST /orders'],
  ['GET /health/live', 'GET /health'],
])('the route nearest to %s is %s', (key, nearest) => {
  expect(nearestRoute(routes, key)?.key).toBe(nearest);
});

test('there is none among no routes', () => {
  expect(nearestRoute([], 'GET /orders')).toBeUndefined();
});
