import type {
  APIGatewayProxyEvent,
  APIGatewayProxyHandler,
  APIGatewayProxyResult,
} from 'aws-lambda';
import type { GivenHandler, LambdaContext } from '../../../lib/cloud/lambda';
import { ask, call, cleanUp, lambda, ORDERS } from './_local-lambda';

afterEach(cleanUp);

function given(handler: GivenHandler, more = {}) {
  return { functionArn: ORDERS, code: { kind: 'given' as const, handler }, ...more };
}

describe('a function that a test gives', () => {
  test('answers at once where it returns at once', () => {
    const service = lambda();
    service.putFunction(given((event) => ({ statusCode: 200, body: event['a'] })));
    expect(service.invoke(call({ payload: '{"a":1}' }))).toEqual({
      kind: 'returned',
      payload: '{"statusCode":200,"body":1}',
    });
  });

  test('gets the event that its caller makes, and nobody writes its text', () => {
    const service = lambda();
    service.putFunction(given((event) => ({ statusCode: event['status'] })));
    const invocation = {
      ...call(),
      newEvent: () => ({ status: 201 }),
      get payload(): string {
        throw new Error('nobody needs the text');
      },
    };
    expect(service.invoke(invocation)).toEqual({
      kind: 'returned',
      payload: '{"statusCode":201}',
    });
  });

  test('may be a handler with the types of Lambda’s events', async () => {
    const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => ({
      statusCode: 200,
      body: event.path,
    });
    const service = lambda();
    service.putFunction(given(handler));
    expect(await ask(service, { path: '/x' })).toEqual({
      kind: 'returned',
      payload: { statusCode: 200, body: '/x' },
    });
  });

  test('may be declared as a handler of Lambda’s own types', async () => {
    const handler: APIGatewayProxyHandler = async (event, context) => ({
      statusCode: 200,
      body: event.path + context.functionName,
    });
    const service = lambda();
    service.putFunction(given(handler));
    expect(await ask(service, { path: '/x' })).toMatchObject({ payload: { body: '/xOrders' } });
  });

  test('sees the environment of the function it replaces, over that of the test', async () => {
    process.env['GATEHOUSE_HOST'] = 'host';
    process.env['GATEHOUSE_TABLE'] = 'host';
    const service = lambda();
    const read = async () => {
      await null;
      const { GATEHOUSE_HOST, GATEHOUSE_TABLE, AWS_REGION, GATEHOUSE_NONE } = process.env;
      return [GATEHOUSE_HOST, GATEHOUSE_TABLE, AWS_REGION, GATEHOUSE_NONE ?? null];
    };
    service.putFunction(given(read, { environment: { GATEHOUSE_TABLE: 'orders' } }));
    const answer = await ask(service);
    const outside = process.env['GATEHOUSE_TABLE'];
    Reflect.deleteProperty(process.env, 'GATEHOUSE_HOST');
    Reflect.deleteProperty(process.env, 'GATEHOUSE_TABLE');
    expect(answer).toEqual({ kind: 'returned', payload: ['host', 'orders', 'eu-west-1', null] });
    expect(outside).toBe('host');
  });

  test('sees it also when the test has put another object in the place of process.env', async () => {
    const before = process.env;
    const service = lambda();
    service.putFunction(given(() => process.env['TABLE'], { environment: { TABLE: 'orders' } }));
    await ask(service);
    process.env = { TABLE: 'replaced' };
    const answer = await ask(service);
    const outside = process.env['TABLE'];
    process.env = before;
    expect([answer, outside]).toEqual([{ kind: 'returned', payload: 'orders' }, 'replaced']);
  });

  test('sets variables as texts, for itself alone', async () => {
    const service = lambda();
    const handler = () => {
      Object.assign(process.env, { GATEHOUSE_N: 5 });
      const own = Object.keys(process.env).includes('GATEHOUSE_N') && 'GATEHOUSE_N' in process.env;
      return [process.env['GATEHOUSE_N'], own];
    };
    service.putFunction(given(handler));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: ['5', true] });
    expect(process.env['GATEHOUSE_N']).toBeUndefined();
  });

  test('stands in for a runtime of another language', async () => {
    const service = lambda();
    const handler = (_event: object, context: LambdaContext) => context.memoryLimitInMB;
    service.putFunction(given(handler, { runtime: 'python3.13', handler: 'app.main' }));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: '128' });
  });

  test.each([
    ['nodejs22.x', { kind: 'returned', payload: 'ok' }],
    ['nodejs24.x', { kind: 'failed', payload: { errorType: 'Runtime.CallbackHandlerDeprecated' } }],
    [undefined, { kind: 'failed', payload: { errorType: 'Runtime.CallbackHandlerDeprecated' } }],
  ])('may call back as the runtime %s lets it', async (runtime, expected) => {
    const service = lambda();
    const handler = (_event: object, _context: object, callback: (e: null, r: string) => void) =>
      callback(null, 'ok');
    service.putFunction(given(handler as GivenHandler, { runtime }));
    expect(await ask(service)).toMatchObject(expected);
  });

  test('runs in this process whatever the mode', async () => {
    const service = lambda({ mode: 'worker' });
    let calls = 0;
    service.putFunction(given(() => ++calls));
    await ask(service);
    expect(calls).toBe(1);
  });

  test('that is called with nothing gets an empty event', () => {
    const service = lambda();
    service.putFunction(given((event) => event));
    expect(service.invoke(call({ payload: '' }))).toEqual({ kind: 'returned', payload: '{}' });
  });

  test('fails for an event that is no JSON', () => {
    const service = lambda();
    service.putFunction(given(() => 1));
    expect(service.invoke(call({ payload: '{' }))).toMatchObject({ kind: 'failed' });
  });
});

