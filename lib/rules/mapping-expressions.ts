import type { RestRouteModel } from '../model';
import { isDeclared } from './declared-parameters';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Rule } from './rule';
import { invalidExpression, invalidMapping } from './validation-result';

const SEE =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html';
const REQUEST_SOURCE =
  /^('.*'|method\.request\.((path|querystring|multivaluequerystring|header|multivalueheader)\.[^\s]+|body(\..+)?)|stageVariables\.\w+|context\.[\w.]+)$/s;
const DECLARED_SOURCE = /^method\.request\.(path|querystring|header)\./;
const RESPONSE_SOURCE =
  /^('.*'|integration\.response\.((header|multivalueheader)\.[^\s]+|body(\..+)?)|stageVariables\.\w+|context\.[\w.]+)$/s;

/** Values of parameter mappings are quoted texts, or name a part of the request or answer. */
export const mappingExpressions: Rule = {
  code: 'MappingExpression',
  see: SEE,
  check: perRestApi((api) =>
    api.routes.flatMap((route) => [...requestSide(route), ...responseSide(route)]),
  ),
};

function requestSide(route: RestRouteModel): Finding[] {
  const mappings = route.integration?.requestParameters ?? {};
  const step = importStep.integration(route);
  return Object.entries(mappings).flatMap(([target, value]) => {
    if (typeof value !== 'string') return [];
    if (!REQUEST_SOURCE.test(value)) return [{ ...badValue(route, target, value), step }];
    if (!DECLARED_SOURCE.test(value) || isDeclared(route, value)) return [];
    return [{ ...undeclaredSource(route, value), step }];
  });
}

function responseSide(route: RestRouteModel): Finding[] {
  const declared = new Map(route.responses.map((one) => [String(one.statusCode), one.parameters]));
  const step = importStep.integrationResponse(route);
  return (route.integration?.responses ?? []).flatMap(({ statusCode, responseParameters }) => {
    const status = String(statusCode);
    const mappings = Object.entries(responseParameters);
    const parameters = declared.get(status);
    if (mappings.length === 0) return [];
    if (parameters === undefined) return [{ ...noMethodResponse(route, status), step }];
    return mappings.flatMap(([target, value]) => {
      if (!Object.hasOwn(parameters, target))
        return [{ ...undeclared(route, status, target), step }];
      const bad = typeof value === 'string' && !RESPONSE_SOURCE.test(value);
      return bad ? [{ ...badValue(route, target, value), step }] : [];
    });
  });
}

function badValue(
  { origin, method, path }: RestRouteModel,
  target: string,
  value: string,
): Finding {
  return {
    origin,
    message: `\`${method} ${path}\` must map \`${target}\` from a text in single quotes, or from a part of the request or answer, got: ${JSON.stringify(value)}; write "'${value}'" for a fixed text`,
    refusal: invalidExpression(value),
  };
}

function undeclaredSource({ origin, method, path }: RestRouteModel, source: string): Finding {
  return {
    origin,
    message: `\`${method} ${path}\` must declare what its integration maps, got: ${JSON.stringify(source)}; add it to \`requestParameters\` of the method`,
    refusal: invalidMapping(`Invalid mapping expression parameter specified: ${source}`),
  };
}

function noMethodResponse({ origin, method, path }: RestRouteModel, status: string): Finding {
  return {
    origin,
    message: `\`${method} ${path}\` must have a method response for what its integration response maps, got: none of status ${status}; add it to \`methodResponses\``,
    refusal: invalidMapping('No method response exists for method.'),
  };
}

function undeclared(
  { origin, method, path }: RestRouteModel,
  status: string,
  target: string,
): Finding {
  return {
    origin,
    message: `\`${method} ${path}\` must declare what it maps: the method response ${status} has no parameter, got: ${JSON.stringify(target)}; add it to \`responseParameters\` of the method response`,
    refusal: invalidMapping(`Invalid mapping expression parameter specified: ${target}`),
  };
}
