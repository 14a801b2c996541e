import { perRestApi, type Rule } from './rule';

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
