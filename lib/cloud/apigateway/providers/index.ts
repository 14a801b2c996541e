import type { ResourceProvider } from '../../cloudformation/provider';
import type { Registry } from '../registry/registry';
import { accountProviders } from './account-resources';
import { apiPartProviders } from './api-parts';
import { deploymentProviders } from './deployments';
import { domainProviders } from './domains';
import { restApiProviders } from './rest-apis';
import { stageProviders } from './stages';
import { unsupportedProviders } from './unsupported';
import { usageProviders } from './usage';

/** The provider of each CloudFormation type of API Gateway. */
export function apiGatewayProviders(
  registry: Registry,
): Readonly<Record<string, ResourceProvider>> {
  return {
    ...restApiProviders(registry),
    ...apiPartProviders(registry),
    ...deploymentProviders(registry),
    ...stageProviders(registry),
    ...usageProviders(registry),
    ...domainProviders(registry),
    ...accountProviders(registry),
    ...unsupportedProviders(registry),
  };
}
