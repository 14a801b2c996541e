import type { EventSink } from './operations/stack-events';
import type { NestedTemplates } from './operations/world';
import type { ResourceProvider } from './provider';
import type { CustomResourceInvoker } from './providers/custom-resource-provider';
import type { ParameterStore } from './stores/parameter-store';
import type { SecretStore } from './stores/secret-store';

/** How an engine deploys. */
export interface StackEngineOptions {
  /**
   * Account of stacks that say none: twelve digits.
   *
   * @default '123456789012'
   */
  readonly accountId?: string;
  /**
   * Region of stacks that say none.
   *
   * @default 'us-east-1'
   */
  readonly region?: string;
  /**
   * What ids are made from: the same seed makes the same ids.
   *
   * @default 1
   */
  readonly seed?: string | number;
  /**
   * Providers by resource type, in place of those that the engine has.
   *
   * @default - types without a provider get an id and attributes, and have no local effect
   */
  readonly providers?: Readonly<Record<string, ResourceProvider>>;
  /**
   * Runs the function behind a custom resource.
   *
   * @default - a template with a custom resource cannot be deployed
   */
  readonly invokeCustomResource?: CustomResourceInvoker;
  /**
   * Gives templates of nested stacks that are not among those that are deployed.
   *
   * @default - there are no others
   */
  readonly nestedTemplates?: NestedTemplates;
  /** @default - an empty store */
  readonly parameters?: ParameterStore;
  /** @default - an empty store */
  readonly secrets?: SecretStore;
  /**
   * Names of the availability zones of a region.
   *
   * @default - the zones a, b and c
   */
  readonly availabilityZones?: (region: string) => readonly string[];
  /**
   * Takes the events of all stacks as they happen.
   *
   * @default - nobody does
   */
  readonly onEvent?: EventSink;
}
