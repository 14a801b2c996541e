import type { RestApiModel, RestRouteModel } from '../model';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Rule } from './rule';
import { isKnownText } from './text';
import { validationResult } from './validation-result';

/** Models and mapping templates are for media types, which have a slash. */
export const contentTypes: Rule = {
  code: 'ContentType',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html',
  check: perRestApi((api) => [...ofModels(api), ...api.routes.flatMap(ofTemplates)]),
};

function ofModels({ models }: RestApiModel): Finding[] {
  return models.flatMap((model) => {
    const { origin, name, contentType: type } = model;
    if (!isKnownText(type) || type.includes('/')) return [];
    const message = `the model ${JSON.stringify(name)} must be for a media type, such as application/json, got: ${JSON.stringify(type)}; change \`contentType\``;
    return [{ origin, message, refusal: refusalOf(type), step: importStep.model(model) }];
  });
}

function ofTemplates(route: RestRouteModel): Finding[] {
  const { origin, method, path } = route;
  const ofRequest = Object.keys(route.integration?.requestTemplates ?? {});
  const wrong = [...ofRequest, ...responseTypes(route)].find((type) => !type.includes('/'));
  if (wrong === undefined) return [];
  const isOfRequest = ofRequest.includes(wrong);
  const step = importStep[isOfRequest ? 'integration' : 'integrationResponse'](route);
  const message = `\`${method} ${path}\` must have mapping templates for media types, such as application/json, got: ${JSON.stringify(wrong)}; change the name of the template`;
  return [{ origin, message, refusal: refusalOf(wrong), step }];
}

function refusalOf(type: string): string {
  return validationResult(`Invalid content type specified: ${type}`);
}

function responseTypes({ integration }: RestRouteModel): string[] {
  const responses = integration?.responses ?? [];
  return responses.flatMap(({ responseTemplates }) => Object.keys(responseTemplates));
}
