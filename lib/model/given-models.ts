const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';

/**
 * Models that API Gateway gives every API that is not made of a document.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export const GIVEN_MODELS = [
  {
    name: 'Empty',
    contentType: 'application/json',
    description: 'This is a default empty schema model',
    schema: { $schema: DRAFT_4, title: 'Empty Schema', type: 'object' },
  },
  {
    name: 'Error',
    contentType: 'application/json',
    description: 'This is a default error schema model',
    schema: {
      $schema: DRAFT_4,
      title: 'Error Schema',
      type: 'object',
      properties: { message: { type: 'string' } },
    },
  },
] as const;
