import fs from 'node:fs';
import { Duration, Validations } from 'aws-cdk-lib';
import { MockIntegration } from 'aws-cdk-lib/aws-apigateway';
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import { LocalCloud, type LocalCloudOptions, testApp } from 'cdk-gatehouse/testing';
import { StorefrontStack, type StorefrontStackProps } from './storefront-stack';

const env = { account: '111111111111', region: 'eu-west-1' };
const CATALOGUE = 'Storefront/CatalogueFunction';

const read = fs.readFileSync;

let cloud: LocalCloud;
afterEach(async () => {
  await cloud.destroy();
  jest.restoreAllMocks();
});

const BRANDS = new MockIntegration({
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  integrationResponses: [{ statusCode: '200' }],
});
const BRANDS_ANSWER = { methodResponses: [{ statusCode: '200' }] };

/** A function that says which version of the code answers. */
const code = (name: string) => () => ({ statusCode: 200, body: name });

/** What is recorded of production where the app is synthesized: at first nothing. */
function recordProduction(entry?: object): void {
  const ledger = entry && { '111111111111/eu-west-1/Storefront/Prod': entry };
  jest
    .spyOn(fs, 'readFileSync')
    .mockImplementation(((file: string, ...others: []) =>
      file.endsWith('canary.json')
        ? JSON.stringify(ledger ?? {})
        : read(file, ...others)) as typeof read);
}

function storefront(props: StorefrontStackProps = {}, context = {}): StorefrontStack {
  const stack = new StorefrontStack(testApp({ context }), 'Storefront', { env, ...props });
  const id = 'Annotation::cdk-gatehouse:canaryNotPinned';
  Validations.of(stack).acknowledge({ id, reason: 'The first deploy serves everybody' });
  return stack;
}

// region deploy
async function deploy(options: LocalCloudOptions = {}): Promise<void> {
  recordProduction();
  cloud = await LocalCloud.deploy(storefront(), {
    functions: { [CATALOGUE]: code('one') },
    clock: '2026-01-01T00:00:00Z',
    canarySplit: 'exact',
    ...options,
  });
}
// endregion

// region call
function readProducts(consumer = 'acme', path = '/products?q=cup') {
  const headers = { 'x-api-key': cloud.apiKey(consumer) };
  return cloud.stage('prod').fetch(path, { headers });
}
// endregion

/** Calls slowly enough for every throttle, and counts what came. */
async function callTimes(times: number, path?: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let call = 0; call < times; call += 1) {
    cloud.clock.advance(Duration.seconds(1));
    const text = await (await readProducts('acme', path)).text();
    counts[text] = (counts[text] ?? 0) + 1;
  }
  return counts;
}

describe('keys', () => {
  // region first
  test('let partners read the catalogue', async () => {
    await deploy();
    const res = await readProducts();
    expect([res.status, await res.text()]).toEqual([200, 'one']);
  });
  // endregion

  test('of both generations of a consumer work, so that they can be changed', async () => {
    await deploy();
    const next = cloud.apiKey('acme/Generation2');
    expect(next).not.toBe(cloud.apiKey('acme'));
    expect((await readProducts('acme/Generation2')).status).toBe(200);
  });

  test.each([[{}], [{ 'x-api-key': 'made-up-key-0000000000' }]])(
    'fails with Forbidden for the headers %j',
    async (headers) => {
      await deploy();
      const res = await cloud.stage('prod').fetch('/products?q=cup', { headers });
      expect([res.status, await res.json()]).toEqual([403, { message: 'Forbidden' }]);
    },
  );
});

describe('the catalogue', () => {
  test('fails without a search text, and the function is not asked', async () => {
    const asked = jest.fn(code('one'));
    await deploy({ functions: { [CATALOGUE]: asked } });
    const res = await readProducts('acme', '/products');
    expect(res.status).toBe(400);
    expect(await res.json()).toEqual({ message: 'Missing required request parameters: [q]' });
    expect(asked).not.toHaveBeenCalled();
  });

  test('answers by its bundled code', async () => {
    recordProduction();
    const stack = storefront({}, { [BUNDLING_STACKS]: ['**'] });
    cloud = await LocalCloud.deploy(stack);
    const res = await readProducts('acme', '/products/kettle');
    expect(await res.json()).toMatchObject({ id: 'kettle', price: 4900 });
    expect((await readProducts('acme', '/products/sofa')).status).toBe(404);
  });

  test('answers preflight requests without a key', async () => {
    await deploy();
    const res = await cloud.stage('prod').fetch('/products', { method: 'OPTIONS' });
    expect(res.status).toBe(204);
    expect(res.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('tiers', () => {
  // region clock
  test('let a partner search 40 times at once, and then 20 times a second', async () => {
    await deploy();
    const burst = await Promise.all(Array.from({ length: 41 }, () => readProducts()));
    expect(burst.filter(({ status }) => status === 200)).toHaveLength(40);
    expect(burst.at(-1)?.status).toBe(429);
    cloud.clock.advance(Duration.millis(50));
    expect((await readProducts()).status).toBe(200);
    expect((await readProducts()).status).toBe(429);
  });
  // endregion

  test('let a newcomer call 1,000 times a day', async () => {
    await deploy();
    for (let call = 0; call < 1000; call += 1) {
      cloud.clock.advance(Duration.seconds(1));
      expect((await readProducts('newcomer')).status).toBe(200);
    }
    cloud.clock.advance(Duration.seconds(1));
    const res = await readProducts('newcomer');
    expect([res.status, await res.json()]).toEqual([429, { message: 'Limit Exceeded' }]);
    cloud.clock.advance(Duration.days(1));
    expect((await readProducts('newcomer')).status).toBe(200);
  });
});

describe('a changed API', () => {
  async function startCanary(): Promise<void> {
    await deploy();
    recordProduction({ stableDeploymentId: cloud.stage('prod').deploymentId });
    const changed = storefront();
    changed.api.root.addResource('brands').addMethod('GET', BRANDS, BRANDS_ANSWER);
    await cloud.deploy(changed);
  }

  // region canary
  test('is tried on a tenth of the calls', async () => {
    await startCanary();
    const statuses: number[] = [];
    for (let call = 0; call < 100; call += 1) {
      const res = await cloud.stage('prod').fetch('/brands');
      expect(res.trace.isCanary).toBe(res.status === 200);
      statuses.push(res.status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(cloud.stage('prod').canaryMetrics.Count).toBe(10);
  });
  // endregion

  test('serves everybody once it is promoted', async () => {
    await startCanary();
    const promoted = storefront({}, { canary: 'promote' });
    promoted.api.root.addResource('brands').addMethod('GET', BRANDS, BRANDS_ANSWER);
    await cloud.deploy(promoted);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => cloud.stage('prod').fetch('/brands')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

test('changed code is tried on five of a hundred calls', async () => {
  await deploy();
  recordProduction({ stableDeploymentId: cloud.stage('prod').deploymentId });
  const changed = storefront({ stableVersion: '1' });
  changed.catalogue.addEnvironment('BUILD', '2');
  await cloud.deploy(changed, { functions: { [CATALOGUE]: code('two') } });
  expect(await callTimes(100)).toEqual({ one: 95, two: 5 });
});
