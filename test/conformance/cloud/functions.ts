import type { GivenHandler } from '../../../lib/cloud';
import type { Answer } from './answers';

type Event = Readonly<Record<string, unknown>>;

/** A function of a suite: gets the event and what the case says that it answers. */
export type FunctionBackend = (event: Event, answer: Answer | undefined) => unknown;

/** An answer of the runtime that is no JSON of a value. */
export const RAW_TEXT = 'conformance:raw-text:';

const canned: FunctionBackend = (_event, answer) => {
  if (answer === undefined) throw new Error('the case has no answer for this function');
  if (answer.text !== undefined) return RAW_TEXT + answer.text;
  if (answer.raise === undefined) return answer.return;
  throw named(answer.type ?? 'Error', answer.raise);
};

const selectPattern: FunctionBackend = ({ statusCode }) => {
  const words: Readonly<Record<string, string>> = { 400: 'four', 500: 'five' };
  const word = words[String(statusCode)];
  if (word !== undefined) {
    const message = `Error: Raising ${word} hundred from within the Lambda function`;
    throw named('Exception', message);
  }
  return statusCode === '200'
    ? 'Pass'
    : 'Error Value in the json request should either be 400 or 500 to demonstrate';
};

/** The functions by name. */
export const FUNCTIONS: Readonly<Record<string, FunctionBackend>> = {
  canned,
  'select-pattern': selectPattern,
  'proxy-event-echo': (event) => ({
    statusCode: 200,
    body: JSON.stringify(event),
    isBase64Encoded: false,
  }),
  'event-echo': (event) => event,
  'body-as-answer': ({ body }) => JSON.parse(String(body)),
  never: () => {
    throw new Error('this function must not be called');
  },
  'http-status-text': ({ body }) => {
    const { httpStatus } = body as { httpStatus: unknown };
    return { statusCode: 200, body: Number(httpStatus) >= 400 ? 'customerror' : 'noerror' };
  },
};

/** A handler that answers at once, or later: what a suite's function is turned into. */
export type MakeHandler = (name: string, backend: FunctionBackend) => GivenHandler;

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
