import { own } from '../../../model/value';
import type { ProviderLookup, ResourceProvider } from '../provider';
import type { ParameterStore } from '../stores/parameter-store';
import type { SecretStore } from '../stores/secret-store';
import { crossRegionReader, crossRegionWriter } from './cross-region-exports';
import { type CustomResourceInvoker, customResourceProvider } from './custom-resource-provider';
import { genericProvider } from './generic-provider';
import { parameterProvider } from './parameter-provider';
import { secretProvider } from './secret-provider';

/** What the providers of an engine work with. */
export interface ProviderTableInput {
  readonly providers?: Readonly<Record<string, ResourceProvider>>;
  readonly invokeCustomResource?: CustomResourceInvoker;
  readonly parameters: ParameterStore;
  readonly secrets: SecretStore;
}

/** Types of custom resources that are no `Custom::…`. */
const CUSTOM_RESOURCE = 'AWS::CloudFormation::CustomResource';

/** Finds the provider of a type: the given ones first, then our own, then one without behaviour. */
export function providerTable(input: ProviderTableInput): ProviderLookup {
  const builtIn: Readonly<Record<string, ResourceProvider>> = {
    'AWS::SSM::Parameter': parameterProvider(input.parameters),
    'AWS::SecretsManager::Secret': secretProvider(input.secrets),
    'Custom::CrossRegionExportWriter': crossRegionWriter(input.parameters),
    'Custom::CrossRegionExportReader': crossRegionReader,
  };
  const custom = customResourceProvider(input.invokeCustomResource);
  const known = new Map<string, ResourceProvider>();
  return (type) => {
    const found = known.get(type);
    if (found !== undefined) return found;
    const isCustom = type === CUSTOM_RESOURCE || type.startsWith('Custom::');
    const provider =
      own(input.providers, type) ??
      own(builtIn, type) ??
      (isCustom ? custom : genericProvider(type));
    known.set(type, provider);
    return provider;
  };
}
