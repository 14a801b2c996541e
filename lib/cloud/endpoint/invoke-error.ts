import type { HttpAnswer } from '../http';

/**
 * An error of Lambda's API.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
 */
export class InvokeError extends Error {
  /**
   * @param code as Lambda spells it
   * @param status of the HTTP answer
   * @param more members of the answer beside the message
   */
  public constructor(
    public readonly code: string,
    message: string,
    public readonly status = 400,
    public readonly more: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = code;
  }
}

/** Errors whose message Lambda spells in lower case. */
const LOWER_CASE = new Set([
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'TooManyRequestsException',
  'ValidationException',
]);

/** An error as Lambda sends it. */
export function invokeErrorAnswer({ code, message, status, more }: InvokeError): HttpAnswer {
  const name = LOWER_CASE.has(code) ? 'message' : 'Message';
  const headers = { 'x-amzn-ErrorType': code };
  return { status, headers, json: { ...more, Type: 'User', [name]: message } };
}
