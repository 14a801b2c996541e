import { ServiceError } from '../../../lib/cloud/services';
import { call, closeStubs, shown, stubs } from './_calls';

afterEach(closeStubs);

describe('Amazon S3', () => {
  test('an object is put with its type and metadata, and its ETag comes back', async () => {
    const made = stubs({ s3: {} });
    const answer = await made.call(
      call('s3', {
        method: 'PUT',
        path: '/photos/a%20b/c.png',
        headers: { 'Content-Type': 'image/png', 'x-amz-meta-Owner': 'me' },
        body: Uint8Array.of(97),
      }),
    );
    expect(answer).toMatchObject({
      status: 200,
      headers: [
        ['ETag', '"0cc175b9c0f1b6a831c399e269772661"'],
        ['x-amz-request-id', 'id-1'],
      ],
    });
    expect(made.calls()[0]).toMatchObject({
      action: 'PutObject',
      input: {
        Bucket: 'photos',
        Key: 'a b/c.png',
        ContentType: 'image/png',
        Metadata: { owner: 'me' },
        Body: Uint8Array.of(97),
      },
    });
  });

  test('an object comes with its bytes and headers', async () => {
    const made = stubs({
      s3: { GetObject: () => ({ Body: 'hi', ContentType: 'text/x', Metadata: { a: '1' } }) },
    });
    expect(await made.call(call('s3', { method: 'GET', path: '/b/k' }))).toMatchObject({
      status: 200,
      headers: [
        ['Content-Type', 'text/x'],
        ['x-amz-meta-a', '1'],
        ['x-amz-request-id', 'id-1'],
      ],
      body: new TextEncoder().encode('hi'),
    });
  });

  test.each([
    ['GET', '/b/k', 'GetObject'],
    ['HEAD', '/b/k', 'HeadObject'],
    ['DELETE', '/b/k', 'DeleteObject'],
    ['GET', '/b', 'ListObjects'],
    ['GET', '/b/?list-type=2', 'ListObjectsV2'],
    ['PUT', '/b', 'CreateBucket'],
    ['GET', '/', 'ListBuckets'],
    ['PUT', '/b/k?partNumber=1&uploadId=u&x-id=UploadPart', 'UploadPart'],
  ])('%s %s is %s', async (method, path, action) => {
    const made = stubs({ s3: { [action]: () => ({}) } });
    await made.call(call('s3', { method, path }));
    expect(made.calls()[0]?.action).toBe(action);
  });

  test('the host may name the bucket', async () => {
    const made = stubs({ s3: { GetObject: () => ({}) } });
    const host = 'photos.eu.s3.eu-west-1.amazonaws.com';
    await made.call(call('s3', { method: 'GET', host, path: '/a/b' }));
    expect(made.calls()[0]?.input).toMatchObject({ Bucket: 'photos.eu', Key: 'a/b' });
  });

  test('a deleted object leaves no content', async () => {
    const answer = await stubs({ s3: {} }).call(call('s3', { method: 'DELETE', path: '/b/k' }));
    expect(answer).toMatchObject({ status: 204, body: new Uint8Array() });
  });

  test('a list is XML', async () => {
    const Contents = [{ Key: 'a&b' }, { Key: 'c' }];
    const made = stubs({ s3: { ListObjectsV2: () => ({ Name: 'b', Contents }) } });
    const answer = await made.call(call('s3', { method: 'GET', path: '/b?list-type=2' }));
    expect(shown(answer)['text']).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>' +
        '<Contents><Key>a&amp;b</Key></Contents><Contents><Key>c</Key></Contents></ListBucketResult>',
    );
  });

  test('fails as S3 does where the responder says so', async () => {
    const GetObject = () => {
      throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
    };
    const answer = await stubs({ s3: { GetObject } }).call(
      call('s3', { method: 'GET', path: '/b/k' }),
    );
    expect(shown(answer)).toEqual({
      status: 404,
      type: 'application/xml',
      text:
        '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code>' +
        '<Message>The specified key does not exist.</Message><Key>k</Key><RequestId>id-1</RequestId></Error>',
    });
  });

  test('fails a method that S3 does not have', async () => {
    const answer = await stubs({ s3: {} }).call(call('s3', { method: 'PATCH', path: '/b/k' }));
    expect(shown(answer)).toMatchObject({ status: 405 });
  });
});
