import { isObject, type JsonObject } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import type { ResourceContext, ResourceProvider, ResourceState } from '../provider';
import type { ParameterStore } from '../stores/parameter-store';

/**
 * The custom resource by which the CDK carries values to another region: it writes them there as
 * parameters of Systems Manager.
 */
export function crossRegionWriter(store: ParameterStore): ResourceProvider {
  const write = (context: ResourceContext): ResourceState => {
    const { region, values } = writerProps(context.properties);
    for (const [name, value] of values) store.put({ ...context.stack, region }, name, value);
    return { physicalId: context.logicalId };
  };
  return {
    create: write,
    update: (context) => {
      removeAbsent(store, context, context.previous, context.properties);
      return write(context);
    },
    delete: (context) => removeAbsent(store, context, context.properties, {}),
  };
}

/** The custom resource that reads them: its properties are dynamic references, resolved already. */
export const crossRegionReader: ResourceProvider = {
  create: read,
  update: read,
};

function read({ logicalId, properties }: ResourceContext): ResourceState {
  return { physicalId: logicalId, attributes: membersAt(properties, 'ReaderProps', 'imports') };
}

function removeAbsent(
  store: ParameterStore,
  { stack }: ResourceContext,
  before: JsonObject,
  after: JsonObject,
): void {
  const { region, values } = writerProps(before);
  const kept = writerProps(after);
  for (const name of values.keys()) {
    if (kept.region !== region || !kept.values.has(name)) store.delete({ ...stack, region }, name);
  }
}

function writerProps(properties: JsonObject): {
  readonly region: string;
  readonly values: ReadonlyMap<string, string>;
} {
  const values = Object.entries(membersAt(properties, 'WriterProps', 'exports'));
  const props = properties['WriterProps'];
  return {
    region: (isObject(props) ? scalarText(props['region']) : undefined) ?? '',
    values: new Map(
      values.map(([name, value]) => [name, scalarText(value) ?? JSON.stringify(value)]),
    ),
  };
}

function membersAt(properties: JsonObject, props: string, member: string): JsonObject {
  const outer = properties[props];
  const inner = isObject(outer) ? outer[member] : undefined;
  return isObject(inner) ? inner : {};
}
