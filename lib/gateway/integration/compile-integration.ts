import type { RunIntegration } from '../exchange';
import type { ResolvedRoute, Snapshot } from '../frozen-api';
import { compileAws } from './aws';
import { compileHttp } from './http';
import { compileHttpProxy } from './http-proxy';
import { type IntegrationSource, type IntegrationType, readSource } from './integration-source';
import { compileLambdaProxy } from './lambda-proxy';
import { compileMock } from './mock';
import { UnsupportedIntegration } from './unsupported-integration';

type IntegrationCompiler = (source: IntegrationSource) => RunIntegration;

const COMPILERS: Readonly<Record<IntegrationType, IntegrationCompiler>> = {
  MOCK: compileMock,
  HTTP: compileHttp,
  HTTP_PROXY: compileHttpProxy,
  AWS: compileAws,
  AWS_PROXY: compileLambdaProxy,
};

const STREAMING_TYPES: readonly IntegrationType[] = ['HTTP_PROXY', 'AWS_PROXY'];

/**
 * Prepares the integration of a route: URIs, templates, mappings and patterns are compiled here,
 * and not when a request comes.
 *
 * @throws {@link UnsupportedIntegration} when the route has no integration, or one that cannot be
 * run here
 */
export function compileIntegration(route: ResolvedRoute, snapshot: Snapshot): RunIntegration {
  const source = readSource(route, snapshot);
  if (source.streaming && !STREAMING_TYPES.includes(source.type)) {
    throw new UnsupportedIntegration(
      `${source.path}/ResponseTransferMode`,
      `STREAM needs an integration of type ${STREAMING_TYPES.join(' or ')}, ` +
        `got: ${JSON.stringify(source.type)}`,
    );
  }
  return COMPILERS[source.type](source);
}
