import { SimulatedClock } from '../../lib/cloud';

test('stands still from its start until it is advanced', () => {
  const clock = new SimulatedClock('2026-01-01T00:00:00Z');
  expect(clock.now()).toBe(Date.UTC(2026, 0, 1));
  clock.advance(1500);
  expect(clock.now()).toBe(Date.UTC(2026, 0, 1) + 1500);
});

test.each([new Date(5), 5, '1970-01-01T00:00:00.005Z'])('starts at %j', (start) => {
  expect(new SimulatedClock(start).now()).toBe(5);
});

test('runs with real time without a start', () => {
  const before = Date.now();
  const now = new SimulatedClock().now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

test('tells whoever listens that it was advanced', () => {
  const clock = new SimulatedClock(0);
  const seen: number[] = [];
  clock.onAdvance(() => seen.push(clock.now()));
  clock.advance(10);
  clock.advance(0);
  expect(seen).toEqual([10, 10]);
});

test.each(['tomorrow', Number.NaN, new Date('x')])('fails to start at %p', (start) => {
  expect(() => new SimulatedClock(start)).toThrow(/ClockTime: `clock` must be a date/);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('fails to advance by %p', (time) => {
  expect(() => new SimulatedClock(0).advance(time)).toThrow(/ClockTime: .*0 or more milliseconds/);
});
