import { perRestApi, type Rule } from './rule';

/** Versions of documents that can be imported. */
export const importVersion: Rule = {
  code: 'ImportVersion',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html',
  check: perRestApi(({ origin, unknownVersion }) =>
    unknownVersion === undefined
      ? []
      : [
          {
            origin,
            message: `the document of a REST API must be OpenAPI 3.0 or Swagger 2.0, got: ${unknownVersion}; write it as OpenAPI 3.0.3`,
            refusal: 'Invalid OpenAPI input.',
          },
        ],
  ),
};

/** Imports that must not have warnings: `FailOnWarnings`. */
export const importWarnings: Rule = {
  code: 'ImportWarnings',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html',
  check: perRestApi(({ origin, importWarnings: warnings = [] }) =>
    warnings.length === 0
      ? []
      : [
          {
            origin,
            message: `the document must be imported without warnings, got: ${warnings.join('; ')}; mend the document, or leave \`failOnWarnings\` out`,
            refusal: `Warnings found during import:\n\t${warnings.join('\n\t')}`,
          },
        ],
  ),
};
