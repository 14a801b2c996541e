import { isObject } from '../../../model/value';
import { argumentList, resolveList, resolveText, scalarText } from './arguments';
import { cidrBlocks } from './cidr';
import type { IntrinsicFunction, Resolution } from './resolution';

const SELECT_USAGE =
  'every Fn::Select object requires two parameters, the index and a list of values';
const CIDR_USAGE =
  'every Fn::Cidr object requires two or three parameters, the address block, the number of blocks and the number of subnet bits';
const MAP_USAGE =
  'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value';

/** The functions that make a list, or read one, and mappings. */
export const LIST_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::Select': select,
  'Fn::Length': (list, resolution) =>
    resolveList(list, resolution, 'the value of Fn::Length').length,
  'Fn::GetAZs': (region, resolution) =>
    resolution.scope.availabilityZones(resolveText(region, resolution, 'the region of Fn::GetAZs')),
  'Fn::Cidr': cidr,
  'Fn::FindInMap': findInMap,
};

function select(argument: unknown, resolution: Resolution): unknown {
  const items = argumentList(argument, resolution, { min: 2, max: 2, usage: SELECT_USAGE });
  const index = resolveText(items[0], resolution, 'the index of Fn::Select', 0);
  const list = resolveList(items[1], resolution, 'the values of Fn::Select', 1);
  const value = /^\d+$/.test(index) ? list[Number(index)] : undefined;
  if (value === undefined || value === null) {
    return resolution.fail(
      `Template error: Fn::Select cannot select nonexistent value at index ${index}`,
    );
  }
  return value;
}

function cidr(argument: unknown, resolution: Resolution): readonly string[] {
  const items = argumentList(argument, resolution, { min: 2, max: 3, usage: CIDR_USAGE });
  const block = resolveText(items[0], resolution, 'the address block of Fn::Cidr', 0);
  const count = resolveText(items[1], resolution, 'the number of blocks of Fn::Cidr', 1);
  const bits = resolveText(items[2] ?? '8', resolution, 'the subnet bits of Fn::Cidr', 2);
  const blocks = cidrBlocks(block, Number(count), Number(bits));
  return 'reason' in blocks
    ? resolution.fail(`Template error: Fn::Cidr: ${blocks.reason}`)
    : blocks.blocks;
}

function findInMap(argument: unknown, resolution: Resolution): unknown {
  const items = argumentList(argument, resolution, { min: 3, max: 4, usage: MAP_USAGE });
  const [map = '', top = '', second = ''] = [0, 1, 2].map((index) =>
    resolveText(items[index], resolution, 'a key of Fn::FindInMap', index),
  );
  const found = resolution.scope.mapping(map, top, second);
  if (found !== undefined) return found;
  const fallback = items[3];
  if (isObject(fallback) && Object.hasOwn(fallback, 'DefaultValue')) {
    return resolution.resolve(fallback['DefaultValue'], 3);
  }
  return resolution.fail(`Template error: Unable to get mapping for ${map}::${top}::${second}`);
}

/** Tells whether a list holds a scalar, as CloudFormation compares them. */
export function includesText(list: readonly unknown[], value: string): boolean {
  return list.some((item) => scalarText(item) === value);
}
