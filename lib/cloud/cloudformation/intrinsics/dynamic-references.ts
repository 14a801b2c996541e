import { mapTexts } from '../json-value';

/** A `{{resolve:…}}` of a text. */
export type DynamicReference =
  | { readonly service: 'ssm' | 'ssm-secure'; readonly name: string; readonly version?: number }
  | {
      readonly service: 'secretsmanager';
      /** Name or ARN. */
      readonly secretId: string;
      readonly jsonKey?: string;
      readonly versionStage?: string;
      readonly versionId?: string;
    };

const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]*)\}\}/g;
const ARN_SEGMENTS = 7;

/**
 * Replaces the dynamic references in all texts of a value.
 *
 * @param read gives the value of a reference, or throws
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function resolveDynamicReferences(
  value: unknown,
  read: (reference: DynamicReference, text: string) => string,
): unknown {
  return mapTexts(value, (text) =>
    text.includes('{{resolve:')
      ? text.replace(REFERENCE, (whole, service: string, rest: string) =>
          read(parseReference(service, rest), whole),
        )
      : text,
  );
}

function parseReference(service: string, rest: string): DynamicReference {
  if (service === 'secretsmanager') return parseSecret(rest);
  const [name = '', version] = splitLast(rest);
  return {
    service: service === 'ssm' ? 'ssm' : 'ssm-secure',
    name,
    ...(version !== undefined && { version: Number(version) }),
  };
}

/** A name of a parameter may be an ARN: only a number after the last colon is a version. */
function splitLast(text: string): [string, string?] {
  const match = /^(.*):(\d+)$/.exec(text);
  return match === null ? [text] : [match[1] ?? '', match[2] ?? ''];
}

/** `secret-id:SecretString:json-key:version-stage:version-id`, where the id may be an ARN. */
function parseSecret(rest: string): DynamicReference {
  const segments = rest.split(':');
  const idLength = rest.startsWith('arn:') ? ARN_SEGMENTS : 1;
  const [, jsonKey, versionStage, versionId] = segments.slice(idLength);
  return {
    service: 'secretsmanager',
    secretId: segments.slice(0, idLength).join(':'),
    ...(jsonKey && { jsonKey }),
    ...(versionStage && { versionStage }),
    ...(versionId && { versionId }),
  };
}
