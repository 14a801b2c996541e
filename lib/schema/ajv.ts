import { createRequire } from 'node:module';

type Ajv = typeof import('ajv-draft-04');

/** ajv, which is loaded with the first model that a method asks for: most apps have none. */
export function loadAjv(): Ajv {
  return createRequire(__filename)('ajv-draft-04') as Ajv;
}
