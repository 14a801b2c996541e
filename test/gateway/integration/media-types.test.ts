import { BinaryMediaTypes, mediaTypeOf } from '../../../lib/gateway/integration/media-types';

test.each([
  [undefined, undefined],
  ['application/json', 'application/json'],
  ['application/json; charset=UTF-8', 'application/json'],
  ['application/json;charset=utf-8', 'application/json'],
  ['Image/PNG', 'image/png'],
  ['image/webp,image/*,*/*;q=0.8', 'image/webp'],
])('the media type of %s is %s', (header, wanted) => {
  expect(mediaTypeOf(header)).toBe(wanted);
});

test.each([
  [['image/png'], 'image/png', true],
  [['image/png'], 'image/jpg', false],
  [['Image/PNG'], 'image/png', true],
  [['image/*'], 'image/jpg', true],
  [['image/*'], 'text/plain', false],
  [['*/*'], 'text/plain', true],
  [['*/*'], undefined, true],
  [['application/*'], undefined, false],
  [['application/*'], 'application', false],
  [['application/*'], 'applications', false],
  [['application/*'], 'application/*', true],
  [['*/test'], 'random/test', false],
  [['*/test'], '*/test', false],
  [['image/png'], '*/*', false],
  [[], 'image/png', false],
])('%j includes %s: %s', (types, mediaType, wanted) => {
  expect(new BinaryMediaTypes(types).includes(mediaType)).toBe(wanted);
});
