import type { RestRouteModel } from '../model';
import { perRestApi, type Rule } from './rule';

/** Mapping templates are for media types, which have a slash. */
export const contentTypes: Rule = {
  code: 'ContentType',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html',
  check: perRestApi((api) =>
    api.routes.flatMap((route) => {
      const { origin, method, path } = route;
      const wrong = templateTypes(route).find((type) => !type.includes('/'));
      if (wrong === undefined) return [];
      const message = `\`${method} ${path}\` must have mapping templates for media types, such as application/json, got: ${JSON.stringify(wrong)}; change the name of the template`;
      const refusal = `Validation Result: warnings : [], errors : [Invalid content type specified: ${wrong}]`;
      return [{ origin, message, refusal }];
    }),
  ),
};

function templateTypes({ integration }: RestRouteModel): string[] {
  const templates = [
    integration?.requestTemplates,
    ...(integration?.responses ?? []).map(({ responseTemplates }) => responseTemplates),
  ];
  return templates.flatMap((one) => Object.keys(one ?? {}));
}
