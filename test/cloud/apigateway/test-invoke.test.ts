import type { CfnTemplate } from '../../../lib/model';
import { mockMethod, petStore, testService } from './_service';
import recorded from './cases/test-invoke.json';

interface Case {
  readonly id: string;
  readonly title: string;
  readonly testInvoke: { readonly resource: string; readonly method: string };
  readonly expect: {
    readonly status?: number;
    readonly body?: string;
    readonly headers?: Record<string, string>;
    readonly log?: string[];
    readonly error?: { readonly code: string; readonly status: number; readonly message: string };
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Record<string, string[]>;
  readonly log: string;
  readonly latency: number;
}

const cases = (recorded.cases as Case[]).map((one) => [one.id, one.title, one] as const);

async function invoke({ testInvoke: { resource, method, ...input } }: Case): Promise<Answer> {
  const { service, stack } = testService();
  await stack.deploy(recorded.template as unknown as CfnTemplate);
  const restApiId = stack.id('Api');
  const { items } = service.call('GetResources', { restApiId }) as {
    items: { id: string; path: string }[];
  };
  const resourceId = items.find(({ path }) => path === resource)?.id ?? 'nosuch';
  return service.call('TestInvokeMethod', {
    restApiId,
    resourceId,
    httpMethod: method,
    ...input,
  }) as Promise<Answer>;
}

/** Lines that stand in the log in this order, each inside of one line. */
function expectLines(log: string, expected: readonly string[]): void {
  const lines = log.split('\n');
  let from = 0;
  for (const text of expected) {
    const pattern = /^\/(.*)\/$/s.exec(text)?.[1];
    const fits = (line: string) =>
      pattern === undefined ? line.includes(text) : new RegExp(pattern).test(line);
    const found = lines.findIndex((line, index) => index >= from && fits(line));
    if (found < 0) throw new Error(`no line with ${text} after line ${from} of\n${log}`);
    from = found + 1;
  }
}

describe('TestInvokeMethod', () => {
  test.each(cases.filter(([, , { expect }]) => expect.error === undefined))(
    'answers as it was recorded: %s %s',
    async (_id, _title, one) => {
      const answer = await invoke(one);
      expect(answer).toMatchObject({
        status: one.expect.status,
        body: one.expect.body,
        headers: one.expect.headers,
        latency: 0,
      });
      expect(answer.multiValueHeaders).toEqual({ 'Content-Type': ['application/json'] });
      expectLines(answer.log, one.expect.log ?? []);
    },
  );

  test.each(cases.filter(([, , { expect }]) => expect.error !== undefined))(
    'fails as it was recorded: %s %s',
    async (_id, _title, one) => {
      const { code, status, message } = one.expect.error!;
      await expect(invoke(one)).rejects.toMatchObject({ name: code, status, message });
    },
  );

  test('fails for an API that does not exist', async () => {
    const { service } = testService();
    const input = { restApiId: 'nosuch', resourceId: 'nosuch', httpMethod: 'GET' };
    await expect(service.call('TestInvokeMethod', input)).rejects.toThrow(
      'Invalid Resource identifier specified',
    );
  });

  test('runs the method as it stands, not as it was deployed', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    await stack.deploy(petStore({ Get: mockMethod('two $stageVariables.color') }));
    const answer = await service.call('TestInvokeMethod', {
      restApiId: stack.id('Api'),
      resourceId: stack.attribute('Api', 'RootResourceId'),
      httpMethod: 'GET',
      stageVariables: { color: 'red' },
    });
    expect(answer).toMatchObject({ body: 'two red' });
  });

  test('sends headers of one and of several values', async () => {
    const { service, stack } = testService();
    const text = "$input.params('one') $input.params().header.get('both')";
    await stack.deploy(petStore({ Get: mockMethod(text) }));
    const answer = await service.call('TestInvokeMethod', {
      restApiId: stack.id('Api'),
      resourceId: stack.attribute('Api', 'RootResourceId'),
      httpMethod: 'GET',
      headers: { one: '1', both: 'single' },
      multiValueHeaders: { both: ['a', 'b'] },
    });
    expect(answer).toMatchObject({ body: '1 b' });
  });
});
