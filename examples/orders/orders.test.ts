import {
  type AttributeMap,
  type DynamoDbResponders,
  LocalCloud,
  ServiceError,
  testApp,
} from 'cdk-gatehouse/testing';
import { OrdersStack } from './orders-stack';

const ACCOUNT = '111111111111';
const BILLING = `arn:aws:iam::${ACCOUNT}:role/Billing`;
const DOMAIN = 'orders.internal.example.com';

// region bundled
/** With the code of its function, which is bundled once for all tests. */
const stack = new OrdersStack(
  testApp({ context: { 'aws:cdk:bundling-stacks': ['**'] } }),
  'Orders',
  {
    env: { account: ACCOUNT, region: 'eu-west-1' },
    domainName: DOMAIN,
    certificateArn: `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/0a1b2c3d-0000-4000-8000-000000000000`,
  },
);

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await LocalCloud.deploy(stack, {
    services: { dynamodb: ordersTable() },
    clock: '2026-01-01T00:00:00Z',
  });
});
afterEach(() => cloud.destroy());
// endregion

// region table
/** What stands for DynamoDB: as much of it as the function uses. */
function ordersTable(): DynamoDbResponders {
  const items = new Map<unknown, AttributeMap>();
  const idOf = ({ id }: AttributeMap) => id?.['S'];
  return {
    PutItem: ({ Item }) => void items.set(idOf(Item), Item),
    GetItem: ({ Key }) => ({ Item: items.get(idOf(Key)) }),
    UpdateItem: ({ Key }) => {
      const item = items.get(idOf(Key));
      if (item?.['state']?.['S'] !== 'open') {
        throw new ServiceError('ConditionalCheckFailedException', 'the order is not open');
      }
      const Attributes = { ...item, state: { S: 'cancelled' } };
      items.set(idOf(Key), Attributes);
      return { Attributes };
    },
  };
}
// endregion

// region inside
/** Services of the VPC call through its endpoint. */
function inside() {
  return cloud.from({ vpce: stack.api.vpcEndpoints[0] ?? '' });
}
// endregion

/** The billing service calls by the private domain. */
function billing(method: string, path: string, body?: object) {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  return inside().as(BILLING).fetch(`https://${DOMAIN}${path}`, init);
}

const KETTLES = { sku: 'kettle', quantity: 2 };

/** Path of an order that was just made. */
async function newOrder(): Promise<string> {
  const res = await billing('POST', '/orders', KETTLES);
  return res.headers.get('location') ?? '';
}

describe('an order', () => {
  test('is created open', async () => {
    const res = await billing('POST', '/orders', KETTLES);
    expect(res.status).toBe(201);
    expect(await res.json()).toEqual({ id: expect.any(String), ...KETTLES, state: 'open' });
    expect(res.trace.route).toBe('POST /orders');
  });

  // region read
  test('is read where it was created', async () => {
    const path = await newOrder();
    const res = await billing('GET', path);
    expect(res.status).toBe(200);
    expect(await res.json()).toMatchObject({ ...KETTLES, state: 'open' });
  });
  // endregion

  test('is not found before it was created', async () => {
    const res = await billing('GET', '/orders/none');
    expect([res.status, await res.json()]).toEqual([404, { message: 'no order none' }]);
  });

  test('is cancelled', async () => {
    const path = await newOrder();
    const res = await billing('DELETE', path);
    expect([res.status, await res.json()]).toMatchObject([200, { state: 'cancelled' }]);
    expect(await (await billing('GET', path)).json()).toMatchObject({ state: 'cancelled' });
  });

  test('is not cancelled twice', async () => {
    const path = await newOrder();
    await billing('DELETE', path);
    const res = await billing('DELETE', path);
    expect(res.status).toBe(409);
    expect(await res.json()).toEqual({ message: expect.stringMatching(/^order .* is not open$/) });
  });

  test.each([
    ['a quantity of none', { ...KETTLES, quantity: 0 }],
    ['no article', { quantity: 2 }],
  ])('is refused for %s, before the function is called', async (_what, order) => {
    const res = await billing('POST', '/orders', order);
    expect([res.status, await res.json()]).toEqual([400, { message: 'Invalid request body' }]);
    expect(cloud.serviceCalls()).toEqual([]);
  });

  test('is kept in the table of the stack', async () => {
    await newOrder();
    expect(cloud.serviceCalls('dynamodb')).toMatchObject([
      { action: 'PutItem', input: { TableName: expect.stringMatching(/^Orders-Table/) } },
    ]);
  });
});

describe('callers', () => {
  // region callers
  test('reach the orders by the private domain', async () => {
    const res = await inside().as(BILLING).fetch(`https://${DOMAIN}/orders/none`);
    expect(res.status).toBe(404);
    expect(res.trace.route).toBe('GET /orders/{id}');
  });
  // endregion

  test('reach the orders by the address of the API', async () => {
    const res = await inside().as(BILLING).stage('prod').fetch('/orders/none');
    expect(res.status).toBe(404);
  });

  test('fail from another account', async () => {
    const stranger = inside().as('arn:aws:iam::222222222222:role/Stranger');
    const res = await stranger.stage('prod').fetch('/orders/42');
    expect(res.status).toBe(403);
    expect(res.trace.gatewayResponse).toBe('ACCESS_DENIED');
  });

  test('fail from outside of the VPC, signed or not', async () => {
    for (const caller of [cloud, cloud.as(BILLING)]) {
      const res = await caller.stage('prod').fetch('/orders/42');
      expect([res.status, await res.json()]).toEqual([403, { message: 'Forbidden' }]);
    }
  });

  test('fail through another endpoint', async () => {
    const other = cloud.from({ vpce: 'vpce-00000000000000000' }).as(BILLING);
    expect((await other.stage('prod').fetch('/orders/42')).status).toBe(403);
    expect((await other.fetch(`https://${DOMAIN}/orders/42`)).status).toBe(403);
  });

  test('fail without a signature inside the VPC too', async () => {
    expect((await inside().stage('prod').fetch('/orders/42')).status).toBe(403);
  });
});
