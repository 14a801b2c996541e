import { GIVEN_MODELS } from '../../../model/given-models';
import { compact, isObject } from '../../../model/value';
import { ApiDocument } from '../registry/api-document';
import type { RestApi } from '../registry/rest-api';

/** What references of models to models of an API start with, in schemas and in answers. */
const MODEL_URL = 'https://apigateway.amazonaws.com/restapis/';

/**
 * Models of an API as `GetModels` answers them: an API that is not made of a document has those
 * that API Gateway gives it as well.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Model.html
 */
export function modelsOf(api: RestApi) {
  const declared = api.present().api.models.map(({ name, contentType, schema }) => {
    const part = api.partOf('model', String(name));
    const own = part === undefined && isObject(schema) ? schema['description'] : undefined;
    const description = part?.properties['Description'] ?? own;
    return compact({
      id: api.madeId('model', String(name)),
      name: String(name),
      description: description === '' ? undefined : description,
      contentType: String(contentType),
      schema: schemaText(api, schema),
    });
  });
  const names = new Set(declared.map(({ name }) => name));
  const given = api.hasDocument ? [] : GIVEN_MODELS.filter(({ name }) => !names.has(name));
  return [
    ...declared,
    ...given.map((model) => ({
      ...model,
      id: api.madeId('model', model.name),
      schema: schemaText(api, model.schema),
    })),
  ];
}

function schemaText({ id }: RestApi, schema: unknown): string {
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema);
  return text.replaceAll(`${MODEL_URL}api/models/`, `${MODEL_URL}${id}/models/`);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html */
export function authorizersOf(api: RestApi) {
  const { api: model, authorizerIds } = api.present();
  const document = new ApiDocument(api);
  return model.authorizers.map((authorizer) => {
    const name = String(authorizer.name);
    const id = authorizerIds.get(name) ?? name;
    const usual = authorizer.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom';
    const given = api.partOf('authorizer', id)?.properties['AuthType'];
    return compact({
      id,
      name,
      type: authorizer.type,
      providerARNs: authorizer.providerArns.length === 0 ? undefined : authorizer.providerArns,
      authType: given ?? document.authTypeOf(name) ?? usual,
      authorizerUri: authorizer.uri,
      authorizerCredentials: authorizer.credentials,
      identitySource: authorizer.identitySource,
      identityValidationExpression: authorizer.validationExpression,
      authorizerResultTtlInSeconds: authorizer.resultTtlInSeconds,
    });
  });
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_RequestValidator.html */
export function validatorsOf(api: RestApi) {
  const { api: model, validatorIds } = api.present();
  return model.validators.map(({ name, validateBody, validateParameters }, index) =>
    compact({
      id: validatorIds[index] ?? '',
      name,
      validateRequestBody: validateBody,
      validateRequestParameters: validateParameters,
    }),
  );
}
