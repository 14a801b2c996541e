import { fuzzVtl } from './fuzz';

test('random templates and garbage give a text, or an error with a place', () => {
  expect(() => fuzzVtl(400)).not.toThrow();
});
