import { Refusal } from '../refusal';

const INTERNAL = 'Internal server error';

/**
 * The method is configured in a way that cannot work: 500.
 *
 * @param reason what the execution log says
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function configurationError(reason: string): Refusal {
  return new Refusal('API_CONFIGURATION_ERROR', {
    message: INTERNAL,
    status: 500,
    running: true,
    log: [`Execution failed due to configuration error: ${reason}`],
  });
}

/**
 * The endpoint failed.
 *
 * @param status 500 when it could not be called, 502 when it gave no usable answer
 * @param log what the execution log says
 */
export function integrationFailure(status: 500 | 502, ...log: string[]): Refusal {
  return new Refusal('INTEGRATION_FAILURE', {
    message: INTERNAL,
    status,
    running: true,
    log,
  });
}

/**
 * Lambda has no room for one more invocation: 500.
 *
 * @param requestId id of the invocation
 */
export function lambdaThrottled(requestId: string): Refusal {
  return integrationFailure(
    500,
    `Lambda invocation failed with status: 429. Lambda request id: ${requestId}`,
    'Execution failed due to configuration error: Rate Exceeded.',
  );
}

/** The endpoint's certificate is no good: 500. */
export function untrustedEndpoint(detail: string): Refusal {
  return new Refusal('DEFAULT_5XX', {
    message: INTERNAL,
    status: 500,
    running: true,
    log: [`Execution failed due to configuration error: ${detail}`],
  });
}

/** A Lambda function behind a proxy integration answered in no form that proxies know: 502. */
export function malformedProxyAnswer(): Refusal {
  return integrationFailure(
    502,
    'Execution failed due to configuration error: Malformed Lambda proxy response',
  );
}

/** No connection to the endpoint: 504. */
export function networkError(): Refusal {
  return new Refusal('INTEGRATION_FAILURE', {
    message: 'Network error communicating with endpoint',
    status: 504,
    running: true,
    log: ['Execution failed due to a network error communicating with endpoint'],
  });
}

/** The endpoint took longer than the integration waits: 504. */
export function integrationTimeout(): Refusal {
  return new Refusal('INTEGRATION_TIMEOUT', {
    message: 'Endpoint request timed out',
    status: 504,
    running: true,
    log: ['Execution failed due to a timeout error'],
  });
}

/** The request is larger than a Lambda function takes: 413. */
export function payloadTooLarge(): Refusal {
  return new Refusal('REQUEST_TOO_LARGE', {
    message: 'Request Too Long',
    running: true,
    log: ['Lambda invocation failed with status: 413.'],
  });
}

/** No request template fits the content type, and the body may not pass as it is: 415. */
export function unsupportedMediaType(): Refusal {
  return new Refusal('UNSUPPORTED_MEDIA_TYPE', {
    message: 'Unsupported Media Type',
    running: true,
  });
}

/** The address of the endpoint makes no sense: 500. */
export function invalidEndpoint(): Refusal {
  return configurationError('Invalid endpoint address');
}
