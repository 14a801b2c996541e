import type { MappedHeaderRules } from './request-parameters';

/** Headers that the connection to the endpoint sets by itself, whatever a mapping says. */
const IGNORED: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'host',
  'proxy-authenticate',
  'te',
  'via',
]);

/** For HTTP endpoints, as recorded on AWS on 2024-07-17. */
export const HTTP_HEADER_RULES: MappedHeaderRules = {
  refused: new Set(['content-length', 'transfer-encoding']),
  ignored: IGNORED,
};

/** For AWS, whose requests are signed; as recorded on AWS on 2024-07-18. */
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
  ignored: IGNORED,
};
