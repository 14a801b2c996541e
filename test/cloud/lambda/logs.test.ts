import type { LambdaMode } from '../../../lib/cloud/lambda';
import { ask, cleanUp, deployed, lambda, loggingLambda, ORDERS, TestClock } from './_local-lambda';

afterEach(async () => {
  jest.restoreAllMocks();
  await cleanUp();
});

const MODES: readonly LambdaMode[] = ['in-process', 'worker'];
const STAMP = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';

function silence(): void {
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    jest.spyOn(console, method).mockImplementation();
  }
}

describe.each(MODES)('the log of a function, %s', (mode) => {
  test('has what it writes to the console between START and REPORT', async () => {
    silence();
    const { log, service } = loggingLambda({ mode, requestId: () => 'r-1' });
    const source =
      'exports.handler = async () => { console.log("a %s", { b: 1 }, 2); await null;' +
      ' console.warn("w"); console.error("e"); console.info("i"); console.debug("d") }';
    service.putFunction(deployed(source, { memoryMb: 256 }));
    await ask(service);
    const text = log.map((line) => line.text);
    expect(text).toEqual([
      'START RequestId: r-1 Version: $LATEST',
      expect.stringMatching(new RegExp(`^${STAMP}\tr-1\tINFO\ta \\{ b: 1 \\} 2$`)),
      expect.stringMatching(new RegExp(`^${STAMP}\tr-1\tWARN\tw$`)),
      expect.stringMatching(new RegExp(`^${STAMP}\tr-1\tERROR\te$`)),
      expect.stringMatching(new RegExp(`^${STAMP}\tr-1\tINFO\ti$`)),
      expect.stringMatching(new RegExp(`^${STAMP}\tr-1\tDEBUG\td$`)),
      'END RequestId: r-1',
      expect.stringMatching(
        /^REPORT RequestId: r-1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB$/,
      ),
    ]);
    expect(log[0]).toEqual({
      functionArn: ORDERS,
      version: '$LATEST',
      requestId: 'r-1',
      text: 'START RequestId: r-1 Version: $LATEST',
    });
  });

  test('may be written to the console by whoever reads it', async () => {
    silence();
    const read: string[] = [];
    const service = lambda({
      mode,
      onLog: ({ text }) => {
        console.log(text);
        read.push(text);
      },
    });
    service.putFunction(deployed('exports.handler = async () => console.log("once")'));
    expect(await ask(service)).toMatchObject({ kind: 'returned' });
    expect(read.filter((text) => text.includes('once'))).toHaveLength(1);
  });

  test('has what the module writes while it is loaded, under no request', async () => {
    silence();
    const { log, service } = loggingLambda({ mode });
    service.putFunction(deployed('console.log("cold"); exports.handler = async () => 1'));
    await ask(service);
    const cold = log.find(({ text }) => text.endsWith('\tcold'));
    expect(cold?.text).toMatch(/\tundefined\tINFO\tcold$/);
    expect(cold).not.toHaveProperty('requestId');
  });

  test('has the error of an invocation that failed', async () => {
    const { log, service } = loggingLambda({ mode, requestId: () => 'r-1' });
    service.putFunction(deployed('exports.handler = async () => { throw new TypeError("no") }'));
    await ask(service);
    expect(log[1]?.text).toMatch(
      new RegExp(
        `^${STAMP}\tr-1\tERROR\tInvoke Error \t\\{"errorType":"TypeError","errorMessage":"no","stack":\\["TypeError: no"`,
      ),
    );
  });
});

test('two invocations at one time have lines of their own', async () => {
  silence();
  let id = 0;
  const { log, service } = loggingLambda({ requestId: () => `r-${++id}` });
  const source =
    'exports.handler = async ({ name }) => { await new Promise((r) => setTimeout(r, 5)); console.log(name) }';
  service.putFunction(deployed(source));
  await Promise.all([ask(service, { name: 'a' }), ask(service, { name: 'b' })]);
  const lines = log.filter(({ text }) => text.includes('INFO'));
  expect(lines.map(({ requestId, text }) => `${requestId} ${text.slice(-1)}`)).toEqual([
    'r-1 a',
    'r-2 b',
  ]);
});

test('what a function in this process writes is on the console as well, and nothing else is logged', async () => {
  const spy = jest.spyOn(console, 'log').mockImplementation();
  const { log, service } = loggingLambda();
  service.putFunction(deployed('exports.handler = async () => { console.log("in", 1) }'));
  await ask(service);
  console.log('out');
  expect(spy.mock.calls).toEqual([['in', 1], ['out']]);
  expect(log.map(({ text }) => text.split('\t').at(-1))).not.toContain('out');
});

test('what a thread writes to its standard output is logged', async () => {
  const { log, service } = loggingLambda({ mode: 'worker' });
  const source = `exports.handler = async () => {
    process.stdout.write(Buffer.from('raw \u00e9\\n'));
    await new Promise((done) => process.stderr.write('and to the other\\n', 'utf8', done));
    console.log('written');
  }`;
  service.putFunction(deployed(source));
  await ask(service);
  const lines = log.filter(({ text }) => /raw|other|written/.test(text));
  expect(lines.map(({ text }) => text.split('\t').at(-1))).toEqual([
    'raw \u00e9',
    'and to the other',
    'written',
  ]);
  expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(1);
});

test('the duration is what the clock says', async () => {
  const clock = new TestClock();
  const { log, service } = loggingLambda({ clock });
  const handler = () => clock.advance(1_500.25);
  service.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler } });
  await ask(service);
  expect(log.at(-1)?.text).toContain('\tDuration: 1500.25 ms\tBilled Duration: 1501 ms\t');
});
