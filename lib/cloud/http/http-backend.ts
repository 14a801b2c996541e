import { ValidationError } from '../../errors';
import type { BackendAnswer, BackendRequest } from '../../gateway/backends';
import type { Clock } from '../../gateway/stage-runtime';
import type { HttpAnswer } from './http-answer';
import { isLocalHost } from './local-host';
import { NodeClient } from './node-client';
import { originText, parseOrigin, type Target } from './origin';
import { withinTimeout } from './within-timeout';

/** Answers the requests to one origin in the place of the server. */
export type OriginHandler = {
  answer(request: BackendRequest): HttpAnswer | BackendAnswer | Promise<HttpAnswer | BackendAnswer>;
}['answer'];

/** Where the requests of HTTP integrations go. */
export interface HttpBackendOptions {
  /**
   * What answers for an origin, such as `https://api.example.com`: a function, or another origin
   * that the requests go to instead, such as `http://localhost:8080`.
   *
   * @default - none
   */
  readonly origins?: Readonly<Record<string, OriginHandler | string>>;
  /**
   * Origins beyond this machine that may be called for real, or `*` for all.
   *
   * @default - this machine alone may be called
   */
  readonly allow?: readonly string[];
  /** @default - real time */
  readonly clock?: Clock;
}

type Send = (request: BackendRequest) => BackendAnswer | Promise<BackendAnswer>;

const SYSTEM_CLOCK: Clock = { now: () => Date.now() };
const MAX_REMEMBERED_ORIGINS = 1000;

/**
 * What stands behind HTTP integrations: functions for some origins, real servers for others, and
 * nothing beyond this machine unless it is allowed by name.
 */
export class HttpBackend {
  readonly #client = new NodeClient();
  readonly #clock: Clock;
  readonly #origins = new Map<string, OriginHandler | string>();
  readonly #allowed: ReadonlySet<string>;
  readonly #senders = new Map<string, Send>();

  /** @throws ValidationError HttpOrigin - an origin that is none */
  public constructor({ origins = {}, allow = [], clock = SYSTEM_CLOCK }: HttpBackendOptions = {}) {
    this.#clock = clock;
    this.#allowed = new Set(allow.map((one) => (one === '*' ? one : parseOrigin(one).origin)));
    for (const [origin, handler] of Object.entries(origins)) {
      if (typeof handler === 'string') parseOrigin(handler);
      this.#origins.set(parseOrigin(origin).origin, handler);
    }
  }

  /**
   * Sends a request.
   *
   * A promise comes back unless a function answers at once.
   *
   * @throws ValidationError HttpOrigin - an origin beyond this machine that nothing stands for
   */
  public send(request: BackendRequest): BackendAnswer | Promise<BackendAnswer> {
    const text = originText(request.url);
    const known = this.#senders.get(text);
    if (known) return known(request);
    const sender = this.#senderFor(parseOrigin(text));
    if (this.#senders.size >= MAX_REMEMBERED_ORIGINS) this.#senders.clear();
    this.#senders.set(text, sender);
    return sender(request);
  }

  /** Closes the connections that are kept open. */
  public close(): void {
    this.#client.close();
  }

  #senderFor(target: Target): Send {
    const handler = this.#origins.get(target.origin);
    if (typeof handler === 'function') {
      return (request) => withinTimeout(this.#clock, request.timeoutMs, () => handler(request));
    }
    const destination = handler === undefined ? target : parseOrigin(handler);
    this.#checkAllowed(destination);
    return (request) => this.#client.send(request, destination);
  }

  #checkAllowed({ hostname, origin }: Target): void {
    if (isLocalHost(hostname) || this.#allowed.has('*') || this.#allowed.has(origin)) return;
    throw new ValidationError(
      'HttpOrigin',
      `an HTTP integration calls this machine alone unless more is allowed, got: ${JSON.stringify(origin)}; ` +
        `give a function or a local server for it (\`http: { ${JSON.stringify(origin)}: … }\`), or allow it by name (\`allowHttp\`)`,
    );
  }
}
