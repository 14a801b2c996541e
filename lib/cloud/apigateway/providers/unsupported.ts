import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import type { Registry } from '../registry/registry';
import { badRequest } from '../service-error';

/**
 * Types of HTTP and WebSocket APIs, and routing rules of domain names; VPC links and mappings serve
 * REST APIs, too.
 */
const V2_TYPES: readonly string[] = [
  'Api',
  'ApiGatewayManagedOverrides',
  'Authorizer',
  'Deployment',
  'DomainName',
  'Integration',
  'IntegrationResponse',
  'Model',
  'Route',
  'RouteResponse',
  'RoutingRule',
  'Stage',
].map((name) => `AWS::ApiGatewayV2::${name}`);

/** What the local gateway does not run: an error, or nothing where it is to be ignored. */
export function unsupportedProviders(registry: Registry): Record<string, ResourceProvider> {
  return Object.fromEntries(V2_TYPES.map((type) => [type, unsupportedProvider(registry, type)]));
}

/** As {@link unsupportedProviders}, for one type. */
export function unsupportedProvider(registry: Registry, type: string): ResourceProvider {
  const isIgnored = registry.options.ignoreUnsupported?.includes(type) === true;
  return {
    create: (context) => {
      const { stack, logicalId, ids, properties } = context;
      const isListed = registry.options.ignoreUnsupported?.includes(logicalId) === true;
      if (!isIgnored && !isListed) throw notRun(context);
      registry.ignored.push({ path: `${stack.source}/${logicalId}`, reason: notRunReason(type) });
      const name = properties['StageName'];
      return { physicalId: typeof name === 'string' ? name : ids.lowerAlphanumeric(10) };
    },
  };
}

function notRun({ logicalId, type }: ResourceContext): Error {
  return badRequest(
    `${logicalId} ${notRunReason(type)}; take it out of what is deployed locally, or list ` +
      `"${type}" or "${logicalId}" in ignoreUnsupported`,
  );
}

function notRunReason(type: string): string {
  const why = type.endsWith('::RoutingRule')
    ? 'domain names lead by their mappings here'
    : 'it runs REST APIs';
  return `is of type ${type}, which the local gateway does not run: ${why}`;
}
