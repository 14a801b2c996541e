import { fuzzPolicy } from './fuzz';

test('no policy makes anything but a PolicyError or a decision', () => {
  expect(() => fuzzPolicy(3000)).not.toThrow();
});
