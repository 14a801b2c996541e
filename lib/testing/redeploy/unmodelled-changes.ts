import type { CfnResource } from '../../model';
import type { Subject } from '../apis/api-target';
import { originName } from '../apis/names';
import type { ApiPair } from './diff-apis';
import { differences } from './element-differences';

/** Resources whose properties the CDK's own hash looks at. */
const HASHED =
  /^AWS::ApiGateway(V2)?::(?!Deployment$|Stage$|UsagePlan|ApiKey$|DomainName|BasePath)/;

/**
 * Properties of an API's resources that differ although no request can tell: tags, descriptions,
 * the order of lists. The CDK hashes these too.
 *
 * @returns texts such as `Tags of Storefront/Api`
 */
export function unmodelledChanges({ before, after }: ApiPair): string[] {
  if (before === undefined || after === undefined) return [];
  const old = resourcesOf(before);
  return [...resourcesOf(after)].flatMap(([name, resource]) => {
    const previous = old.get(name);
    return differences(previous?.Properties, resource.Properties).map(
      ({ property }) => `${property.split('.')[0] || 'all'} of ${name}`,
    );
  });
}

function resourcesOf({ synthesis, api }: Subject): Map<string, CfnResource> {
  const source = api.origin?.source ?? '';
  const resources = Object.entries(synthesis.index.source(source)?.template.Resources ?? {});
  return new Map(
    resources
      .filter(([, { Type }]) => HASHED.test(Type))
      .map(([logicalId, resource]) => [originName(synthesis, { source, logicalId }), resource]),
  );
}
