import { createHash } from 'node:crypto';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { contentsOf, render } from './deployment-contents';

/** Properties that say something about a resource and nothing about how a request is served. */
const SILENT = new Set(['Tags', 'Description']);

/**
 * What an API would serve if it were deployed now, as 32 hexadecimal digits.
 *
 * Rests on the rendered resources of the API in all stacks of the app. Escape-hatch overrides
 * count; tags, descriptions, metadata and the order of declaration do not.
 */
export function fingerprintOf(api: IRestApi): string {
  const parts = contentsOf(api)
    .map((resource) => render(resource))
    .map(({ type, properties }) => JSON.stringify([type, spoken(properties)]))
    .sort();
  return createHash('md5').update(parts.join('\n')).digest('hex');
}

const spoken = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !SILENT.has(name))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
