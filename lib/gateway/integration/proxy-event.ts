import type { Exchange } from '../exchange';
import { encodeBase64 } from './content-handling';
import type { LambdaPayload } from './lambda-call';
import { type BinaryMediaTypes, mediaTypeOf } from './media-types';
import type { MethodRequest } from './method-request';
import { allValues, lastOf, lastValues, mappedRecord, recordOf } from './records';

/** Bytes of a body that are within the limit of a payload however they are escaped as JSON. */
const SMALL_BODY = 256 * 1024;

/**
 * The event of a Lambda proxy integration. A function in this process takes it as a value: its
 * text is written when a thread or a log needs it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export class ProxyEvent implements LambdaPayload {
  private textMade: string | undefined;

  public constructor(
    private readonly request: MethodRequest,
    private readonly binaryMediaTypes: BinaryMediaTypes,
  ) {}

  public get text(): string {
    this.textMade ??= JSON.stringify(this.newEvent());
    return this.textMade;
  }

  /** What an authorizer has said of the caller may be of any size. */
  public get isSmall(): boolean {
    const { request, authorizer } = this.request.exchange;
    return request.body.length <= SMALL_BODY && authorizer === undefined;
  }

  public readonly newEvent = (): object => {
    const { request, binaryMediaTypes } = this;
    const { exchange, headers } = request;
    const { request: sent, route, query, pathParameters, stageVariables } = exchange;
    const empty = sent.body.length === 0;
    const binary =
      !empty && binaryMediaTypes.includes(mediaTypeOf(exchange.headerValues('Content-Type')[0]));
    return {
      resource: route.path,
      path: eventPath(exchange),
      httpMethod: sent.method,
      headers: headers.length === 0 ? null : lastValues(headers),
      multiValueHeaders: headers.length === 0 ? null : allValues(headers),
      queryStringParameters: query.size === 0 ? null : mappedRecord(query, lastOf),
      multiValueQueryStringParameters: query.size === 0 ? null : mappedRecord(query, copyOf),
      pathParameters: pathParameters.size === 0 ? null : recordOf(pathParameters),
      stageVariables: Object.keys(stageVariables).length === 0 ? null : { ...stageVariables },
      requestContext: exchange.proxyRequestContext(),
      body: empty ? null : binary ? encodeBase64(sent.body) : request.text,
      isBase64Encoded: binary,
    };
  };
}

function copyOf(values: readonly string[]): string[] {
  return [...values];
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
