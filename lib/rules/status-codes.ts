import type { Value } from '../model';
import { perRestApi, type Rule } from './rule';

const STATUS = /^[1-5]\d\d$/;

/** Status codes of method and integration responses have three digits. */
export const statusCodes: Rule = {
  code: 'StatusCode',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html',
  check: perRestApi((api) =>
    api.routes.flatMap(({ origin, method, path, responses, integration }) => {
      const wrong = [...responses, ...(integration?.responses ?? [])]
        .map(({ statusCode }) => statusCode)
        .find(isWrong);
      if (wrong === undefined) return [];
      const message = `\`${method} ${path}\` must answer with a status code between 100 and 599, got: ${JSON.stringify(wrong)}; change \`statusCode\``;
      const refusal = `1 validation error detected: Value '${String(wrong)}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`;
      return [{ origin, message, refusal }];
    }),
  ),
};

function isWrong(status: Value<string>): boolean {
  return (typeof status === 'string' || typeof status === 'number') && !STATUS.test(String(status));
}
