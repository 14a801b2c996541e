import type { LambdaPermission, LambdaService } from '../../../lib/cloud/lambda';
import type { LambdaAnswer } from '../../../lib/gateway/backends';
import { call, cleanUp, lambda, METHOD_ARN, ORDERS } from './_local-lambda';

afterEach(cleanUp);

const PERMISSION: LambdaPermission = {
  statementId: 's',
  action: 'lambda:InvokeFunction',
  principal: 'apigateway.amazonaws.com',
};

function service(): LambdaService {
  const made = lambda();
  made.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler: () => 1 } });
  made.publishVersion(ORDERS);
  made.putAlias(ORDERS, { name: 'live', functionVersion: '1' });
  return made;
}

function invoke(made: LambdaService, functionArn = ORDERS, sourceArn = METHOD_ARN): string {
  return (made.invoke(call({ functionArn, sourceArn })) as LambdaAnswer).kind;
}

describe('API Gateway may call a function', () => {
  const api = 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5';
  test.each<[string, Partial<LambdaPermission>]>([
    ['by any method', {}],
    ['by exactly this method', { sourceArn: METHOD_ARN }],
    ['by any stage, method and path of the API', { sourceArn: `${api}/*` }],
    ['by any stage', { sourceArn: `${api}/*/GET/orders` }],
    ['by a stage of four letters', { sourceArn: `${api}/????/GET/orders` }],
    ['by stars in a row', { sourceArn: `${api}/**/orders` }],
    ['by any API', { sourceArn: 'arn:aws:execute-api:*:*:*/prod/*' }],
    ['by any ARN', { sourceArn: '*' }],
    ['of this account', { sourceAccount: '123456789012' }],
    ['as anybody', { principal: '*' }],
    ['by any action', { action: 'lambda:*' }],
    ['by an action in capitals', { action: 'lambda:invokefunction' }],
  ])('%s', (_what, more) => {
    const made = service();
    made.addPermission(ORDERS, { ...PERMISSION, ...more });
    expect(invoke(made)).toBe('returned');
  });

  test('that runs with the credentials of a role, without any permission', () => {
    expect(
      service().invoke(call({ credentials: 'arn:aws:iam::123456789012:role/r' })),
    ).toMatchObject({
      kind: 'returned',
    });
  });

  test('when one of several statements says so', () => {
    const made = service();
    made.addPermission(ORDERS, { ...PERMISSION, statementId: 'a', sourceArn: `${api}/dev/*` });
    made.addPermission(ORDERS, { ...PERMISSION, statementId: 'b', sourceArn: `${api}/prod/*` });
    expect(invoke(made)).toBe('returned');
  });
});

describe('fails to let API Gateway call a function', () => {
  const api = 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5';
  test.each<[string, Partial<LambdaPermission>]>([
    ['by another method', { sourceArn: `${api}/prod/POST/orders` }],
    ['by another stage', { sourceArn: `${api}/test/*` }],
    ['by a stage of three letters', { sourceArn: `${api}/???/GET/orders` }],
    ['by the beginning of the ARN', { sourceArn: `${api}/prod` }],
    ['by another API', { sourceArn: 'arn:aws:execute-api:*:*:zzzzzzzzzz/*' }],
    ['by a star that would pass a colon', { sourceArn: 'arn:aws:execute-api:*' }],
    ['by the name in capitals', { sourceArn: METHOD_ARN.replace('orders', 'Orders') }],
    ['of another account', { sourceAccount: '999999999999' }],
    ['as another service', { principal: 's3.amazonaws.com' }],
    ['as an account', { principal: '123456789012' }],
    ['by another action', { action: 'lambda:GetFunction' }],
    ['by the function’s URL', { action: 'lambda:InvokeFunctionUrl' }],
    ['as a member of an organization', { principalOrgId: 'o-1', principal: '*' }],
    ['without its token', { eventSourceToken: 'secret' }],
    ['but by the function’s URL, without a signature', { functionUrlAuthType: 'NONE' }],
    ['but by the function’s URL', { invokedViaFunctionUrl: true }],
  ])('%s', (_what, more) => {
    const made = service();
    made.addPermission(ORDERS, { ...PERMISSION, ...more });
    expect(invoke(made)).toBe('forbidden');
  });

  test('without a statement, and after it is removed', () => {
    const made = service();
    expect(invoke(made)).toBe('forbidden');
    made.addPermission(ORDERS, PERMISSION);
    expect(invoke(made)).toBe('returned');
    expect(made.removePermission(ORDERS, 's')).toBe(true);
    expect(made.removePermission(ORDERS, 's')).toBe(false);
    expect(invoke(made)).toBe('forbidden');
  });

  test.each([
    ['the function', ORDERS, ORDERS],
    ['an alias', `${ORDERS}:live`, `${ORDERS}:live`],
    ['a version', `${ORDERS}:1`, `${ORDERS}:1`],
  ])('by any name but that of %s, which the statement is for', (_what, granted, only) => {
    const made = service();
    made.addPermission(granted, PERMISSION);
    const names = [ORDERS, `${ORDERS}:live`, `${ORDERS}:1`, `${ORDERS}:$LATEST`];
    expect(names.filter((name) => invoke(made, name) === 'returned')).toEqual([only]);
  });

  test('through an alias that was deleted and made again', () => {
    const made = service();
    made.addPermission(`${ORDERS}:live`, PERMISSION);
    made.deleteAlias(ORDERS, 'live');
    made.putAlias(ORDERS, { name: 'live', functionVersion: '1' });
    expect(invoke(made, `${ORDERS}:live`)).toBe('forbidden');
  });
});

