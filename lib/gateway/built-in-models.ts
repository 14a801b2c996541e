const DRAFT = 'http://json-schema.org/draft-04/schema#';

/**
 * Schemas of the models that every API has by their names, as recorded on AWS on 2024-10-28.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export const BUILT_IN_MODELS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Empty: { $schema: DRAFT, title: 'Empty Schema', type: 'object' },
  Error: {
    $schema: DRAFT,
    title: 'Error Schema',
    type: 'object',
    properties: { message: { type: 'string' } },
  },
};
