import type { HandlerLookup } from '../given-functions';
import type { LambdaService } from '../lambda';
import type { LambdaLayers } from '../lambda-layers';

/** What Lambda resources are deployed with. */
export interface LambdaWorld {
  readonly lambda: LambdaService;
  readonly layers: LambdaLayers;
  /** Finds the function that stands for deployed code. */
  readonly given: HandlerLookup;
  /** File or folder of an asset, by its object key. */
  readonly assetFile: (objectKey: string) => string | undefined;
  /** Opens what answers the AWS SDK of deployed code. */
  readonly openEndpoint: () => Promise<unknown>;
}
