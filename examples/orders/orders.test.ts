import type { APIGatewayProxyEvent } from 'aws-lambda';
import { LocalCloud, testApp } from 'cdk-gatehouse/testing';
import { OrdersStack } from './orders-stack';

const ACCOUNT = '111111111111';
const BILLING = `arn:aws:iam::${ACCOUNT}:role/Billing`;
const DOMAIN = 'orders.internal.example.com';
const ORDER = JSON.stringify({ sku: 'kettle', quantity: 2 });
const NEW_ORDER = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: ORDER,
};

/** Stands for the function, whose table is not on this machine. */
const echo = ({ httpMethod, path, requestContext }: APIGatewayProxyEvent) => ({
  statusCode: httpMethod === 'POST' ? 201 : 200,
  body: JSON.stringify({ path, caller: requestContext.identity.userArn }),
});

let cloud: LocalCloud;
afterEach(() => cloud.destroy());

function orders(): OrdersStack {
  return new OrdersStack(testApp(), 'Orders', {
    env: { account: ACCOUNT, region: 'eu-west-1' },
    domainName: DOMAIN,
    certificateArn: `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/0a1b2c3d-0000-4000-8000-000000000000`,
  });
}

async function deploy(): Promise<OrdersStack> {
  const stack = orders();
  cloud = await LocalCloud.deploy(stack, {
    functions: { 'Orders/OrdersFunction': echo },
    clock: '2026-01-01T00:00:00Z',
  });
  return stack;
}

// region inside
/** Services of the VPC call through its endpoint. */
function inside({ api }: OrdersStack) {
  return cloud.from({ vpce: api.vpcEndpoints[0] ?? '' });
}
// endregion

describe('signed requests from inside the VPC', () => {
  test('reach the orders by the address of the API', async () => {
    const stack = await deploy();
    const res = await inside(stack).as(BILLING).stage('prod').fetch('/orders/42');
    expect(res.status).toBe(200);
    expect(await res.json()).toEqual({
      path: '/orders/42',
      caller: `arn:aws:sts::${ACCOUNT}:assumed-role/Billing/local`,
    });
  });

  // region callers
  test('reach the orders by the private domain', async () => {
    const stack = await deploy();
    const res = await inside(stack).as(BILLING).fetch(`https://${DOMAIN}/orders`, NEW_ORDER);
    expect(res.status).toBe(201);
    expect(res.trace.route).toBe('POST /orders');
  });
  // endregion

  test('fail for an order that does not fit the model', async () => {
    const stack = await deploy();
    const bad = { ...NEW_ORDER, body: JSON.stringify({ sku: 'kettle', quantity: 0 }) };
    const res = await inside(stack).as(BILLING).fetch(`https://${DOMAIN}/orders`, bad);
    expect([res.status, await res.json()]).toEqual([400, { message: 'Invalid request body' }]);
  });

  test('fail for a role of another account', async () => {
    const stack = await deploy();
    const stranger = inside(stack).as('arn:aws:iam::222222222222:role/Stranger');
    const res = await stranger.stage('prod').fetch('/orders/42');
    expect(res.status).toBe(403);
    expect(res.trace.gatewayResponse).toBe('ACCESS_DENIED');
  });
});

describe('requests that do not come through the endpoint', () => {
  test('fail from outside of the VPC, signed or not', async () => {
    await deploy();
    for (const caller of [cloud, cloud.as(BILLING)]) {
      const res = await caller.stage('prod').fetch('/orders/42');
      expect([res.status, await res.json()]).toEqual([403, { message: 'Forbidden' }]);
    }
  });

  test('fail through another endpoint', async () => {
    await deploy();
    const other = cloud.from({ vpce: 'vpce-00000000000000000' }).as(BILLING);
    expect((await other.stage('prod').fetch('/orders/42')).status).toBe(403);
    expect((await other.fetch(`https://${DOMAIN}/orders/42`)).status).toBe(403);
  });
});

test('requests without a signature fail inside the VPC too', async () => {
  const stack = await deploy();
  const res = await inside(stack).stage('prod').fetch('/orders/42');
  expect(res.status).toBe(403);
});
