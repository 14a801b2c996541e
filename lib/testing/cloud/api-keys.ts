import type { Cloud } from '../../cloud';
import { ValidationError } from '../../errors';
import { type DeployedResource, namesOf, pathOfResource } from './deployed-construct';

const API_KEY = 'AWS::ApiGateway::ApiKey';
const GENERATION = /\/Generation(\d+)\//;

/**
 * The value of a deployed API key.
 *
 * @param name - construct path, a part of it (such as the id of a consumer), name or id of the key.
 *   Of several generations of a consumer's key the oldest counts, unless the name says
 *   `acme/Generation2`
 * @throws {@link ValidationError} ApiKeyName - when no key has the name, or several
 */
export function apiKeyValue(cloud: Cloud, name: string): string {
  const keys = cloud.resources().filter(({ type }) => type === API_KEY);
  const exact = keys.filter((key) => key.given['Name'] === name || namesOf(key).includes(name));
  const below = keys.filter((key) => `/${pathOfResource(key)}/`.includes(`/${name}/`));
  const [key, ...others] = oldestGeneration(exact.length > 0 ? exact : below);
  if (key !== undefined && others.length === 0) return keyValue(cloud, key);
  throw new ValidationError(
    'ApiKeyName',
    `must name one API key, got: ${JSON.stringify(name)}; there are ${keys.map(pathOfResource).join(', ') || 'none'}`,
  );
}

/** The oldest key, if all are generations of one. */
function oldestGeneration(keys: readonly DeployedResource[]): readonly DeployedResource[] {
  const stems = new Set(keys.map((key) => pathOfResource(key).replace(GENERATION, '/')));
  if (keys.length < 2 || stems.size > 1) return keys;
  const sorted = [...keys].sort((one, other) => generationOf(one) - generationOf(other));
  return sorted.slice(0, 1);
}

function generationOf(key: DeployedResource): number {
  return Number(GENERATION.exec(`${pathOfResource(key)}/`)?.[1] ?? 0);
}

function keyValue(cloud: Cloud, { physicalId }: DeployedResource): string {
  const records = cloud.regions.all.flatMap(
    ({ service }) => service.usage.keys.get(physicalId) ?? [],
  );
  return records[0]?.value ?? '';
}