test('fails to add a statement twice', () => {
  const made = service();
  made.addPermission(ORDERS, PERMISSION);
  expect(() => made.addPermission(ORDERS, PERMISSION)).toThrow(
    'LambdaPermission: a function takes a `statementId` once, got: "s" again; remove the statement first',
  );
});

test('fails to add a statement to a function that is not there', () => {
  expect(() => lambda().addPermission(ORDERS, PERMISSION)).toThrow(
    `Function not found: ${ORDERS}; of one that no stack declares give a stand-in`,
  );
});

describe('the policy of a function', () => {
  /** As GetPolicy gives it. */
  const policyOf = (statementId: string, conditions: object, principal: object): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        {
          Sid: statementId,
          Effect: 'Allow',
          Principal: principal,
          Action: 'lambda:InvokeFunction',
          Resource: ORDERS,
          Condition: conditions,
        },
      ],
    });
  const account = '123456789012';
  const cases: [string, Partial<LambdaPermission>, object, object][] = [
    [
      'a service',
      { sourceArn: METHOD_ARN, sourceAccount: account },
      { StringEquals: { 'AWS:SourceAccount': account }, ArnLike: { 'AWS:SourceArn': METHOD_ARN } },
      { Service: 'apigateway.amazonaws.com' },
    ],
    [
      'an account',
      { principal: account, sourceArn: METHOD_ARN },
      { ArnLike: { 'AWS:SourceArn': METHOD_ARN } },
      { AWS: `arn:aws:iam::${account}:root` },
    ],
    [
      'who sends a token',
      { eventSourceToken: 'secret' },
      { StringEquals: { 'lambda:EventSourceToken': 'secret' } },
      { Service: 'apigateway.amazonaws.com' },
    ],
  ];

  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html; the words are those of
  // https://github.com/aws/aws-cdk/issues/9327
  test.each(cases)('has 20480 bytes and no more, for %s', (_what, more, conditions, principal) => {
    const made = service();
    const statementId = 's'.repeat(20_480 - policyOf('', conditions, principal).length);
    const permission = { ...PERMISSION, ...more };
    expect(() =>
      made.addPermission(ORDERS, { ...permission, statementId: `${statementId}s` }),
    ).toThrow('The final policy size (20481) is bigger than the limit (20480).');
    made.addPermission(ORDERS, { ...permission, statementId });
    expect(() => made.addPermission(ORDERS, PERMISSION)).toThrow('The final policy size (20');
    made.addPermission(`${ORDERS}:live`, PERMISSION);
  });

  test('has a comma between its statements, and room again when one is removed', () => {
    const made = service();
    const one = JSON.stringify({
      Sid: 's',
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: ORDERS,
    }).length;
    const around = '{"Version":"2012-10-17","Id":"default","Statement":[]}'.length;
    const statementId = 'b'.repeat(20_480 - around - one - 1 - (one - 1));
    made.addPermission(ORDERS, PERMISSION);
    expect(() =>
      made.addPermission(ORDERS, { ...PERMISSION, statementId: `${statementId}b` }),
    ).toThrow('(20481)');
    made.addPermission(ORDERS, { ...PERMISSION, statementId });
    made.removePermission(ORDERS, 's');
    made.addPermission(ORDERS, PERMISSION);
  });
});

test('a long pattern of stars takes no longer than its length', () => {
  const made = service();
  const sourceArn = `arn:aws:execute-api:eu-west-1:123456789012:${'*a'.repeat(200)}b`;
  made.addPermission(ORDERS, { ...PERMISSION, sourceArn });
  const started = performance.now();
  const long = `arn:aws:execute-api:eu-west-1:123456789012:${'a'.repeat(1500)}`;
  expect(invoke(made, ORDERS, long)).toBe('forbidden');
  expect(performance.now() - started).toBeLessThan(500);
});
