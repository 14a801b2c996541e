import type { ResourceProvider } from './cloudformation/provider';
import { layerProvider } from './lambda-layers';
import { eventInvokeConfigProvider } from './lambda-resources/event-invoke-configs';
import { functionProvider } from './lambda-resources/functions';
import type { LambdaWorld } from './lambda-resources/lambda-world';
import { permissionProvider } from './lambda-resources/permissions';
import { aliasProvider, versionProvider } from './lambda-resources/versions';

/** The resource types of Lambda that a local cloud has. */
export function lambdaProviders(
  world: () => LambdaWorld,
): Readonly<Record<string, ResourceProvider>> {
  return {
    'AWS::Lambda::Function': functionProvider(world),
    'AWS::Lambda::LayerVersion': layerProvider(
      () => world().layers,
      (key) => world().assetFile(key),
    ),
    'AWS::Lambda::Version': versionProvider(world),
    'AWS::Lambda::Alias': aliasProvider(world),
    'AWS::Lambda::Permission': permissionProvider(world),
    'AWS::Lambda::EventInvokeConfig': eventInvokeConfigProvider(world),
  };
}
