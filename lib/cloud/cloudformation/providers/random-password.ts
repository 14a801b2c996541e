import type { JsonObject } from '../../../model/value';
import type { IdSource } from '../ids';

interface CharacterType {
  readonly characters: string;
  /** Property that leaves the type out. */
  readonly excludedBy: string;
}

const TYPES: readonly CharacterType[] = [
  { characters: 'abcdefghijklmnopqrstuvwxyz', excludedBy: 'ExcludeLowercase' },
  { characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', excludedBy: 'ExcludeUppercase' },
  { characters: '0123456789', excludedBy: 'ExcludeNumbers' },
  { characters: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', excludedBy: 'ExcludePunctuation' },
];

const DEFAULT_LENGTH = 32;
const MAX_LENGTH = 4096;

/**
 * A password as `GenerateSecretString` describes it, the same for the same ids.
 *
 * @throws when nothing is left to make it of, or when its length is not 1 to 4096
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
export function generatePassword(options: JsonObject, ids: IdSource): string {
  const length = Number(options['PasswordLength'] ?? DEFAULT_LENGTH);
  const excluded = String(options['ExcludeCharacters'] ?? '');
  const types = TYPES.filter(({ excludedBy }) => !isTrue(options[excludedBy]))
    .map(({ characters }) => [...characters].filter((one) => !excluded.includes(one)).join(''))
    .filter((characters) => characters !== '');
  const alphabet = types.join('') + (isTrue(options['IncludeSpace']) ? ' ' : '');
  if (!Number.isInteger(length) || length < 1 || length > MAX_LENGTH || alphabet === '') {
    throw new Error(
      `a password must have 1 to ${MAX_LENGTH} characters of an alphabet that is not empty, got: length ${length}, alphabet ${JSON.stringify(alphabet)}`,
    );
  }
  const password = ids.text(alphabet, length, 'password');
  const each =
    options['RequireEachIncludedType'] === undefined || isTrue(options['RequireEachIncludedType']);
  return each ? withEachType(password, types, ids) : password;
}

/** Puts one character of each type at the start, as far as there is room. */
function withEachType(password: string, types: readonly string[], ids: IdSource): string {
  const required = types.map((characters, index) => ids.text(characters, 1, `required ${index}`));
  return (required.join('') + password.slice(required.length)).slice(0, password.length);
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
