import type { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { CONSOLE_METHODS, consoleLine } from './runtime/console-log';
import { deployedStyle } from './runtime/handler-style';
import { invocationContext } from './runtime/invocation-context';
import { loadIntoThread } from './runtime/load-handler';
import { type BufferedOutcome, failed } from './runtime/outcome';
import { takeResponses } from './runtime/response-address';
import { runCallbackHandler, runPromiseHandler } from './runtime/run-handler';
import { awslambda, runStreamingHandler } from './runtime/run-streaming';
import { isError, RuntimeError } from './runtime/runtime-error';
import type { WorkerJob, WorkerMessage, WorkerSetup } from './worker-protocol';

/** Exit codes of Lambda's own runtime. */
const UNHANDLED_REJECTION = 128;
const UNCAUGHT_EXCEPTION = 129;

/** Serves jobs of one function version from the other end of a port until the thread is ended. */
function serve(port: MessagePort, setup: WorkerSetup): void {
  let requestId: string | undefined;
  const post = (message: WorkerMessage): void => port.postMessage(message);
  const answer = (outcome: BufferedOutcome): void => post({ type: 'answered', outcome });

  Object.assign(process.env, setup.environment);
  Object.assign(globalThis, { awslambda });
  for (const method of CONSOLE_METHODS) {
    console[method] = (...values: unknown[]) =>
      post({ type: 'logged', requestId, line: consoleLine(Date.now(), requestId, method, values) });
  }
  for (const output of [process.stdout, process.stderr]) {
    takeOutput(output, (text) => post({ type: 'logged', requestId, line: text.trimEnd() }));
  }
  takeResponses((path, text) => post({ type: 'responded', path, text }));
  process.on('uncaughtException', (error) => {
    post({ type: 'died', outcome: failed(error) });
    process.exit(UNCAUGHT_EXCEPTION);
  });
  process.on('unhandledRejection', (reason) => {
    const error = new RuntimeError('UnhandledPromiseRejection', String(reason), stackOf(reason));
    post({ type: 'died', outcome: failed(error) });
    process.exit(UNHANDLED_REJECTION);
  });

  const loading = loadIntoThread(setup, setup.handler).then((call) => ({
    call,
    style: deployedStyle(call, setup.nodeMajor),
  }));
  loading.catch(() => undefined);

  const run = async (job: WorkerJob): Promise<void> => {
    const deadline = Date.now() + job.remainingMs;
    const { call, style } = await loading;
    requestId = job.requestId;
    const event: unknown = JSON.parse(job.payload);
    const context = invocationContext(setup.identity, job, () => deadline - Date.now());
    if (style === 'stream') {
      await runStreamingHandler(call, event, context, (chunk) => post({ type: 'wrote', chunk }));
      post({ type: 'ended' });
      return;
    }
    const runBuffered = style === 'promise' ? runPromiseHandler : runCallbackHandler;
    answer(await runBuffered(call, event, context, setup.nodeMajor));
  };
  port.on('message', (job: WorkerJob) => {
    run(job).catch((error: unknown) => answer(failed(error)));
  });
}

/** Takes what is written to a stream, instead of what it writes to. */
function takeOutput(stream: Writable, take: (text: string) => void): void {
  const decoder = new StringDecoder('utf8');
  const write: Writable['_write'] = (chunk: Buffer, _encoding, done) => {
    take(decoder.write(chunk));
    done();
  };
  Object.assign(stream, { _write: write, _writev: null });
}

function stackOf(reason: unknown): string | undefined {
  return isError(reason) ? reason.stack : undefined;
}

if (parentPort) serve(parentPort, workerData as WorkerSetup);
