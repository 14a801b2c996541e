import { createRequire } from 'node:module';

type JsonWebToken = typeof import('jsonwebtoken');

let loaded: JsonWebToken | undefined;

/**
 * The library of JSON Web Tokens, loaded by the first token: most APIs have no user pool, and none
 * should wait for it.
 */
export function jsonWebToken(): JsonWebToken {
  loaded ??= createRequire(__filename)('jsonwebtoken') as JsonWebToken;
  return loaded;
}
