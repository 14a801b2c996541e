import { Writable } from 'node:stream';
import { RuntimeError } from './runtime-error';

/** Takes what a handler writes, piece by piece. */
export type ChunkSink = (chunk: Uint8Array) => void;

type WriteCallback = (error?: Error | null) => void;

/** Content type of a stream that starts with its status and headers. */
const WITH_PRELUDE = 'application/vnd.awslambda.http-integration-response';
const DELIMITER_LENGTH = 8;

/**
 * The stream that a streaming handler writes its answer to.
 *
 * Values that are neither text nor bytes are written as JSON.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
export class ResponseStream extends Writable {
  /** Called with the plain write before the first write, by the prelude. */
  public _onBeforeFirstWrite?: (write: (chunk: string | Uint8Array) => void) => void;

  readonly #sink: ChunkSink;
  #written = false;

  public constructor(sink: ChunkSink) {
    super();
    this.#sink = sink;
  }

  /**
   * Says what the bytes are; nobody behind API Gateway reads it.
   *
   * @throws RuntimeError `Runtime.InvalidStreamingOperation` after the first write
   */
  public setContentType(_contentType: string): void {
    if (this.#written) {
      throw new RuntimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.');
    }
  }

  public override write(chunk: unknown, callback?: WriteCallback): boolean;
  public override write(
    chunk: unknown,
    encoding?: BufferEncoding,
    callback?: WriteCallback,
  ): boolean;
  public override write(
    chunk: unknown,
    encoding?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean {
    const first = !this.#written;
    this.#written = true;
    if (first) this._onBeforeFirstWrite?.((part) => super.write(part));
    const data = typeof chunk === 'string' || ArrayBuffer.isView(chunk) ? chunk : json(chunk);
    if (typeof encoding === 'function') return super.write(data, encoding);
    return super.write(data, encoding ?? 'utf8', callback);
  }

  public override _write(chunk: Buffer, _encoding: BufferEncoding, done: WriteCallback): void {
    this.#written = true;
    this.#sink(chunk);
    done();
  }
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/**
 * Puts status and headers in front of a stream: `awslambda.HttpResponseStream`.
 *
 * They go out with the first `write`; a stream that only ends sends none of it, as on Lambda.
 */
export const HttpResponseStream = {
  from(stream: ResponseStream, prelude: Readonly<Record<string, unknown>>): ResponseStream {
    stream.setContentType(WITH_PRELUDE);
    stream._onBeforeFirstWrite = (write) => {
      write(JSON.stringify(prelude));
      write(new Uint8Array(DELIMITER_LENGTH));
    };
    return stream;
  },
};
