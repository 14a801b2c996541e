import type { Exchange } from '../exchange';
import type { SendRequest } from './endpoint-call';
import { invalidEndpoint } from './failures';
import type { IntegrationSource } from './integration-source';
import { UnsupportedIntegration } from './unsupported-integration';
import { compileUriTemplate } from './uri-template';

/** Where a request goes. */
export interface HttpAddress {
  readonly url: string;
  readonly host: string;
}

/** Completes the URI of an HTTP integration. */
export type HttpAddressOf = (exchange: Exchange, path: ReadonlyMap<string, string>) => HttpAddress;

const ADDRESS = /^https?:\/\/((?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?)(?:[/?#]|$)/i;
const NOT_IN_URL = /[^!-~]|[<>"\\^`{|}]/;
const NO_PATH: ReadonlyMap<string, string> = new Map();

/**
 * Compiles the URI of an HTTP integration.
 *
 * @throws {@link UnsupportedIntegration} when there is none, or one without a scheme
 */
export function compileHttpAddress({ uri, path }: IntegrationSource): HttpAddressOf {
  if (uri === undefined || !/^(?:https?:\/\/|\$\{stageVariables\.)/i.test(uri)) {
    throw new UnsupportedIntegration(
      `${path}/Uri`,
      `Invalid HTTP endpoint specified for URI; must start with http:// or https://, got: ${JSON.stringify(uri)}`,
    );
  }
  const template = compileUriTemplate(uri);
  if (!template.constant) {
    return ({ stageVariables }, values) =>
      addressOf(template.render({ stageVariables, path: values }));
  }
  const host = ADDRESS.exec(uri)?.[1];
  if (host === undefined || NOT_IN_URL.test(uri)) return () => addressOf(uri);
  const address = { url: uri, host };
  return () => address;
}

function addressOf(url: string): HttpAddress {
  const host = ADDRESS.exec(url)?.[1];
  if (host === undefined || NOT_IN_URL.test(url)) throw invalidEndpoint();
  return { url, host };
}

/**
 * Compiles the way to an HTTP endpoint: the internet, or a VPC link.
 *
 * @throws {@link UnsupportedIntegration} for a VPC link without an id
 */
export function compileSender({
  connectionType,
  connectionId,
  integrationTarget,
  path,
}: IntegrationSource): (exchange: Exchange) => SendRequest {
  if (connectionType !== 'VPC_LINK') {
    return ({ backends }) =>
      (request) =>
        backends.http(request);
  }
  if (connectionId === undefined) {
    throw new UnsupportedIntegration(
      `${path}/ConnectionId`,
      'a connection of type VPC_LINK needs the id of the VPC link',
    );
  }
  const template = compileUriTemplate(connectionId);
  return ({ backends, stage, stageVariables }) => {
    const id = template.render({ stageVariables, path: NO_PATH });
    if (integrationTarget === undefined) return (request) => backends.vpcLink(id, request);
    return (request) =>
      backends.vpcLink(id, { ...request, url: belowStage(request.url, stage.name) });
  };
}

/**
 * What a VPC link of the second generation sends has the stage in its path.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html
 */
function belowStage(url: string, stageName: string): string {
  return url.replace(/^(https?:\/\/[^/?#]*)\/?/i, `$1/${stageName}/`);
}
