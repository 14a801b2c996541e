import type { MappedHeaderRules } from './request-parameters';

/** Headers that the connection to the endpoint sets by itself, whatever a mapping says. */
const IGNORED = ['connection', 'expect', 'proxy-authenticate', 'te', 'via'] as const;

/** For HTTP endpoints, as recorded on AWS on 2024-12-11: `Host` can be mapped. */
export const HTTP_HEADER_RULES: MappedHeaderRules = {
  refused: new Set(['content-length', 'transfer-encoding']),
  ignored: new Set(IGNORED),
};

/** For AWS, whose requests are signed; as recorded on AWS on 2024-12-11. */
export const AWS_HEADER_RULES: MappedHeaderRules = {
  refused: new Set([
    'content-length',
    'transfer-encoding',
    'authorization',
    'connection',
    'expect',
    'proxy-authenticate',
    'te',
  ]),
  ignored: new Set([...IGNORED, 'host']),
};
