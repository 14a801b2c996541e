import type { VtlMap } from '../vtl';
import type { RequestParameters } from './mapping-input';

/** Where parameters are, in the order in which `$input.params('name')` looks. */
export const PARAMETER_PARTS = ['path', 'querystring', 'header'] as const;

/** One of the places where parameters are. */
export type ParameterPart = (typeof PARAMETER_PARTS)[number];

/** Parameters of one part, as templates see them. */
export function partMap(params: RequestParameters, part: ParameterPart): VtlMap {
  return new Map(Object.entries(params[part] ?? {}));
}
