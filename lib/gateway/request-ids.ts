import { randomWord } from './random';

/** Words of randomness that one request has a right to. */
const WORDS_PER_REQUEST = 12;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Gives the requests of a stage their ids: the same seed gives the same ids. */
export class RequestIdSequence {
  private served = 0;

  /** @param seed any whole number */
  public constructor(private readonly seed: number) {}

  /** The ids of the next request. */
  public next(): RequestIds {
    this.served += 1;
    return new RequestIds(this.seed, this.served * WORDS_PER_REQUEST);
  }
}

/** The ids of one request. */
export class RequestIds {
  /** `$context.requestId`: a UUID. */
  public readonly requestId: string;

  /**
   * @param seed the seed of the stage
   * @param position position of the request's first random word
   */
  public constructor(
    private readonly seed: number,
    private readonly position: number,
  ) {
    this.requestId = this.uuid();
  }

  /** `$context.extendedRequestId`, which is also `x-amz-apigw-id`: base64 of eleven bytes. */
  public extendedRequestId(): string {
    let text = '';
    for (let index = 4; index < 7; index += 1) {
      const word = this.word(index);
      for (let shift = 0; shift < 30; shift += 6) text += BASE64[(word >>> shift) & 63];
    }
    return `${text}=`;
  }

  /**
   * Root of an X-Ray trace that starts with the request.
   *
   * @param now milliseconds since 1970
   * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids
   */
  public traceRoot(now: number): string {
    const seconds = Math.floor(now / 1000) >>> 0;
    return `1-${hex(seconds)}-${hex(this.word(7))}${hex(this.word(8))}${hex(this.word(9))}`;
  }

  // Version 4, variant 1.
  private uuid(): string {
    const second = (this.word(1) & 0xffff0fff) | 0x4000;
    const third = (this.word(2) & 0x3fffffff) | 0x80000000;
    const [b, c] = [hex(second), hex(third)];
    return `${hex(this.word(0))}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${hex(this.word(3))}`;
  }

  private word(index: number): number {
    return randomWord(this.seed, this.position + index);
  }
}

function hex(word: number): string {
  return `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`;
}
