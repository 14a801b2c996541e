import { isIP } from 'node:net';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

/**
 * Whether a host can only be this machine: `localhost`, a name below it, or a loopback address.
 *
 * Private addresses are not among them: in a company's network, or beside a cloud's metadata
 * service, they are somebody else's.
 *
 * @param hostname without port; an IPv6 address without its brackets
 */
export function isLocalHost(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return isIP(name) ? LOOPBACK.test(name) : name === 'localhost' || name.endsWith('.localhost');
}

/** Names below `localhost` are this machine (RFC 6761), which not every resolver knows. */
export function connectHost(hostname: string): string {
  return hostname.toLowerCase().endsWith('.localhost') ? 'localhost' : hostname;
}
