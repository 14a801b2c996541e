import type { RestApiModel } from '../../../model';
import { type Finding, importStep, RULES, type Rule } from '../../../rules';
import { schemaFaults } from '../../../schema';

/** A model has a schema that is one: of JSON Schema draft 4. */
const modelSchemas: Rule = {
  code: 'ModelSchema',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html',
  check: ({ restApis }) => restApis.flatMap(wrongSchemas),
};

function wrongSchemas({ models }: RestApiModel): Finding[] {
  return models.flatMap((model) => {
    const faults = schemaFaults(String(model.name), model.schema);
    const [fault] = faults;
    if (fault === undefined) return [];
    // The service says it once for each thing that is wrong.
    const errors = faults.map(() => 'Invalid model schema specified').join(', ');
    return [
      {
        origin: model.origin,
        message: `a model must have a schema of JSON Schema draft 4: ${fault.message}; change the schema`,
        refusal: `Invalid model specified: Validation Result: warnings : [], errors : [${errors}]`,
        step: importStep.model(model),
      },
    ];
  });
}

/**
 * What the parts of an API are judged by: the rules, and after that for models the one that needs
 * the language of schemas, which constructs do without.
 */
export const PART_RULES: readonly Rule[] = RULES.flatMap((rule) =>
  rule.code === 'Model' ? [rule, modelSchemas] : [rule],
);
