import { perRestApi, type Rule } from './rule';

/** A model has a name and a schema. */
export const models: Rule = {
  code: 'Model',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html',
  check: perRestApi((api) =>
    api.models.flatMap(({ origin, name, schema }) => {
      if (name === '') {
        const message = 'a model must have a name, got: ""; leave it out to have one made';
        return [{ origin, message, refusal: 'Model name must be non-empty' }];
      }
      if (schema !== undefined && schema !== '') return [];
      const message = `the model ${JSON.stringify(name)} must have a schema, got: ${JSON.stringify(schema) ?? 'none'}; write a JSON Schema, {} for any body`;
      const refusal = 'Model schema must have at least 1 property or array items defined';
      return [{ origin, message, refusal }];
    }),
  ),
};
