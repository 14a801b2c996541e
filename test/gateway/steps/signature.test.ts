import type { GatewayRequest, HeaderPair, LocalCredentials } from '../../../lib/gateway';
import {
  canonicalRequest,
  signatureOf,
  stringToSign,
} from '../../../lib/gateway/steps/canonical-request';
import { TestClock } from '../_driver';
import { bodyOf, DOMAIN, headerOf, request, route, snapshot, stageOf } from '../_stage';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const ALLOW = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const user: LocalCredentials = {
  secretAccessKey: SECRET,
  arn: 'arn:aws:iam::123456789012:user/ada',
  accountId: '123456789012',
  userId: 'AIDAEXAMPLE',
  policies: [{ Version: '2012-10-17', Statement: [ALLOW] }],
};

interface Caller {
  readonly credentials?: LocalCredentials;
  readonly seconds?: number;
  readonly policy?: unknown;
}

async function call(
  sent: GatewayRequest,
  { credentials = user, seconds = 0, policy }: Caller = {},
) {
  const clock = new TestClock(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000);
  const routes = ['GET /{proxy+}', 'POST /{proxy+}'].map((key) =>
    route(key, { authorizationType: 'AWS_IAM' }),
  );
  const gateway = stageOf(snapshot(routes, policy === undefined ? {} : { policy }), {
    clock,
    settings: { name: 'dev' },
    world: { credentials: (id) => (id === 'AKIDEXAMPLE' ? credentials : undefined) },
  });
  return gateway.handle({ ...sent, fullPath: `/dev${sent.path}` });
}

