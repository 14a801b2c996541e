import { isObject, type JsonObject, own } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import { sameJson } from '../json-value';
import type { ResourceContext, ResourceProvider, ResourceState } from '../provider';
import type { SecretStore } from '../stores/secret-store';
import { generatePassword } from './random-password';

/** Characters of the random part of a name, of which there are twelve. */
const NAME_ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SUFFIX_LENGTH = 12;

/** `AWS::SecretsManager::Secret`: templates read its value by its ARN or by its name. */
export function secretProvider(store: SecretStore): ResourceProvider {
  return {
    replaceOn: ['Name'],
    create: (context) => {
      const { stack, logicalId, ids, properties } = context;
      const given = scalarText(properties['Name']);
      const name = given ?? `${logicalId}-${ids.text(NAME_ALPHABET, SUFFIX_LENGTH, 'name')}`;
      const suffix = ids.lowerAlphanumeric(6, 'secret');
      const arn = `arn:${stack.partition}:secretsmanager:${stack.region}:${stack.accountId}:secret:${name}-${suffix}`;
      if (store.get(stack, name) !== undefined) {
        throw new Error(
          `The operation failed because the secret ${name} already exists. (Service: AWSSecretsManager)`,
        );
      }
      store.create(stack, { arn, name, value: secretValue(context) });
      return stateOf(arn);
    },
    // The generated value stays as it is, unless how it is generated changes.
    update: (context) => {
      const { stack, physicalId, previous, properties } = context;
      const changed = ['SecretString', 'GenerateSecretString'].some(
        (name) => !sameJson(previous[name], properties[name]),
      );
      if (changed) store.update(stack, physicalId, secretValue(context));
      return stateOf(physicalId);
    },
    delete: ({ stack, physicalId }) => store.delete(stack, physicalId),
  };
}

function stateOf(arn: string): ResourceState {
  return { physicalId: arn, attributes: { Id: arn } };
}

function secretValue({ properties, ids }: ResourceContext): string {
  const generate = properties['GenerateSecretString'];
  if (!isObject(generate)) return scalarText(properties['SecretString']) ?? '';
  const password = generatePassword(generate, ids);
  const key = scalarText(own(generate, 'GenerateStringKey'));
  const template = scalarText(own(generate, 'SecretStringTemplate'));
  if (key === undefined || template === undefined) return password;
  return JSON.stringify({ ...parseTemplate(template), [key]: password });
}

function parseTemplate(template: string): JsonObject {
  const value: unknown = JSON.parse(template);
  if (isObject(value)) return value;
  throw new Error('SecretStringTemplate must be the JSON text of an object');
}
