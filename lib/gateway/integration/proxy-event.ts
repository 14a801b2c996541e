import type { Exchange } from '../exchange';
import { encodeBase64 } from './content-handling';
import { type BinaryMediaTypes, mediaTypeOf } from './media-types';
import type { MethodRequest } from './method-request';
import { allValues, lastOf, lastValues, mappedRecord, recordOf } from './records';

/**
 * The event of a Lambda proxy integration, as JSON text.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export function proxyEvent(request: MethodRequest, binaryMediaTypes: BinaryMediaTypes): string {
  const { exchange, headers } = request;
  const { request: sent, route, query, pathParameters, stageVariables } = exchange;
  const empty = sent.body.length === 0;
  const binary =
    !empty && binaryMediaTypes.includes(mediaTypeOf(exchange.headerValues('Content-Type')[0]));
  return JSON.stringify({
    resource: route.path,
    path: eventPath(exchange),
    httpMethod: sent.method,
    headers: headers.length === 0 ? null : lastValues(headers),
    multiValueHeaders: headers.length === 0 ? null : allValues(headers),
    queryStringParameters: query.size === 0 ? null : mappedRecord(query, lastOf),
    multiValueQueryStringParameters: query.size === 0 ? null : recordOf(query),
    pathParameters: pathParameters.size === 0 ? null : recordOf(pathParameters),
    stageVariables: Object.keys(stageVariables).length === 0 ? null : stageVariables,
    requestContext: exchange.proxyRequestContext(),
    body: empty ? null : binary ? encodeBase64(sent.body) : request.text,
    isBase64Encoded: binary,
  });
}

// The default domain hides the stage; a custom domain shows its base path.
function eventPath({ request, stage, snapshot }: Exchange): string {
  const { path, fullPath, domainName } = request;
  const byDefaultDomain =
    domainName.startsWith(`${snapshot.identity.apiId}.`) ||
    fullPath.replace(/\/{2,}/, '/') === `/${stage.name}${path}`.replace(/\/{2,}/, '/');
  const shown = byDefaultDomain ? path : fullPath;
  return shown === '' ? '/' : shown;
}