function signed(signature: string, headers = 'host;x-amz-content-sha256;x-amz-date'): HeaderPair[] {
  return [
    ['X-Amz-Date', '20260101T000000Z'],
    ['X-Amz-Content-Sha256', EMPTY_HASH],
    [
      'Authorization',
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=${headers}, Signature=${signature}`,
    ],
  ];
}

const PLAIN = 'b30b56dbee9d1b72f373cf3b73d0f43235c30a312c4513cb5aaf78f7b4f63663';

/** Signed by @smithy/signature-v4 5, with the example credentials of AWS's documentation. */
const SIGNED: readonly [string, GatewayRequest, Caller][] = [
  ['a plain GET', request('GET /orders', signed(PLAIN)), {}],
  [
    'a path with escapes',
    request(
      'GET /a%20b/%C3%A9@x',
      signed('bcb88c78520bb71b4e195dd696147f2209968adb975ca4324fe9ddffe392d69d'),
    ),
    {},
  ],
  [
    'a query with repeated and odd names',
    request(
      'GET /orders?b=2&b=1&a%20b=c%26d&z=',
      signed('4d403ba39bffb60b1c43aeeaaf6de8d6ce0c462751ff381209e7290fa7de14c5'),
    ),
    {},
  ],
  [
    'a body, and a header with blanks',
    request(
      'POST /orders',
      [
        ['Content-Type', 'application/json'],
        ['X-Spaces', '  a   b '],
        ...signed(
          '0c7e6e750f9ea8ba6e5fb24c16a7cf75570fe427239f8312803e1753cd9dacb5',
          'content-type;host;x-amz-content-sha256;x-amz-date;x-spaces',
        ).map(
          ([name, value]): HeaderPair =>
            value === EMPTY_HASH
              ? [name, 'f9d86028c6e0d64e225186f96acb69338b2c59764df79162107f5c4bb34d1310']
              : [name, value],
        ),
      ],
      { body: Buffer.from('{"a": 1}') },
    ),
    {},
  ],
  [
    'a session',
    request('GET /orders', [
      ['X-Amz-Security-Token', 'session-token'],
      ...signed(
        '773f3dd5be5109976490dbed1d0891110fa2b3fd51ca59ad5fab921d754b5abe',
        'host;x-amz-content-sha256;x-amz-date;x-amz-security-token',
      ),
    ]),
    { credentials: { ...user, sessionToken: 'session-token' } },
  ],
];

const PRESIGNED = request(
  'GET /orders?a=1%202&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Fus-east-1%2Fexecute-api%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=2c41f862b3590320bedbf1b6259caeb0ba00a1ca94084ca62b03e9a940b8eb12',
);

describe('signature', () => {
  // The test suite that AWS publishes for Signature Version 4.
  test.each([
    ['get-vanilla', 'GET', '', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'post-vanilla',
      'POST',
      '',
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
    [
      'get-vanilla-query-order-key-case',
      'GET',
      'Param2=value2&Param1=value1',
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
  ])('is that of the case %s', (_name, method, query, signature) => {
    const date = '20150830T123600Z';
    const headers = [
      ['Host', 'example.amazonaws.com'],
      ['X-Amz-Date', date],
    ] as const;
    const sent = { ...request('GET /'), method, query, headers, fullPath: '/' };
    const scope = { date: '20150830', region: 'us-east-1', service: 'service' };
    const canonical = canonicalRequest(sent, ['host', 'x-amz-date']);

    expect(signatureOf(SECRET, scope, stringToSign({ date, scope }, canonical))).toBe(signature);
  });

  test.each(SIGNED)('of %s is accepted', async (_what, sent, caller) => {
    const answer = await call(sent, caller);

    expect([answer.status, bodyOf(answer)]).toEqual([200, 'd1']);
    expect(answer.trace.context()).toMatchObject({
      identity: { userArn: user.arn, caller: 'AIDAEXAMPLE', accessKey: 'AKIDEXAMPLE' },
    });
  });

  test.each(SIGNED)('of %s fails when the path is another', async (_what, sent, caller) => {
    const answer = await call({ ...sent, path: '/other' }, caller);

    expect([answer.status, headerOf(answer, 'x-amzn-ErrorType')]).toEqual([
      403,
      'InvalidSignatureException',
    ]);
  });

  test('fails when the body is another', async () => {
    const answer = await call(request('GET /orders', signed(PLAIN), { body: Buffer.from('x') }));

    expect([answer.status, bodyOf(answer)]).toEqual([
      403,
      expect.stringContaining('does not match'),
    ]);
  });

  // As in transcripts: mhart/aws4 issue 33, and joona/aws-es-curl issue 15 for the region.
  test.each([
    [
      signed('0'.repeat(64)),
      `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'POST\n/dev/orders\n\nhost:${DOMAIN}\nx-amz-content-sha256:${EMPTY_HASH}\nx-amz-date:20260101T000000Z\n\nhost;x-amz-content-sha256;x-amz-date\n${EMPTY_HASH}'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260101T000000Z\n20260101/us-east-1/execute-api/aws4_request\n*'\n`,
    ],
    [
      signed(PLAIN).map(([n, v]): HeaderPair => [n, v.replace('us-east-1', 'eu-west-1')]),
      "Credential should be scoped to a valid region, not 'eu-west-1'. ",
    ],
  ])('fails with what is wrong', async (headers, expected) => {
    const { message } = JSON.parse(bodyOf(await call(request('POST /orders', headers))));

    expect(message.replace(/[0-9a-f]{64}'\n$/, "*'\n")).toBe(expected);
  });

  test.each([
    [300, 200, 'd1'],
    [
      301,
      403,
      '{"message":"Signature expired: 20260101T000000Z is now earlier than 20260101T000001Z (20260101T000501Z - 5 min.)"}',
    ],
    [-300, 200, 'd1'],
    [
      -301,
      403,
      '{"message":"Signature not yet current: 20260101T000000Z is still later than 20251231T235959Z (20251231T235459Z + 5 min.)"}',
    ],
  ])('made %d seconds ago is answered by %d', async (seconds, status, body) => {
    const answer = await call(request('GET /orders', signed(PLAIN)), { seconds });

    expect([answer.status, bodyOf(answer)]).toEqual([status, body]);
  });

  test.each([
    [60, 200],
    [61, 403],
  ])(
    'in an address good for a minute is answered after %d seconds by %d',
    async (seconds, status) => {
      expect((await call(PRESIGNED, { seconds })).status).toBe(status);
    },
  );

  test.each<[string, HeaderPair[], string]>([
    [
      'a key that nobody has',
      signed(PLAIN).map(([n, v]) => [n, v.replace('AKID', 'AKIX')]),
      'UnrecognizedClientException',
    ],
    [
      'a session token that is not theirs',
      [...signed(PLAIN), ['X-Amz-Security-Token', 'x']],
      'UnrecognizedClientException',
    ],
    [
      'another region',
      signed(PLAIN).map(([n, v]) => [n, v.replace('us-east-1', 'eu-west-1')]),
      'InvalidSignatureException',
    ],
    [
      'another service',
      signed(PLAIN).map(([n, v]) => [n, v.replace('/execute-api/', '/s3/')]),
      'InvalidSignatureException',
    ],
    ['no host signed', signed(PLAIN, 'x-amz-date'), 'IncompleteSignatureException'],
    ['no date', signed(PLAIN).slice(1), 'IncompleteSignatureException'],
    [
      'an algorithm of its own',
      [
        ['X-Amz-Date', '20260101T000000Z'],
        ['Authorization', 'X Credential=a, SignedHeaders=b, Signature=c'],
      ],
      'IncompleteSignatureException',
    ],
    ['Basic authentication', [['Authorization', 'Basic YTpi']], 'IncompleteSignatureException'],
    ['nothing', [], 'MissingAuthenticationTokenException'],
  ])('fails with %s', async (_what, headers, errorType) => {
    const answer = await call(request('GET /orders', headers));

    expect([answer.status, headerOf(answer, 'x-amzn-ErrorType')]).toEqual([403, errorType]);
  });
});

