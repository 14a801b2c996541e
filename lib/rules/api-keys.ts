import type { ApiKeyModel } from '../model';
import type { Problem, Rule } from './rule';

const MIN_VALUE = 20;
const MAX_VALUE = 128;
const MAX_NAME = 1024;
const MAX_DESCRIPTION = 125_000;

/** Lengths of API keys, of their names and of their descriptions. */
export const apiKeys: Rule = {
  code: 'ApiKey',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-keys.html',
  check: (model) =>
    model.apiKeys.flatMap((key) =>
      problemOf(key).map((problem) => ({ origin: key.origin, ...problem })),
    ),
};

function problemOf({ value, name, description }: ApiKeyModel): Problem[] {
  if (typeof name === 'string' && name.length > MAX_NAME) {
    return [
      {
        message: `the name of an API key must have no more than ${MAX_NAME} characters, has ${name.length}; use a shorter name`,
        refusal: `Invalid API Key name, can be at most ${MAX_NAME} characters.`,
      },
    ];
  }
  if (typeof description === 'string' && description.length > MAX_DESCRIPTION) {
    return [
      {
        message: `the description of an API key must have no more than ${MAX_DESCRIPTION} characters, has ${description.length}; use a shorter one`,
        refusal: 'Invalid API Key description specified.',
      },
    ];
  }
  // The service makes a value for a key that has an empty one.
  if (typeof value !== 'string' || value === '' || value.startsWith('{{resolve:')) return [];
  if (value.length >= MIN_VALUE && value.length <= MAX_VALUE) return [];
  return [
    {
      message: `the value of an API key must have ${MIN_VALUE} to ${MAX_VALUE} characters, has ${value.length}; let \`MeteredApi\` generate it`,
      refusal:
        value.length < MIN_VALUE
          ? `API Key value should be at least ${MIN_VALUE} characters`
          : `API Key value exceeds maximum size of ${MAX_VALUE} characters`,
    },
  ];
}