describe('the process', () => {
  test('has its environment, console and globals back when the service is closed', async () => {
    const { env } = process;
    const { log } = console;
    const service = lambda();
    service.putFunction(given(() => 1));
    await ask(service);
    expect(process.env).not.toBe(env);
    expect(globalThis).toHaveProperty('awslambda');
    await service.close();
    expect(process.env).toBe(env);
    expect(console.log).toBe(log);
    expect(globalThis).not.toHaveProperty('awslambda');
  });
});

test('a global awslambda that a test has set is there again afterwards', async () => {
  const own = {};
  Object.assign(globalThis, { awslambda: own });
  const service = lambda();
  service.putFunction(given(() => 1));
  await ask(service);
  const during = Reflect.get(globalThis, 'awslambda');
  await service.close();
  const after = Reflect.get(globalThis, 'awslambda');
  Reflect.deleteProperty(globalThis, 'awslambda');
  expect([during === own, after === own]).toEqual([false, true]);
});

describe('a definition', () => {
  test.each([
    ['timeoutSeconds', 0, 1, 900, 901],
    ['memoryMb', 127, 128, 10_240, 10_241],
    ['reservedConcurrency', -1, 0, 1_000, 1.5],
  ])('has %s within its limits', (name, below, lowest, highest, above) => {
    const service = lambda();
    for (const value of [lowest, highest]) service.putFunction(given(() => 1, { [name]: value }));
    for (const value of [below, above]) {
      expect(() =>
        service.putFunction(given(() => 1, { [name]: value, label: 'Shop/Fn' })),
      ).toThrow(
        new RegExp(
          `FunctionSetting at Shop/Fn: \`${name}\` must be a whole number from .*, got: ${value}$`,
        ),
      );
    }
  });

  test.each([
    ['no ARN', 'Orders', '`functionArn` must be arn:aws:lambda:REGION:ACCOUNT:function:NAME'],
    ['an ARN of another service', 'arn:aws:sqs:eu-west-1:123456789012:Orders', 'FunctionArn'],
    ['an alias', `${ORDERS}:live`, '`functionArn` must be without version or alias, got: "arn'],
  ])('fails with %s', (_what, functionArn, message) => {
    expect(() => lambda().putFunction(given(() => 1, { functionArn }))).toThrow(message);
  });

  test('is what was put last', () => {
    const service = lambda();
    service.putFunction(given(() => 1, { memoryMb: 128 }));
    service.putFunction(given(() => 1, { memoryMb: 256 }));
    expect(service.definition(ORDERS)?.memoryMb).toBe(256);
    expect(service.definition(`${ORDERS}2`)).toBeUndefined();
  });
});