describe('IAM authorization', () => {
  const arn = 'arn:aws:execute-api:us-east-1:********9012:abc/dev/GET/orders';
  const explicitDeny = { ...ALLOW, Effect: 'Deny' };
  const statements = (...all: unknown[]) => ({
    credentials: { ...user, policies: [{ Version: '2012-10-17', Statement: all }] },
  });

  test('fails without a policy that allows', async () => {
    const answer = await call(request('GET /orders', signed(PLAIN)), {
      credentials: { ...user, policies: [] },
    });

    expect([answer.status, bodyOf(answer)]).toEqual([
      403,
      `{"Message":"User: ${user.arn} is not authorized to perform: execute-api:Invoke on resource: ${arn}"}`,
    ]);
  });

  test('fails by an explicit deny, whatever is allowed', async () => {
    const answer = await call(
      request('GET /orders', signed(PLAIN)),
      statements(ALLOW, explicitDeny),
    );

    expect([answer.status, bodyOf(answer)]).toEqual([
      403,
      expect.stringContaining(`${arn} with an explicit deny"}`),
    ]);
  });

  test('within the account the resource policy may allow by itself, across accounts both must', async () => {
    const resourcePolicy = {
      Version: '2012-10-17',
      Statement: [{ ...ALLOW, Principal: '*', Resource: 'execute-api:/*' }],
    };
    const without = { ...user, policies: [] };
    const other = 'arn:aws:iam::210987654321:user/ada';
    const stranger = { ...without, arn: other, accountId: '210987654321' };
    const sent = request('GET /orders', signed(PLAIN));

    expect((await call(sent, { credentials: without, policy: resourcePolicy })).status).toBe(200);
    expect((await call(sent, { credentials: stranger, policy: resourcePolicy })).status).toBe(403);
    const allowed = { ...stranger, policies: user.policies };
    expect((await call(sent, { credentials: allowed, policy: resourcePolicy })).status).toBe(200);
  });
});
