import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import type { BackendAnswer, BackendRequest } from '../../gateway/backends';
import type { HeaderPair } from '../../gateway/request';
import { connectHost } from './local-host';
import { originText, type Target } from './origin';

/** Largest answer that API Gateway takes from a backend. */
const MAX_ANSWER_BYTES = 10_485_760;
const LONGEST_TIMER_MS = 2_147_483_647;

/** Methods whose requests say no length unless they have a body. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

const REASONS: Readonly<Record<string, 'refused' | 'dns'>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
};

/** Codes of a handshake that fails, and of a certificate that is no good. */
const TLS = /^(?:EPROTO$|ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/**
 * Sends requests by Node.js's own HTTP client, which, unlike `fetch`, keeps headers in the spelling
 * and the order given, adds none of its own accord but `Host`, `Connection` and `Content-Length`,
 * and neither follows redirects, nor asks a proxy, nor decodes a body.
 */
export class NodeClient {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #secureAgent = new SecureAgent({ keepAlive: true });

  /** Sends a request; what goes wrong is the answer. */
  public send(request: BackendRequest, target: Target): Promise<BackendAnswer> {
    return new Promise((resolve) => {
      let client: ClientRequest | undefined;
      let isDone = false;
      const timeoutMs = Math.min(request.timeoutMs, LONGEST_TIMER_MS);
      const timer = setTimeout(() => finish({ kind: 'timeout' }), timeoutMs);
      const finish = (answer: BackendAnswer): void => {
        isDone = true;
        clearTimeout(timer);
        resolve(answer);
        if (answer.kind !== 'answered') client?.destroy();
      };
      const start = (): void => {
        const opened = this.#open(request, target);
        client = opened;
        opened.on('response', (response) => collect(response, finish));
        opened.on('error', (error) => {
          if (!isDone && wasClosed(opened, error)) start();
          else finish(unreachable(error));
        });
        opened.end(request.body.length > 0 ? request.body : undefined);
      };
      try {
        start();
      } catch (error) {
        finish(unreachable(error));
      }
    });
  }

  /** Closes the connections that are kept open. */
  public close(): void {
    this.#agent.destroy();
    this.#secureAgent.destroy();
  }

  #open(request: BackendRequest, target: Target): ClientRequest {
    const send = target.secure ? httpsRequest : httpRequest;
    return send({
      agent: target.secure ? this.#secureAgent : this.#agent,
      host: connectHost(target.hostname),
      port: target.port,
      servername: target.hostname,
      method: request.method,
      path: pathOf(request.url),
      headers: rawHeaders(request, target),
    });
  }
}

/**
 * Whether a connection that was kept open turns out to be closed, as that of a server that was
 * started again: then the request has reached nobody, and is sent on another one.
 *
 * @see https://nodejs.org/api/http.html#requestreusedsocket
 */
function wasClosed(client: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return client.reusedSocket && error.code === 'ECONNRESET';
}

/** As it is spelt: a URL object would change it. */
function pathOf(url: string): string {
  const path = url.slice(originText(url).length).replace(/#.*$/s, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** Names and values in turn, with the two headers that HTTP needs. */
function rawHeaders({ method, headers, body }: BackendRequest, target: Target): string[] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const needed: HeaderPair[] = [];
  if (!names.has('host')) needed.push(['Host', target.host]);
  const hasLength = names.has('content-length') || names.has('transfer-encoding');
  if (!hasLength && (body.length > 0 || !BODILESS.has(method))) {
    needed.push(['Content-Length', String(body.length)]);
  }
  return [...needed, ...headers].flat();
}

function collect(response: IncomingMessage, finish: (answer: BackendAnswer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
    else finish({ kind: 'unreachable', reason: 'other', detail: TOO_LARGE });
  });
  response.on('error', (error) => finish(unreachable(error)));
  response.on('end', () => {
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    finish({
      kind: 'answered',
      status: response.statusCode ?? 0,
      headers: pairsOf(response.rawHeaders),
      body,
    });
  });
}

const TOO_LARGE = `the backend answered more than ${MAX_ANSWER_BYTES} bytes`;

function pairsOf(raw: readonly string[]): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    pairs.push([raw[index] ?? '', raw[index + 1] ?? '']);
  }
  return pairs;
}

/** An error of the socket, or of the client itself where a request cannot even be written. */
function unreachable(error: unknown): BackendAnswer {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = REASONS[code] ?? (TLS.test(code) ? 'tls' : 'other');
  return { kind: 'unreachable', reason, detail: message || code };
}
