import { isObject, own } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import type { DynamicReference } from '../intrinsics/dynamic-references';
import type { StackIdentity } from '../stack-identity';
import type { World } from './world';

type SecretReference = DynamicReference & { readonly service: 'secretsmanager' };

/**
 * Reads dynamic references from the local stores.
 *
 * @returns a reader that throws when there is no such parameter, secret or member of a secret
 */
export function dynamicReader(
  world: World,
  stack: StackIdentity,
): (reference: DynamicReference, text: string) => string {
  return (reference, text) =>
    reference.service === 'secretsmanager'
      ? readSecret(world, stack, reference, text)
      : readParameter(world, stack, reference);
}

function readParameter(
  world: World,
  stack: StackIdentity,
  { name, version }: Exclude<DynamicReference, SecretReference>,
): string {
  const value = world.parameters.get(stack, name, version);
  if (value !== undefined) return value;
  throw new Error(
    `Unable to fetch parameters [${name}] from parameter store for this account.; declare it in a stack that is deployed before`,
  );
}

function readSecret(
  world: World,
  stack: StackIdentity,
  reference: SecretReference,
  text: string,
): string {
  const secret = world.secrets.get(stack, reference.secretId, reference);
  if (secret === undefined) {
    throw new Error(
      `Secrets Manager can't find the specified secret.: ${text}; declare it in a stack that is deployed before`,
    );
  }
  if (reference.jsonKey === undefined) return secret;
  const member = scalarText(own(parseSecret(secret, text), reference.jsonKey));
  if (member !== undefined) return member;
  throw new Error(
    `Could not find a value associated with JSONKey in SecretString: ${text}; name a member of the secret`,
  );
}

function parseSecret(secret: string, text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    value = undefined;
  }
  if (isObject(value)) return value;
  throw new Error(
    `Could not parse SecretString JSON: ${text}; a reference with a JSON key needs a secret that is a JSON object`,
  );
}
