import type { CfnTemplate, ResourceId } from '../../../model';
import type { JsonObject } from '../../../model/value';
import type { IdSource } from '../ids';
import type { ProviderLookup } from '../provider';
import type { StackEnvironment } from '../stack-identity';
import type { ParameterStore } from '../stores/parameter-store';
import type { SecretStore } from '../stores/secret-store';
import type { ExportRegistry } from './export-registry';
import type { EventSink } from './stack-events';

/** Gives the template of a nested stack; undefined when there is none. */
export type NestedTemplates = (id: ResourceId, properties: JsonObject) => CfnTemplate | undefined;

/** What all operations of an engine share. */
export interface World {
  readonly providerOf: ProviderLookup;
  readonly ids: IdSource;
  /** How often each resource was created: ids differ from one creation to the next. */
  readonly creations: Map<string, number>;
  readonly parameters: ParameterStore;
  readonly secrets: SecretStore;
  readonly exports: ExportRegistry;
  readonly nestedTemplates: NestedTemplates;
  readonly availabilityZones: (region: string) => readonly string[];
  /** Value of an output of a stack; undefined when there is none. */
  readonly stackOutput: (
    environment: StackEnvironment,
    stackName: string,
    outputName: string,
  ) => string | undefined;
  readonly emit: EventSink;
}
