import type { RestRouteModel } from '../model';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Rule } from './rule';
import { invalidExpression, invalidMapping } from './validation-result';

const SEE = 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html';

/** In the order in which the service names them. */
const VERBS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'];

const PARAMETER = /^method\.request\.(?:querystring|header|path)\.(.+)$/s;
const PARAMETER_NAME = /^[a-zA-Z0-9:._$-]+$/;

/** A method is called by a verb of HTTP, or by any. */
export const methodVerbs: Rule = {
  code: 'HttpMethod',
  see: SEE,
  check: perRestApi((api) =>
    api.routes.flatMap((route) => {
      const { origin, method, path } = route;
      if (VERBS.includes(method)) return [];
      const message = `the method of ${JSON.stringify(path)} must be one of ${VERBS.join(', ')}, got: ${JSON.stringify(method)}; change \`httpMethod\``;
      const refusal = `Invalid HttpMethod specified. Valid options are ${VERBS.join(',')}`;
      return [{ origin, message, refusal, step: importStep.method(route) }];
    }),
  ),
};

/** Request parameters say where they are, and have a name of their own wherever they are. */
export const requestParameters: Rule = {
  code: 'RequestParameter',
  see: SEE,
  check: perRestApi((api) =>
    api.routes.flatMap((route) => [...misplaced(route), ...misnamed(route), ...twins(route)]),
  ),
};

/** Scopes are of access tokens, which user pools of Cognito issue. */
export const authorizationScopes: Rule = {
  code: 'AuthorizationScopes',
  see: SEE,
  check: perRestApi((api) =>
    api.routes.flatMap(
      ({ origin, method, path, authorizationType, authorizationScopes: scopes }) => {
        // What an import makes of scopes of another authorizer was never recorded.
        const judged = typeof authorizationType === 'string' && origin.pointer === undefined;
        const isOther = judged && authorizationType.toUpperCase() !== 'COGNITO_USER_POOLS';
        const given = scopes.filter((scope) => typeof scope === 'string');
        if (!isOther || given.length === 0) return [];
        const message = `\`${method} ${path}\` may have authorization scopes with the authorization type COGNITO_USER_POOLS alone, got: ${JSON.stringify(given)} with ${authorizationType}; leave out \`authorizationScopes\``;
        const refusal =
          'Invalid Method authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type';
        return [{ origin, message, refusal }];
      },
    ),
  ),
};

function misplaced(route: RestRouteModel): Finding[] {
  const { origin, method, path, requestParameters: given } = route;
  const wrong = Object.keys(given).find((name) => !PARAMETER.test(name));
  if (wrong === undefined) return [];
  const message = `\`${method} ${path}\` must call its request parameters method.request.querystring.X, method.request.header.X or method.request.path.X, got: ${JSON.stringify(wrong)}; change \`requestParameters\``;
  const refusal = invalidExpression(wrong);
  return [{ origin, message, refusal, step: importStep.method(route) }];
}

function misnamed(route: RestRouteModel): Finding[] {
  const { origin, method, path, requestParameters: given } = route;
  const names = Object.keys(given).map((name) => PARAMETER.exec(name)?.[1]);
  const wrong = names.find((name) => name !== undefined && !PARAMETER_NAME.test(name));
  if (wrong === undefined) return [];
  const message = `\`${method} ${path}\` must have request parameters whose names are made of letters, digits and :._$-, got: ${JSON.stringify(wrong)}; rename it, or leave it undeclared: a proxy integration gets it all the same`;
  const refusal = invalidMapping(
    `Parameter name should match the following regular expression: ${PARAMETER_NAME.source}`,
  );
  return [{ origin, message, refusal, step: importStep.method(route) }];
}

function twins(route: RestRouteModel): Finding[] {
  const { origin, method, path, requestParameters: given } = route;
  const names = Object.keys(given).map((name) => PARAMETER.exec(name)?.[1]);
  const twin = names.find((name, index) => name !== undefined && names.indexOf(name) !== index);
  if (twin === undefined) return [];
  const message = `\`${method} ${path}\` must have request parameters of different names, wherever they are, got: ${JSON.stringify(twin)} twice; rename one of them`;
  const refusal = 'Parameter names must be unique across querystring, header and path';
  return [{ origin, message, refusal, step: importStep.method(route) }];
}
