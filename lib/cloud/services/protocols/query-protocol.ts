import type { ServiceCall } from '../../../gateway/backends';
import { backendAnswer } from '../../http';
import type { Members } from '../decoded-call';
import { ServiceError } from '../service-error';
import { structured } from './query-parameters';
import { bodyText, header, pathText, queryText, type WireProtocol } from './wire-protocol';
import { element, type ListStyle } from './xml';

/** What the query protocols of services differ in. */
export interface QueryStyle {
  /** XML namespace of answers. */
  readonly namespace: string;
  readonly lists: ListStyle;
  /** Name that a member of an answer has in this protocol. @default - its name in the API */
  readonly rename?: (member: string, action: string) => string | undefined;
}

const FORM = 'application/x-www-form-urlencoded';
const QUEUE_PATH = /^\/\d{12}\/[^/]+\/?$/;

/**
 * AWS query: action and parameters as a form in the body, or in the query string.
 *
 * The answer is JSON where the request accepts it, as API Gateway's requests do, and XML
 * elsewhere. A body is a form only if its `Content-Type` says so.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryProtocol(style: QueryStyle): WireProtocol {
  return {
    decode: (call) => {
      const { Action, Version: _version, ...input } = structured(parametersOf(call));
      const action = typeof Action === 'string' ? Action : call.action;
      if (!action) throw missingAction(call);
      const isQueue = call.service === 'sqs' && QUEUE_PATH.test(pathText(call));
      if (!isQueue || 'QueueUrl' in input) return { action, input };
      return { action, input: { QueueUrl: withoutQuery(call.request.url), ...input } };
    },
    encode: (call, action, output, requestId) => {
      const result = renamed(output, (name) => style.rename?.(name, action) ?? name);
      const content = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } };
      return answer(call, style, 200, `${action}Response`, content, requestId);
    },
    encodeError: (call, { code, message, status }, requestId) => {
      const type = status < 500 ? 'Sender' : 'Receiver';
      const error = { Type: type, Code: code, Message: message };
      const content = { Error: error, RequestId: requestId };
      return answer(call, style, status, 'ErrorResponse', content, requestId);
    },
  };
}

/** Whether the body is a form, as its `Content-Type` says. */
export function isForm(call: ServiceCall): boolean {
  return header(call, 'content-type')?.toLowerCase().startsWith(FORM) === true;
}

function parametersOf(call: ServiceCall): Iterable<readonly [string, string]> {
  const form = isForm(call) ? bodyText(call) : '';
  return [...new URLSearchParams(queryText(call)), ...new URLSearchParams(form)];
}

function missingAction(call: ServiceCall): ServiceError {
  const type = header(call, 'content-type');
  const got = type === undefined ? 'no Content-Type' : `the Content-Type ${JSON.stringify(type)}`;
  return new ServiceError(
    'MissingAction',
    `the request names no Action; a form in the body needs the Content-Type ${FORM}, got: ${got}`,
  );
}

function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '');
}

function answer(
  call: ServiceCall,
  { namespace, lists }: QueryStyle,
  status: number,
  root: string,
  content: Members,
  requestId: string,
): ReturnType<WireProtocol['encode']> {
  const id = { 'x-amzn-RequestId': requestId };
  if (header(call, 'accept')?.toLowerCase().includes('json')) {
    const isError = root === 'ErrorResponse';
    const headers = { ...id, 'Content-Type': 'application/json' };
    return backendAnswer({ status, headers, json: isError ? content : { [root]: content } });
  }
  const xml = element(root, content, lists, ` xmlns="${namespace}"`);
  const headers = { ...id, 'Content-Type': 'text/xml' };
  return backendAnswer({ status, headers, body: `<?xml version="1.0"?>${xml}` });
}

function renamed(output: Members, rename: (name: string) => string): Members {
  return Object.fromEntries(Object.entries(output).map(([name, value]) => [rename(name), value]));
}
