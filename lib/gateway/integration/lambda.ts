import type { MappingOverrides } from '../../mapping';
import type { Exchange, MethodResponse, RunIntegration } from '../exchange';
import type { AwsUri, FunctionUri } from './aws-uri';
import { decodeUtf8, payloadText } from './content-handling';
import { logResponse } from './endpoint-call';
import type { IntegrationSource } from './integration-source';
import {
  compileLambdaCall,
  type FunctionAnswer,
  type LambdaCallParts,
  lambdaHeaders,
} from './lambda-call';
import { AWS_HEADER_RULES } from './mapped-header-rules';
import { documentOf, MethodRequest } from './method-request';
import { compileRequestBody } from './request-body';
import { compileRequestParameters } from './request-parameters';
import { compileResponses, type EndpointResponse } from './response-mapping';
import { lambdaTraceHeader } from './trace-header';

/**
 * Compiles a Lambda custom integration: the function gets what the request template makes, and
 * selection patterns are matched with the message of the error that it throws.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-lambda-non-proxy-integration.html
 */
export function compileLambda(
  source: IntegrationSource,
  uri: AwsUri,
  target: FunctionUri,
): RunIntegration {
  const transform = compileRequestBody(source);
  const invocationTypeOf = compileInvocationType(source);
  const call = compileLambdaCall(source, uri, target);
  const respond = compileResponses(source, lambdaTraceHeader);
  return (exchange) => {
    const request = new MethodRequest(exchange);
    const { payload, overrides } = transform(request);
    const invocationType = invocationTypeOf(request, overrides);
    const text = payloadText(payload);
    const finish = (endpoint: EndpointResponse): MethodResponse => {
      logResponse(exchange, endpoint.status, () => endpoint.headers, endpoint.body);
      return respond(request, endpoint, overrides);
    };
    exchange.trace.decide('integration', 'AWS', { invocationType });
    if (!isJson(text)) return finish(unreadable(exchange));
    return call(exchange, { payload: { text }, invocationType }, (answer) => {
      if (answer.kind !== 'streamed') {
        return finish(endpointResponse(exchange, answer, invocationType));
      }
      return collect(answer.body).then((collected) =>
        finish(
          endpointResponse(exchange, { kind: 'returned', payload: collected }, invocationType),
        ),
      );
    });
  };
}

type InvocationType = LambdaCallParts['invocationType'];

/**
 * Compiles how a function is called: a mapped `X-Amz-Invocation-Type` may say `Event`.
 *
 * @throws {@link UnsupportedIntegration} when a request parameter is none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
export function compileInvocationType({
  requestParameters,
  path,
}: IntegrationSource): (
  request: MethodRequest,
  overrides: MappingOverrides | undefined,
) => InvocationType {
  const mapParameters = compileRequestParameters(requestParameters, AWS_HEADER_RULES, path);
  const unmapped = Object.keys(requestParameters).length === 0;
  return (request, overrides) => {
    if (unmapped && overrides === undefined) return 'RequestResponse';
    const { headers } = mapParameters(request, overrides);
    return headers.get('X-Amz-Invocation-Type') === 'Event' ? 'Event' : 'RequestResponse';
  };
}

type Complete = Exclude<FunctionAnswer, { readonly kind: 'streamed' }>;

function endpointResponse(
  exchange: Exchange,
  { kind, payload }: Complete,
  invocationType: InvocationType,
): EndpointResponse {
  const headers = lambdaHeaders(exchange, kind === 'failed');
  if (invocationType === 'Event') {
    exchange.measured.integrationStatus = 202;
    return { status: 202, headers, body: '', selection: undefined };
  }
  if (kind === 'returned') {
    const encoded = returnedText(payload);
    return { status: 200, headers, body: payload, encoded, selection: undefined };
  }
  const message = errorMessage(payload);
  exchange.measured.integrationError = message;
  return { status: 200, headers, body: payload, selection: message, functionError: true };
}

/**
 * The text that a function returned, without the quotes of JSON, as bytes in Base64 are.
 *
 * @see https://aws.amazon.com/blogs/compute/binary-support-for-api-integrations-with-amazon-api-gateway/
 */
function returnedText(payload: string): string {
  const value = payload.startsWith('"') ? documentOf(payload) : undefined;
  return typeof value === 'string' ? value : payload;
}

/** The message of a runtime's error document; empty when there is none. */
export function errorMessage(payload: string): string {
  const document = documentOf(payload);
  const message = document instanceof Map ? document.get('errorMessage') : undefined;
  return typeof message === 'string' ? message : '';
}

function isJson(text: string): boolean {
  if (text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What the Lambda service itself answers to a payload that is no JSON. */
function unreadable(exchange: Exchange): EndpointResponse {
  exchange.measured.integrationStatus = 400;
  return {
    status: 400,
    headers: [['Content-Type', 'application/json']],
    body: '{"Type":"User","message":"Could not parse request body into json"}',
    selection: undefined,
  };
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return decodeUtf8(Buffer.concat(chunks));
}
