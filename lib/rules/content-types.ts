import type { RestRouteModel } from '../model';
import { importStep } from './import-step';
import { perRestApi, type Rule } from './rule';

/** Mapping templates are for media types, which have a slash. */
export const contentTypes: Rule = {
  code: 'ContentType',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html',
  check: perRestApi((api) =>
    api.routes.flatMap((route) => {
      const { origin, method, path } = route;
      const ofRequest = Object.keys(route.integration?.requestTemplates ?? {});
      const wrong = [...ofRequest, ...responseTypes(route)].find((type) => !type.includes('/'));
      if (wrong === undefined) return [];
      const isOfRequest = ofRequest.includes(wrong);
      const step = importStep[isOfRequest ? 'integration' : 'integrationResponse'](route);
      const message = `\`${method} ${path}\` must have mapping templates for media types, such as application/json, got: ${JSON.stringify(wrong)}; change the name of the template`;
      const refusal = `Validation Result: warnings : [], errors : [Invalid content type specified: ${wrong}]`;
      return [{ origin, message, refusal, step }];
    }),
  ),
};

function responseTypes({ integration }: RestRouteModel): string[] {
  const responses = integration?.responses ?? [];
  return responses.flatMap(({ responseTemplates }) => Object.keys(responseTemplates));
}
