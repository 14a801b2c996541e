import type { RestRouteModel } from '../model';
import { isDeclared } from './declared-parameters';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Rule } from './rule';
import { invalidExpression, invalidMapping } from './validation-result';

const SEE =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html';
const REQUEST_SOURCE =
  /^('.*'|method\.request\.((path|querystring|multivaluequerystring|header|multivalueheader)\.[^\s]+|body(\..+)?)|stageVariables\.\w+|context\.[\w.]+)$/s;
const TEXT = /^'(.*)'$/s;
const TO_BODY = /^integration\.request\.body(\.|$)/;
const TO_PATH = /^integration\.request\.path\./;
/** What may stand in a segment of a path: RFC 3986, section 3.3. */
const ENCODED = /^(?:[\w.~!$&'()*+,;=:@-]|%[\da-f]{2})*$/i;
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
    const problem = sourceProblem(route, target, value);
    return problem === undefined ? [] : [{ ...problem, step }];
  });
}

function sourceProblem(route: RestRouteModel, target: string, value: string): Finding | undefined {
  if (!REQUEST_SOURCE.test(value)) return badValue(route, target, value);
  const text = TEXT.exec(value)?.[1];
  if (text !== undefined && TO_BODY.test(target)) return textToBody(route, target, value);
  if (text !== undefined && TO_PATH.test(target) && !ENCODED.test(text)) {
    return notEncoded(route, target, text);
  }
  const isUndeclared = DECLARED_SOURCE.test(value) && !isDeclared(route, value);
  return isUndeclared ? undeclaredSource(route, value) : undefined;
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

function badValue(route: RestRouteModel, target: string, value: string): Finding {
  const must = `must map \`${target}\` from a text in single quotes, or from a part of the request or answer, got: ${JSON.stringify(value)}; write "'${value}'" for a fixed text`;
  return finding(route, must, invalidExpression(value));
}

function textToBody(route: RestRouteModel, target: string, value: string): Finding {
  const must = `must not put a fixed text into the body by a parameter mapping, got: ${JSON.stringify(target)}; write it into the request template`;
  return finding(route, must, invalidExpression(value));
}

/** @see https://github.com/serverless-operations/serverless-apigateway-service-proxy/issues/78 */
function notEncoded(route: RestRouteModel, target: string, text: string): Finding {
  const must = `must map \`${target}\` from a text that is encoded as a segment of a path, got: ${JSON.stringify(text)}; write ${JSON.stringify(encodeURIComponent(text))}`;
  const refusal = invalidMapping('Static parameter value must be valid and encoded ');
  return finding(route, must, refusal);
}

function undeclaredSource(route: RestRouteModel, source: string): Finding {
  const must = `must declare what its integration maps, got: ${JSON.stringify(source)}; add it to \`requestParameters\` of the method`;
  return finding(route, must, unknownParameter(source));
}

function noMethodResponse(route: RestRouteModel, status: string): Finding {
  const must = `must have a method response for what its integration response maps, got: none of status ${status}; add it to \`methodResponses\``;
  return finding(route, must, invalidMapping('No method response exists for method.'));
}

function undeclared(route: RestRouteModel, status: string, target: string): Finding {
  const must = `must declare what it maps: the method response ${status} has no parameter, got: ${JSON.stringify(target)}; add it to \`responseParameters\` of the method response`;
  return finding(route, must, unknownParameter(target));
}

function unknownParameter(name: string): string {
  return invalidMapping(`Invalid mapping expression parameter specified: ${name}`);
}

function finding({ origin, method, path }: RestRouteModel, must: string, refusal: string): Finding {
  return { origin, message: `\`${method} ${path}\` ${must}`, refusal };
}
