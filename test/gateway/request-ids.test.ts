import { RequestIdSequence } from '../../lib/gateway';
import { randomWord } from '../../lib/gateway/random';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function idsOf(seed: number, count: number) {
  const sequence = new RequestIdSequence(seed);
  return Array.from({ length: count }, () => sequence.next());
}

describe('request ids', () => {
  test('have the forms of the service', () => {
    for (const ids of idsOf(1, 100)) {
      expect(ids.requestId).toMatch(UUID);
      expect(ids.extendedRequestId()).toMatch(/^[\w-]{15}=$/);
    }
  });

  test('the root of a trace has the time and 24 digits', () => {
    const [ids] = idsOf(1, 1);

    expect(ids?.traceRoot(0x5759e988 * 1000)).toMatch(/^1-5759e988-[0-9a-f]{24}$/);
  });

  test('are the same for the same seed, and others for another', () => {
    const textOf = (seed: number) =>
      idsOf(seed, 5).map((ids) => [ids.requestId, ids.extendedRequestId(), ids.traceRoot(0)]);

    expect(textOf(1)).toEqual(textOf(1));
    expect(textOf(1)).not.toEqual(textOf(2));
  });

  test('do not repeat', () => {
    const ids = idsOf(7, 20_000);

    expect(new Set(ids.map(({ requestId }) => requestId)).size).toBe(20_000);
    expect(new Set(ids.map((each) => each.extendedRequestId())).size).toBe(20_000);
  });

  test('random words use all of their bits', () => {
    const words = Array.from({ length: 4096 }, (_, position) => randomWord(3, position));
    for (let bit = 0; bit < 32; bit += 1) {
      const set = words.filter((word) => (word >>> bit) & 1).length;
      expect(Math.abs(set - 2048)).toBeLessThan(200);
    }
  });
});
