import type { ServiceCall } from '../backends';
import type { Exchange, RunIntegration } from '../exchange';
import { type AwsUri, serviceDomain } from './aws-uri';
import { compileCredentials } from './credentials';
import { callEndpoint } from './endpoint-call';
import { compileMethod, endpointRequest } from './endpoint-request';
import { invalidEndpoint } from './failures';
import type { IntegrationSource } from './integration-source';
import { AWS_HEADER_RULES } from './mapped-header-rules';
import { MethodRequest } from './method-request';
import { compileRequestBody } from './request-body';
import { compileRequestParameters } from './request-parameters';
import { compileResponses } from './response-mapping';
import { compileUriTemplate, withQuery } from './uri-template';

/** What an ARN names of a service, once its stage variables are known. */
const TARGET = /^(path|action)\/(.*)$/s;

/** The call that an integration makes, but for the request. */
type ServiceTarget = Pick<ServiceCall, 'service' | 'action' | 'region'> & {
  readonly host: string;
  readonly url: string;
};

type ServiceTargetOf = (exchange: Exchange, path: ReadonlyMap<string, string>) => ServiceTarget;

/**
 * Compiles an integration with an AWS service. `path/…` is the path of the request;
 * `action/Name&Parameter=value` becomes its query string, which the services read beside a JSON or
 * form body.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
export function compileAwsService(source: IntegrationSource, uri: AwsUri): RunIntegration {
  const transform = compileRequestBody(source);
  const mapParameters = compileRequestParameters(
    source.requestParameters,
    AWS_HEADER_RULES,
    source.path,
  );
  const methodOf = compileMethod(source);
  const targetOf = compileTarget(uri);
  const credentialsOf = compileCredentials(source);
  const respond = compileResponses(source, ({ traceId }) => traceId);
  return (exchange) => {
    const request = new MethodRequest(exchange);
    const { payload, overrides } = transform(request);
    const { path, querystring, headers } = mapParameters(request, overrides);
    const { host, url, ...target } = targetOf(exchange, path);
    const backendRequest = endpointRequest(exchange, {
      method: methodOf(exchange),
      url: withQuery(url, querystring),
      host,
      headers,
      payload,
      timeoutMs: source.timeoutMs,
    });
    const credentials = credentialsOf(exchange);
    const call = credentials === undefined ? target : { ...target, credentials };
    exchange.trace.decide('integration', 'AWS', { ...target });
    return callEndpoint(
      exchange,
      backendRequest,
      (sent) => exchange.backends.service({ ...call, request: sent }),
      (answer) => respond(request, answer, overrides),
    );
  };
}

function compileTarget({ partition, region, service, target }: AwsUri): ServiceTargetOf {
  const domain = serviceDomain(partition);
  const serviceTemplate = compileUriTemplate(service);
  const targetTemplate = compileUriTemplate(target);
  return ({ stageVariables }, path) => {
    const values = { stageVariables, path };
    const regionName = region.render(values);
    const name = serviceTemplate.render(values);
    const [, kind, rest] = TARGET.exec(targetTemplate.render(values)) ?? [];
    const host = `${name}.${regionName}.${domain}`;
    const origin = `https://${host}/`;
    if (!URL.canParse(origin) || !rest) throw invalidEndpoint();
    const called = { service: name.slice(name.lastIndexOf('.') + 1), region: regionName, host };
    return kind === 'path'
      ? { ...called, url: `${origin}${rest.replace(/^\//, '')}` }
      : { ...called, url: `${origin}?Action=${rest}`, action: rest.replace(/&.*$/s, '') };
  };
}
