import { ValidationError } from '../../errors';

/** The address of a request in its parts. */
export interface Target {
  /** Scheme, host and port in one spelling: `http://localhost:8080`. */
  readonly origin: string;
  readonly secure: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  /** Host and port as the request names them, for the `Host` header. */
  readonly host: string;
  readonly port: number;
}

const HTTP_URL = /^https?:\/\/[^/?#]+/i;
const PORTS = { 'http:': 80, 'https:': 443 } as const;

/** The part of a URL before its path, as it is spelt; empty if it is no HTTP URL. */
export function originText(url: string): string {
  return HTTP_URL.exec(url)?.[0] ?? '';
}

/**
 * Takes an origin apart.
 *
 * @param text what {@link originText} gives, or an origin that somebody configured
 * @throws ValidationError HttpOrigin
 */
export function parseOrigin(text: string): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !(url.protocol === 'http:' || url.protocol === 'https:')) {
    const message = `an origin must be http://HOST or https://HOST, with a port if need be, got: ${JSON.stringify(text)}`;
    throw new ValidationError('HttpOrigin', message);
  }
  return {
    origin: url.origin,
    secure: url.protocol === 'https:',
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    host: url.host,
    port: Number(url.port) || PORTS[url.protocol],
  };
}
