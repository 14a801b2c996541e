import type { RestRouteModel } from '../model';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Rule } from './rule';

const SEE =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html';
const REQUEST_SOURCE =
  /^('.*'|method\.request\.((path|querystring|multivaluequerystring|header|multivalueheader)\.[^\s]+|body(\..+)?)|stageVariables\.\w+|context\.[\w.]+)$/s;
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
  return Object.entries(mappings).flatMap(([target, value]) =>
    typeof value === 'string' && !REQUEST_SOURCE.test(value)
      ? [{ ...badValue(route, target, value), step: importStep.integration(route) }]
      : [],
  );
}

function responseSide(route: RestRouteModel): Finding[] {
  const declared = new Map(route.responses.map((one) => [String(one.statusCode), one.parameters]));
  return (route.integration?.responses ?? []).flatMap(({ statusCode, responseParameters }) =>
    Object.entries(responseParameters).flatMap(([target, value]) => {
      const parameters = declared.get(String(statusCode)) ?? {};
      const step = importStep.integrationResponse(route);
      if (!Object.hasOwn(parameters, target))
        return [{ ...undeclared(route, String(statusCode), target), step }];
      const bad = typeof value === 'string' && !RESPONSE_SOURCE.test(value);
      return bad ? [{ ...badValue(route, target, value), step }] : [];
    }),
  );
}

function badValue(
  { origin, method, path }: RestRouteModel,
  target: string,
  value: string,
): Finding {
  return {
    origin,
    message: `\`${method} ${path}\` must map \`${target}\` from a text in single quotes, or from a part of the request or answer, got: ${JSON.stringify(value)}; write "'${value}'" for a fixed text`,
    refusal: `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${value}]`,
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
    refusal: `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${target}]`,
  };
}
