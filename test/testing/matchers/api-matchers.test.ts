import { apiMatchers, expectApi, synth, testApp } from '../../../lib/testing';
import { PetstoreStack } from '../../_fixtures/plain-app/petstore-stack';
import { ReleaseStack } from '../../_fixtures/plain-app/release-stack';
import { splitApp } from '../../_fixtures/plain-app/split-app';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const shop = new StorefrontStack(testApp(), 'Shop');

describe('the global expect of Jest', () => {
  test('has every matcher by the import alone', () => {
    expect(shop.api).toHaveRoute('POST /orders', { auth: 'COGNITO', apiKey: true });
    expect(shop.api).toRequireApiKey('POST /orders');
    expect(shop.api).toRequireAuth('GET /orders');
    expect(shop.api).toAllowOrigin('https://app.example.com', {
      credentials: true,
      onErrors: true,
    });
    expect(shop.api).toInvoke(shop.live, { route: 'POST /orders' });
    expect(shop.api).toHaveStage('prod', { variables: { table: 'orders' } });
    expect(shop.api).toMeter('POST /orders', { plan: 'gold' });
    expect(shop.api).toThrottle({ stage: 'prod' });
    expect(new ReleaseStack(testApp(), 'Release').api).toHaveCanary('prod', { percent: 10 });
    const v2 = new V2Stack(testApp(), 'V2');
    expect(v2.http).toServeDomain(v2.domain, { basePath: 'shop' });
  });

  test('turns every matcher round by not', () => {
    expect(shop.api).not.toHaveRoute('PUT /orders');
    expect(shop.api).not.toRequireApiKey();
    expect(shop.api).not.toRequireAuth('GET /health');
    expect(shop.api).not.toAllowOrigin('https://evil.example.com');
    expect(shop.api).not.toBePrivateTo('vpce-1a2b3c4d');
    expect(shop.api).not.toInvoke(shop.live, { route: 'GET /orders' });
    expect(shop.api).not.toServeDomain('api.example.com');
    expect(shop.api).not.toHaveStage('dev');
    expect(shop.api).not.toHaveCanary('prod');
    expect(shop.api).not.toMeter('GET /orders');
    expect(shop.api).not.toThrottle('GET /orders', { rateLimit: 1 });
  });

  test('fails with the message of the assertion', () => {
    expect(() => expect(shop.api).toRequireAuth('GET /health')).toThrow(
      'expected Shop/Api to require authentication on GET /health, but\n- GET /health is public\n\nREST API Shop/Api',
    );
    expect(() => expect(shop.api).not.toRequireAuth('GET /orders')).toThrow(
      'expected Shop/Api not to require authentication on GET /orders, but it does\n\nREST API',
    );
  });
});

describe('the bare form', () => {
  test('has the same names as the matchers', () => {
    const { not, ...names } = expectApi(shop.api);
    expect(Object.keys(names).sort()).toEqual(Object.keys(apiMatchers).sort());
    expect(Object.keys(not).sort()).toEqual(Object.keys(apiMatchers).sort());
  });

  test('fails with an AssertionError whose trace begins in the test', () => {
    const run = () => expectApi(shop.api).toHaveRoute('PUT /orders');
    const code = 'ERR_ASSERTION';
    const stack = expect.not.stringContaining('expect-api');
    expect(run).toThrow(expect.objectContaining({ name: 'AssertionError', code, stack }));
    expect(() => expectApi(shop.api).not.toHaveRoute('GET /orders')).toThrow(
      'expected Shop/Api not to have route GET /orders, but it does',
    );
  });
});

describe('what an assertion may be about', () => {
  test.each([
    ['the construct of an API', shop.api],
    ['its L1', shop.api.node.defaultChild],
    ['its stack', shop],
    ['its app', shop.node.root],
    ['a synthesis', synth(shop)],
    ['an API of a model', synth(shop).model.restApis[0]],
    ['the folder of a cloud assembly', synth(shop).directory],
    ['a class', StorefrontStack],
  ])('%s', (_, target) => {
    expect(target).toHaveRoute('GET /orders/{id}', { apiKey: true });
  });

  test('an imported API that the app adds routes to', () => {
    const { more } = splitApp(testApp());
    expect(more.node.findChild('Imported')).toHaveRoute('GET /more');
    expect(more.node.findChild('Imported')).toHaveRoute('GET /');
  });

  test.each([
    [
      'an app of several APIs',
      () => new V2Stack(testApp(), 'V2'),
      /ApiTarget at V2: must hold one API, got: V2\/Chat, V2\/Http|V2\/Http, V2\/Chat/,
    ],
    ['an app without one', () => testApp(), /ApiTarget: must hold one API, got: none/],
    [
      'a model that no synthesis made',
      () => ({ ...synth(PetstoreStack).model.restApis[0] }) as never,
      /ApiTarget: an API given as a model must come from `synth/,
    ],
  ])('fails for %s', (_, target, message) => {
    expect(() => expectApi(target()).toRequireAuth()).toThrow(message);
  });
});
