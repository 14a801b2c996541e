import type { Exchange, MethodResponse, RunIntegration } from '../exchange';
import { functionOf, parseAwsUri } from './aws-uri';
import { logResponse } from './endpoint-call';
import { integrationFailure, malformedProxyAnswer } from './failures';
import type { IntegrationSource } from './integration-source';
import { compileInvocationType, errorMessage } from './lambda';
import { compileLambdaCall, type FunctionAnswer, lambdaHeaders } from './lambda-call';
import { MethodRequest } from './method-request';
import { proxyResponse } from './proxy-answer';
import { ProxyEvent } from './proxy-event';
import { streamedResponse } from './streamed-answer';
import { UnsupportedIntegration } from './unsupported-integration';

/**
 * Compiles a Lambda proxy integration: the function gets the whole request and makes the whole
 * response.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function compileLambdaProxy(source: IntegrationSource): RunIntegration {
  const uri = parseAwsUri(source);
  const target = functionOf(uri);
  if (target === undefined) {
    throw new UnsupportedIntegration(
      `${source.path}/Uri`,
      "an integration of type 'AWS_PROXY' must name a Lambda function: " +
        'arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations, ' +
        `got: ${JSON.stringify(source.uri)}`,
    );
  }
  const invocationTypeOf = compileInvocationType(source);
  const call = compileLambdaCall(source, uri, target);
  return (exchange) => {
    const request = new MethodRequest(exchange);
    const invocationType = invocationTypeOf(request, undefined);
    const payload = new ProxyEvent(request, source.binaryMediaTypes);
    exchange.trace.decide('integration', 'AWS_PROXY');
    return call(exchange, { payload, invocationType }, (answer) => {
      if (answer.kind === 'streamed') return passStream(exchange, source, answer.body);
      logAnswer(exchange, answer.payload, answer.kind === 'failed');
      if (answer.kind === 'failed') throw functionError(exchange, answer);
      // An asynchronous call answers nothing, which is no proxy answer.
      const returned = invocationType === 'Event' ? '' : answer.payload;
      return proxyResponse(exchange, returned, source.binaryMediaTypes);
    });
  };
}

function passStream(
  exchange: Exchange,
  { streaming }: IntegrationSource,
  body: AsyncIterable<Uint8Array>,
): Promise<MethodResponse> {
  logAnswer(exchange, '', false);
  if (!streaming) throw malformedProxyAnswer();
  return streamedResponse(exchange, body);
}

function logAnswer(exchange: Exchange, body: string, failed: boolean): void {
  logResponse(exchange, 200, () => lambdaHeaders(exchange, failed), body);
}

function functionError(exchange: Exchange, answer: FunctionAnswer & { readonly kind: 'failed' }) {
  const { payload, requestId = exchange.requestId } = answer;
  const message = errorMessage(payload);
  exchange.measured.integrationError = `Lambda Customer Function Error:${message}`;
  return integrationFailure(
    502,
    `Lambda execution failed with status 200 due to customer function error: ${message}. Lambda request id: ${requestId}`,
  );
}
