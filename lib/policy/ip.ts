import { isIP } from 'node:net';

/** An address; an IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) is the IPv4 address it maps. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A set of addresses, answered by binary search however many ranges it was made of. */
export interface IpSet {
  has(address: IpAddress): boolean;
}

interface IpRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const MAPPED_PREFIX = 0xffffn << 32n;
const MAPPED_BITS = 96;

let lastParsed: { readonly text: string; readonly address: IpAddress | undefined } | undefined;

/** Reads an IPv4 or IPv6 address without zone and without leading zeros in IPv4 parts. */
export function parseIp(text: string): IpAddress | undefined {
  // All statements of a policy ask for one and the same address.
  if (lastParsed?.text !== text) lastParsed = { text, address: readIp(text) };
  return lastParsed.address;
}

function readIp(text: string): IpAddress | undefined {
  if (text.includes('%')) return undefined;
  const family = isIP(text);
  if (family === 4) return { family, value: ipv4Value(text) };
  if (family !== 6) return undefined;
  const value = ipv6Value(text);
  return value >> 32n === MAPPED_PREFIX >> 32n
    ? { family: 4, value: value & 0xffffffffn }
    : { family: 6, value };
}

/**
 * Reads `address` or `address/prefix` into a range; bits beyond the prefix are ignored, as IAM does.
 *
 * @returns `undefined` when it is neither
 */
export function parseCidr(text: string): IpRange | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const ip = parseIp(address);
  if (ip === undefined || rest.length > 0) return undefined;
  const written = isIP(address) === 4 ? 32 : 128;
  const bits = prefix === undefined ? written : parsePrefix(prefix, written);
  if (bits === undefined) return undefined;
  return rangeOf(ip, bits, written);
}

/** The union of ranges. */
export function ipSet(ranges: readonly IpRange[]): IpSet {
  const byFamily = { 4: mergeRanges(ranges, 4), 6: mergeRanges(ranges, 6) };
  return { has: ({ family, value }) => isInRanges(byFamily[family], value) };
}

function rangeOf(ip: IpAddress, bits: number, written: number): IpRange | undefined {
  const width = ip.family === 4 ? 32 : 128;
  const mapped = width < written;
  // A mapped address under a short prefix means IPv6 space around it, never IPv4 addresses.
  if (mapped && bits < MAPPED_BITS) {
    return block(6, MAPPED_PREFIX | ip.value, 128 - bits);
  }
  return block(ip.family, ip.value, width - (mapped ? bits - MAPPED_BITS : bits));
}

function block(family: 4 | 6, value: bigint, hostBits: number): IpRange {
  const first = (value >> BigInt(hostBits)) << BigInt(hostBits);
  return { family, first, last: first | ((1n << BigInt(hostBits)) - 1n) };
}

function parsePrefix(text: string, width: number): number | undefined {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const bits = Number(text);
  return bits <= width ? bits : undefined;
}

function ipv4Value(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function ipv6Value(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const left = ipv6Groups(head);
  const right = tail === undefined ? [] : ipv6Groups(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0n);
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | group, 0n);
}

function ipv6Groups(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const v4 = ipv4Value(group);
    return [v4 >> 16n, v4 & 0xffffn];
  });
}

function mergeRanges(ranges: readonly IpRange[], family: 4 | 6): IpRange[] {
  const sorted = ranges
    .filter((range) => range.family === family)
    .sort((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)));
  const merged: IpRange[] = [];
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) merged.push(range);
    else if (range.last > previous.last)
      merged[merged.length - 1] = { ...previous, last: range.last };
  }
  return merged;
}

function isInRanges(ranges: readonly IpRange[], value: bigint): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (value < range.first) high = middle - 1;
    else if (value > range.last) low = middle + 1;
    else return true;
  }
  return false;
}
