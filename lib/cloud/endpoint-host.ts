import type { HeaderPair } from '../gateway';
import { headerValues } from '../gateway/headers';

/** Name of a VPC endpoint: the one for all zones, or that of one zone. */
const ENDPOINT_HOST =
  /^(vpce-[0-9a-f]+)(?:-[a-z0-9-]+)?\.(execute-api\.[a-z0-9-]+)\.vpce\.(amazonaws\.com(?:\.cn)?)$/;

/** What a call to the name of a VPC endpoint is for. */
export interface EndpointCall {
  readonly vpce: string;
  /** Host that the call is for; undefined when it does not say. */
  readonly host: string | undefined;
  /** The name in the sense of `$context.domainName`. */
  readonly domainName: string;
}

/**
 * Reads a call to a VPC endpoint by the endpoint's own name: `x-apigw-api-id` names the API that it is
 * for, or `Host` the address of one.
 *
 * @param host - lower case
 * @returns undefined for any other host
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
 */
export function readEndpointCall(
  host: string,
  headers: readonly HeaderPair[],
): EndpointCall | undefined {
  const [, vpce, service, domain] = ENDPOINT_HOST.exec(host) ?? [];
  if (vpce === undefined) return undefined;
  const [apiId] = headerValues(headers, 'x-apigw-api-id');
  if (apiId !== undefined) {
    return { vpce, host: `${apiId.toLowerCase()}.${service}.${domain}`, domainName: host };
  }
  const named = headerValues(headers, 'Host')[0]?.toLowerCase().replace(/:\d+$/, '');
  return { vpce, host: named, domainName: named ?? host };
}
