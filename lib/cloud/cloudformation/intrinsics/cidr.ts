import { isIP } from 'node:net';

/** Subnets of an address block, or why there are none. */
export type CidrBlocks = { readonly blocks: readonly string[] } | { readonly reason: string };

interface Family {
  /** Bits of an address. */
  readonly bits: number;
  readonly parse: (address: string) => bigint;
  readonly print: (address: bigint) => string;
}

const MAX_BLOCKS = 256;

const FAMILIES: Readonly<Record<number, Family>> = {
  4: { bits: 32, parse: parseV4, print: printV4 },
  6: { bits: 128, parse: parseV6, print: printV6 },
};

/**
 * The first subnets of an address block.
 *
 * @param block such as `10.0.0.0/16` or `2001:db8::/56`
 * @param count 1 to 256
 * @param subnetBits number of bits of a subnet's own addresses: 8 makes /24 of IPv4, 64 /64 of IPv6
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(block: string, count: number, subnetBits: number): CidrBlocks {
  const [address = '', mask = ''] = block.split('/');
  const family = FAMILIES[isIP(address)];
  if (family === undefined || !/^\d+$/.test(mask) || Number(mask) > family.bits) {
    return { reason: `the block must be an address and a mask, got: ${JSON.stringify(block)}` };
  }
  if (!Number.isInteger(count) || count < 1 || count > MAX_BLOCKS) {
    return { reason: `the number of blocks must be 1 to ${MAX_BLOCKS}, got: ${count}` };
  }
  const prefix = family.bits - subnetBits;
  const fits = Number.isInteger(subnetBits) && subnetBits > 0 && prefix >= Number(mask);
  if (!fits || BigInt(count) > 1n << BigInt(prefix - Number(mask))) {
    return { reason: `${block} has no ${count} subnets of ${subnetBits} bits` };
  }
  const hostBits = BigInt(family.bits - Number(mask));
  const start = (family.parse(address) >> hostBits) << hostBits;
  const size = 1n << BigInt(subnetBits);
  return {
    blocks: Array.from(
      { length: count },
      (_, index) => `${family.print(start + BigInt(index) * size)}/${prefix}`,
    ),
  };
}

function parseV4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function printV4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

function parseV6(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const left = groups(head);
  const right = groups(tail ?? '');
  const middle = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(middle).fill('0'), ...right].reduce(
    (sum, group) => (sum << 16n) | BigInt(`0x${group}`),
    0n,
  );
}

/** Groups of half an address; a last group in dotted form counts for two. */
function groups(text: string): string[] {
  return text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (!group.includes('.')) return [group];
      const value = parseV4(group);
      return [(value >> 16n).toString(16), (value & 0xffffn).toString(16)];
    });
}

/** The form of RFC 5952, which is that of URLs. */
function printV6(address: bigint): string {
  const parts = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  return new URL(`http://[${parts.join(':')}]`).hostname.slice(1, -1);
}
