import type { Exchange } from './exchange';
import { javaMap } from './execution-log';

/**
 * Writes the lines about a call of a function.
 *
 * @param payload whose text is written when the log is read
 * @param urlOf address that the Lambda service is called at
 */
export function logLambdaCall(
  exchange: Exchange,
  payload: { readonly text: string },
  urlOf: () => string,
): void {
  const { log, requestId, snapshot, world } = exchange;
  const sentAt = world.clock.now();
  log.line(() => `Endpoint request URI: ${urlOf()}`);
  log.line(() => {
    const { apiId } = snapshot.identity;
    const headers = javaMap([
      ['x-amzn-lambda-integration-tag', requestId],
      ['Authorization', '*'.repeat(16)],
      ['X-Amz-Date', new Date(sentAt).toISOString().replace(/[-:]|\.\d+/g, '')],
      ['x-amzn-apigateway-api-id', apiId],
      ['Accept', 'application/json'],
      ['User-Agent', `AmazonAPIGateway_${apiId}`],
      // The token is where the service cuts the line off.
      ['X-Amz-Security-Token', ''],
    ]);
    return `Endpoint request headers: ${headers.slice(0, -1)} [TRUNCATED]`;
  });
  log.line(() => `Endpoint request body after transformations: ${payload.text}`);
  log.line(() => `Sending request to ${urlOf()}`);
}
