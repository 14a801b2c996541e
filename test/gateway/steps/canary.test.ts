import * as fc from 'fast-check';
import { exactSplit, randomSplit } from '../../../lib/gateway/steps/canary';
import { TestClock } from '../_driver';
import { bodyOf, headerOf, request, route, settings, snapshot, stageOf } from '../_stage';

const stable = snapshot([route('GET /')], {}, 'stable');
const next = snapshot([route('GET /'), route('GET /new')], {}, 'next');

function canaryStage(percentTraffic: number, canarySplit: 'random' | 'exact', random = () => 0) {
  return stageOf(stable, {
    canarySplit,
    world: { random },
    settings: {
      variables: { a: 'stage', b: 'stage' },
      canary: { snapshot: next, percentTraffic, variables: { b: 'canary' }, useStageCache: false },
    },
    run: (exchange) => ({
      status: 200,
      headers: [['x-canary', String(exchange.context()['isCanaryRequest'])]],
      body: Buffer.from(
        JSON.stringify({
          deploymentId: exchange.snapshot.deploymentId,
          ...exchange.stageVariables,
        }),
      ),
    }),
  });
}

describe('canary', () => {
  test.each([
    [0, 0, false],
    [10, 0.0999, true],
    [10, 0.1, false],
    [100, 0.9999, true],
  ])('at %d percent the number %d decides for the canary: %p', (percent, number, expected) => {
    expect(randomSplit(() => number)(percent)).toBe(expected);
  });

  test('the exact split gives any number of requests exactly the percentage', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ max: 500, min: 1 }),
        (tenths, n) => {
          const split = exactSplit();
          const hits = Array.from({ length: n }, () => split(tenths / 10)).filter(Boolean).length;

          expect(hits).toBe(Math.floor((n * tenths) / 1000));
        },
      ),
    );
  });

  test('the exact split starts anew when the percentage changes', () => {
    const split = exactSplit();
    const hitsOf = (n: number, percent: number) =>
      Array.from({ length: n }, () => split(percent)).filter(Boolean).length;

    expect([hitsOf(7, 10), hitsOf(4, 25), hitsOf(3, 0), hitsOf(2, 100)]).toEqual([0, 1, 0, 2]);
  });

  test('the canary has its own deployment, and its variables over those of the stage', async () => {
    const stage = canaryStage(50, 'exact');
    const [first, second] = [
      await stage.handle(request('GET /')),
      await stage.handle(request('GET /')),
    ];

    expect(JSON.parse(bodyOf(first))).toEqual({ deploymentId: 'stable', a: 'stage', b: 'stage' });
    expect(JSON.parse(bodyOf(second))).toEqual({ deploymentId: 'next', a: 'stage', b: 'canary' });
    expect([first, second].map((answer) => headerOf(answer, 'x-canary'))).toEqual([
      'false',
      'true',
    ]);
    expect(second.trace.isCanary).toBe(true);
    expect(stage.metrics().Count).toBe(1);
    expect(stage.metrics('canary').Count).toBe(1);
  });

  test('without a canary nothing is said of one', async () => {
    const stage = stageOf(stable);

    expect((await stage.handle(request('GET /'))).trace.context()).not.toHaveProperty(
      'isCanaryRequest',
    );
  });

  test('a canary shares the throttle of the stage', async () => {
    const stage = stageOf(stable, {
      clock: new TestClock(),
      canarySplit: 'exact',
      settings: {
        methodSettings: [{ resourcePath: '/*', httpMethod: '*', rateLimit: 1, burstLimit: 1 }],
        canary: { snapshot: next, percentTraffic: 50, variables: {}, useStageCache: false },
      },
    });
    const answers = [await stage.handle(request('GET /')), await stage.handle(request('GET /'))];

    expect(answers.map(({ status, trace }) => [status, trace.isCanary])).toEqual([
      [200, false],
      [429, true],
    ]);
  });

  test('a change of the stage is live at once', async () => {
    const stage = canaryStage(0, 'exact');
    const canary = { snapshot: next, percentTraffic: 100, variables: {}, useStageCache: false };
    stage.update({ settings: settings({ canary }) });

    expect((await stage.handle(request('GET /new'))).status).toBe(200);
    stage.update({ settings: settings() });
    expect((await stage.handle(request('GET /new'))).status).toBe(403);
  });
});
