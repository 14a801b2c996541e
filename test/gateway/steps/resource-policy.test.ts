import { MAX_METHOD_ARN_BYTES } from '../../../lib/gateway/steps/resource-policy';
import { authorizer, NO_BACKENDS, route, send, snapshot, stageOf } from '../_stage';

const ARN = 'arn:aws:execute-api:us-east-1:********9012:abc/prod';

function statement(effect: string, resource = 'execute-api:/*') {
  return { Effect: effect, Principal: '*', Action: 'execute-api:Invoke', Resource: resource };
}

function guardedBy(...statements: unknown[]) {
  const policy = { Version: '2012-10-17', Statement: statements };
  return stageOf(snapshot([route('GET /'), route('GET /{proxy+}')], { policy }));
}

describe('resource policy', () => {
  test.each([
    ['nothing is said of the caller', [statement('Allow', 'execute-api:/other/*')], ''],
    [
      'the caller is denied',
      [statement('Allow'), statement('Deny', 'execute-api:/prod/GET/a')],
      ' with an explicit deny',
    ],
  ])('fails when %s, and names what was called', async (_what, statements, end) => {
    expect(await send(guardedBy(...statements), 'GET /a')).toEqual([
      403,
      `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${ARN}/GET/a${end}"}`,
    ]);
  });

  // As answered in regions that AWS has changed; which of them have is not documented.
  test.each([
    [
      'a resource policy allows nothing',
      [statement('Allow', 'execute-api:/other/*')],
      'because no resource-based policy allows the execute-api:Invoke action',
    ],
    [
      'a resource policy denies',
      [statement('Deny')],
      'with an explicit deny in a resource-based policy',
    ],
  ])('says which kind of policy has decided where that is wanted: %s', async (_what, list, end) => {
    const policy = { Version: '2012-10-17', Statement: list };
    const stage = stageOf(snapshot([route('GET /a')], { policy }), {
      world: { denialReasons: true },
    });
    expect((await send(stage, 'GET /a'))[1]).toBe(
      `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${ARN}/GET/a ${end}"}`,
    );
  });

  test('says so of the policy of an authorizer, too', async () => {
    const policyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: '*' }],
    };
    const guard = { authorizationType: 'CUSTOM', authorizer: 'authorizer' };
    const api = snapshot([route('GET /a', guard)], { authorizers: [authorizer({})] });
    const payload = JSON.stringify({ principalId: 'ada', policyDocument });
    const stage = stageOf(api, {
      world: { denialReasons: true },
      backends: { ...NO_BACKENDS, lambda: () => ({ kind: 'returned', payload }) },
    });
    expect((await send(stage, 'GET /a', [['Authorization', 'x']]))[1]).toBe(
      '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
    );
  });

  test('may be written as text', async () => {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement('Allow')] });

    expect(await send(stageOf(snapshot([route('GET /')], { policy })), 'GET /')).toEqual([
      200,
      'd1',
    ]);
  });

  test('fails for a private API without one', async () => {
    const stage = stageOf(snapshot([route('GET /')], { endpointTypes: ['PRIVATE'] }));

    expect((await send(stage, 'GET /'))[0]).toBe(403);
  });

  test('fails to freeze when it is none', () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [{ ...statement('Allow'), Effect: 'Perhaps' }],
    };

    expect(() => stageOf(snapshot([route('GET /')], { policy }))).toThrow(/Policy: .*Effect/);
  });

  test.each([
    [MAX_METHOD_ARN_BYTES, 403],
    [MAX_METHOD_ARN_BYTES + 1, 414],
  ])('an ARN of %d bytes of a guarded method is answered by %d', async (bytes, status) => {
    const stage = stageOf(snapshot([route('GET /{proxy+}', { authorizationType: 'AWS_IAM' })]));
    const start = 'arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/'.length;

    expect((await send(stage, `GET /${'a'.repeat(bytes - start)}`))[0]).toBe(status);
  });
});
