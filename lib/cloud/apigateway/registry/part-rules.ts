import type { RestApiModel } from '../../../model';
import { type Finding, importStep, RULES, type Rule, validationResult } from '../../../rules';
import { schemaFaults } from '../../../schema';

function wrongSchemas({ models }: RestApiModel): Finding[] {
  return models.flatMap((model) => {
    const faults = schemaFaults(String(model.name), model.schema);
    const [fault] = faults;
    if (fault === undefined) return [];
    // The service says it once for each thing that is wrong.
    const errors = faults.map(() => 'Invalid model schema specified');
    return [
      {
        origin: model.origin,
        message: `a model must have a schema of JSON Schema draft 4: ${fault.message}; change the schema`,
        refusal: `Invalid model specified: ${validationResult(...errors)}`,
        step: importStep.model(model),
      },
    ];
  });
}

/** Each model is judged as a whole before the next one, as an import does it. */
function withSchemas(rule: Rule): Rule {
  return {
    ...rule,
    check: (app, quotas) => {
      const origins = app.restApis.flatMap(({ models }) => models.map(({ origin }) => origin));
      const place = new Map<Finding['origin'], number>(origins.map((one, index) => [one, index]));
      const placeOf = ({ origin }: Finding): number => place.get(origin) ?? 0;
      const findings = [...rule.check(app, quotas), ...app.restApis.flatMap(wrongSchemas)];
      return findings.sort((one, other) => placeOf(one) - placeOf(other));
    },
  };
}

/**
 * What the parts of an API are judged by: the rules, and of models also whether their schemas are
 * any, which needs the language of schemas, which constructs do without.
 */
export const PART_RULES: readonly Rule[] = RULES.map((rule) =>
  rule.code === 'Model' ? withSchemas(rule) : rule,
);
