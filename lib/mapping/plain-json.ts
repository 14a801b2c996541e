import { JsonDouble } from '../json';
import type { VtlMap, VtlValue } from '../vtl';

/** A plain JSON value as a template sees it. Whole numbers are whole, all others doubles. */
function asValue(json: unknown): VtlValue {
  if (typeof json === 'string' || typeof json === 'boolean' || typeof json === 'bigint')
    return json;
  if (typeof json === 'number') return Number.isSafeInteger(json) ? json : new JsonDouble(json);
  if (Array.isArray(json)) return json.map(asValue);
  return isRecord(json) ? mapOf(json) : null;
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null;
}

/** A plain JSON object as a template sees it. */
export function mapOf(json: Readonly<Record<string, unknown>>): VtlMap {
  const map: VtlMap = new Map();
  for (const name of Object.keys(json)) map.set(name, asValue(json[name]));
  return map;
}
