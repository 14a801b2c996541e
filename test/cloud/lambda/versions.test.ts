import type { LambdaService, LambdaServiceOptions } from '../../../lib/cloud/lambda';
import type { LambdaAnswer } from '../../../lib/gateway/backends';
import { call, cleanUp, deployed, lambda, ORDERS } from './_local-lambda';

afterEach(cleanUp);

const LIVE = `${ORDERS}:live`;

/** A function whose version n answers n. */
function versioned(count: number, options: LambdaServiceOptions = {}): LambdaService {
  const service = lambda(options);
  for (let n = 1; n <= count; n++) {
    service.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler: () => n } });
    service.publishVersion(ORDERS);
  }
  return service;
}

function invoke(service: LambdaService, functionArn: string): unknown {
  const answer = service.invoke(call({ functionArn })) as LambdaAnswer;
  return answer.kind === 'returned' ? JSON.parse(answer.payload) : answer.kind;
}

function tally(service: LambdaService, calls: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let n = 0; n < calls; n++) {
    const version = String(invoke(service, LIVE));
    counts[version] = (counts[version] ?? 0) + 1;
  }
  return counts;
}

describe('a version', () => {
  test('stays what it was when the function is deployed again', () => {
    const service = versioned(2);
    service.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler: () => 'new' } });
    const names = [`${ORDERS}:1`, `${ORDERS}:2`, `${ORDERS}:$LATEST`, ORDERS];
    expect(names.map((name) => invoke(service, name))).toEqual([1, 2, 'new', 'new']);
  });

  test('is made only where something has changed, and its number is not used again', () => {
    const service = versioned(1);
    expect(service.publishVersion(ORDERS)).toBe('1');
    service.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler: () => 2 } });
    expect(service.publishVersion(ORDERS)).toBe('2');
    service.deleteVersion(ORDERS, '2');
    expect(service.publishVersion(ORDERS)).toBe('3');
  });

  test('has its own variables and its own context', async () => {
    const service = lambda();
    const source =
      'let n = 0; exports.handler = async (e, context) => [++n, context.functionVersion, context.invokedFunctionArn, process.env.AWS_LAMBDA_FUNCTION_VERSION]';
    service.putFunction(deployed(source));
    service.publishVersion(ORDERS);
    service.putAlias(ORDERS, { name: 'live', functionVersion: '1' });
    await service.invoke(call());
    expect(await service.invoke(call({ functionArn: LIVE }))).toEqual({
      kind: 'returned',
      payload: JSON.stringify([1, '1', LIVE, '1']),
    });
  });

  test.each([`${ORDERS}:9`, `${ORDERS}:test`, `${ORDERS}Two`, 'Orders', ''])(
    'fails as missing where there is no %j',
    (functionArn) => {
      expect(invoke(versioned(1), functionArn)).toBe('missing');
    },
  );

  test('fails as missing once it, or the function, is deleted', async () => {
    const service = versioned(1);
    service.deleteVersion(ORDERS, '1');
    expect(invoke(service, `${ORDERS}:1`)).toBe('missing');
    await service.deleteFunction(ORDERS);
    expect(invoke(service, ORDERS)).toBe('missing');
  });
});

describe('an alias', () => {
  test('goes to its version, also when it is pointed elsewhere', () => {
    const service = versioned(2);
    service.putAlias(ORDERS, { name: 'live', functionVersion: '1' });
    expect(invoke(service, LIVE)).toBe(1);
    service.putAlias(ORDERS, { name: 'live', functionVersion: '2' });
    expect(invoke(service, LIVE)).toBe(2);
    service.deleteAlias(ORDERS, 'live');
    expect(invoke(service, LIVE)).toBe('missing');
  });

  test.each([
    [0.05, 100, { 1: 95, 2: 5 }],
    [0.1, 10, { 1: 9, 2: 1 }],
    [0.333, 1000, { 1: 667, 2: 333 }],
    [0.5, 7, { 1: 4, 2: 3 }],
    [0, 20, { 1: 20 }],
    [1, 20, { 2: 20 }],
  ])('with the weight %d divides %i calls exactly', (weight, calls, expected) => {
    const service = versioned(2, { split: 'exact' });
    const additionalVersionWeights = { 2: weight };
    service.putAlias(ORDERS, { name: 'live', functionVersion: '1', additionalVersionWeights });
    expect(tally(service, calls)).toEqual(expected);
  });

  test('keeps the share of each version after every call, within one', () => {
    const service = versioned(3, { split: 'exact' });
    const additionalVersionWeights = { 2: 0.2, 3: 0.3 };
    service.putAlias(ORDERS, { name: 'live', functionVersion: '1', additionalVersionWeights });
    const counts = { 1: 0, 2: 0, 3: 0 };
    for (let n = 1; n <= 100; n++) {
      counts[invoke(service, LIVE) as 1 | 2 | 3]++;
      expect(Math.abs(counts[2] - n * 0.2)).toBeLessThan(1);
      expect(Math.abs(counts[3] - n * 0.3)).toBeLessThan(1);
    }
    expect(counts).toEqual({ 1: 50, 2: 20, 3: 30 });
  });

  test.each([
    [0, 2],
    [0.0499, 2],
    [0.05, 1],
    [0.9999, 1],
  ])('with the weight 0.05 gives the number %d to version %i', (number, version) => {
    const service = versioned(2, { random: () => number });
    const additionalVersionWeights = { 2: 0.05 };
    service.putAlias(ORDERS, { name: 'live', functionVersion: '1', additionalVersionWeights });
    expect(invoke(service, LIVE)).toBe(version);
  });

  test.each([
    [{ name: '12', functionVersion: '1' }, '`name` must be 1 to 128 letters'],
    [{ name: '', functionVersion: '1' }, 'got: ""'],
    [
      { name: 'live', functionVersion: '3' },
      `Function not found: ${ORDERS}:3; the versions of the function are $LATEST, 1, 2`,
    ],
    [
      { name: 'live', functionVersion: '1', additionalVersionWeights: { 9: 0.1 } },
      `Function not found: ${ORDERS}:9; the versions of the function are $LATEST, 1, 2`,
    ],
    [
      { name: 'live', functionVersion: '1', additionalVersionWeights: { 2: 1.01 } },
      'weights of alias live must be from 0 to 1, and 1 at most together, got: {"2":1.01}',
    ],
    [
      { name: 'live', functionVersion: '1', additionalVersionWeights: { 2: -0.1 } },
      'got: {"2":-0.1}',
    ],
  ])('fails for %j', (alias, message) => {
    expect(() => versioned(2).putAlias(ORDERS, alias)).toThrow(message);
  });
});
