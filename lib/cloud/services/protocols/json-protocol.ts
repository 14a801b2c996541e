import type { BackendAnswer, ServiceCall } from '../../../gateway/backends';
import { backendAnswer } from '../../http';
import type { Members } from '../decoded-call';
import { ServiceError } from '../service-error';
import { bodyText, header, type WireProtocol } from './wire-protocol';

/**
 * AWS JSON: the action in the header `X-Amz-Target`, its parameters as the body.
 *
 * @param version of the format: `1.0` or `1.1`
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function jsonProtocol(version: '1.0' | '1.1'): WireProtocol {
  const answer = (status: number, json: unknown, requestId: string): BackendAnswer => {
    const headers = {
      'Content-Type': `application/x-amz-json-${version}`,
      'x-amzn-RequestId': requestId,
    };
    return backendAnswer({ status, headers, json });
  };
  return {
    decode: (call) => ({ action: actionOf(call), input: parseInput(bodyText(call)) }),
    encode: (_call, _action, output, requestId) => answer(200, output, requestId),
    encodeError: (_call, { code, message, status }, requestId) =>
      answer(status, { __type: code, message }, requestId),
  };
}

function actionOf(call: ServiceCall): string {
  const target = header(call, 'x-amz-target')?.split('.').at(-1);
  const action = target ?? call.action;
  if (action) return action;
  throw new ServiceError(
    'UnknownOperationException',
    'the request names no action: set the header X-Amz-Target, or use an action in the URI',
  );
}

function parseInput(text: string): Members {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Members;
    }
  } catch {
    // answered below, like any other text that is no object
  }
  throw new ServiceError('SerializationException', 'the request body is no JSON object');
}
