import { fuzzJsonPath } from './fuzz';

test('any path over any document gives a part of the document or a JsonPathError', () => {
  fuzzJsonPath(3000);
});
