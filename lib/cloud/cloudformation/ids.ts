import { createHash } from 'node:crypto';

const LOWER_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789';
const UPPER_ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const HEX = '0123456789abcdef';
const DIGITS = '0123456789';

/**
 * Ids as AWS makes them up, but the same for the same seed and key: two runs of one test see the
 * same ids, and two seeds different ones.
 */
export class IdSource {
  /**
   * @param seed any text or number
   * @param key what the ids are for, such as a resource of a stack
   */
  public constructor(
    private readonly seed: string | number,
    private readonly key = '',
  ) {}

  /** Ids of a part of what this makes ids for. */
  public of(...key: readonly (string | number)[]): IdSource {
    return new IdSource(this.seed, `${this.key}\n${key.join('\n')}`);
  }

  /** Lower-case letters and digits: 10 for an API, 6 for a deployment or a resource of an API. */
  public lowerAlphanumeric(length: number, purpose = ''): string {
    return this.text(LOWER_ALPHANUMERIC, length, purpose);
  }

  /** Upper-case letters and digits: the suffix of names that CloudFormation makes. */
  public upperAlphanumeric(length: number, purpose = ''): string {
    return this.text(UPPER_ALPHANUMERIC, length, purpose);
  }

  /** Hexadecimal digits: 17 for a VPC, a subnet and the like. */
  public hex(length: number, purpose = ''): string {
    return this.text(HEX, length, purpose);
  }

  /** Decimal digits. */
  public digits(length: number, purpose = ''): string {
    return this.text(DIGITS, length, purpose);
  }

  /** Characters of an alphabet. */
  public text(alphabet: string, length: number, purpose = ''): string {
    let text = '';
    for (let block = 0; text.length < length; block += 1) {
      for (const byte of this.bytes(purpose, block)) text += alphabet[byte % alphabet.length];
    }
    return text.slice(0, length);
  }

  /** A UUID of version 4. */
  public uuid(purpose = ''): string {
    const hex = this.hex(32, purpose);
    const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join('-');
  }

  private bytes(purpose: string, block: number): Buffer {
    return createHash('sha256').update(`${this.seed}\n${this.key}\n${purpose}\n${block}`).digest();
  }
}
