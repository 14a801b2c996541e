import { GATEWAY_RESPONSE_TYPES, type GatewayResponseModel } from '../model';
import { firstProblem, type Problem, perRestApi, type Rule } from './rule';
import { isKnownText } from './text';
import { invalidExpression } from './validation-result';

const TYPES: readonly string[] = GATEWAY_RESPONSE_TYPES;
const STATUS = /^[1-5]\d\d$/;

/** Headers are what there is; the documentation names other places as well. */
const TARGET = /^gatewayresponse\.(?:header|path|querystring|body)(?:\.|$)/i;

/** A text in quotes, or a part of the request. */
const SOURCE =
  /^(?:'.*'|method\.request\.(?:(?:path|querystring|multivaluequerystring|header|multivalueheader)\.\S+|body(?:\..+)?)|stageVariables\.\w+|context\.[\w.-]+)$/s;

type Check = (response: GatewayResponseModel) => Problem | undefined;

/** Gateway responses are of the types that API Gateway has, and map what it can map. */
export const gatewayResponses: Rule = {
  code: 'GatewayResponse',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
  check: perRestApi((api) =>
    api.gatewayResponses.flatMap((response) => {
      const problem = firstProblem(CHECKS, response);
      return problem === undefined ? [] : [{ origin: response.origin, ...problem }];
    }),
  ),
};

const knownType: Check = ({ type }) => {
  if (typeof type !== 'string' || TYPES.includes(type)) return undefined;
  return {
    message: `a gateway response must be of one of the types ${TYPES.join(', ')}, got: ${JSON.stringify(type)}; use \`ResponseType\``,
    refusal: `1 validation error detected: Value '${type}' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [${TYPES.join(', ')}]`,
  };
};

const threeDigits: Check = ({ type, statusCode: status }) => {
  if (!isKnownText(status) || STATUS.test(status)) return undefined;
  return {
    message: `the gateway response ${nameOf(type)} must have a status code between 100 and 599, got: ${JSON.stringify(status)}; change \`statusCode\``,
    refusal: `1 validation error detected: Value '${status}' at 'putGatewayResponseInput.statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
  };
};

const knownTargets: Check = ({ type, parameters }) => {
  const wrong = Object.keys(parameters).find((target) => !TARGET.test(target));
  if (wrong === undefined) return undefined;
  return {
    message: `the gateway response ${nameOf(type)} must have parameters that are called gatewayresponse.header.X, got: ${JSON.stringify(wrong)}; use \`responseHeaders\``,
    refusal: invalidExpression(wrong),
  };
};

const knownSources: Check = ({ type, parameters }) => {
  const [target, wrong] =
    Object.entries(parameters).find(([, value]) => isKnownText(value) && !SOURCE.test(value)) ?? [];
  if (wrong === undefined) return undefined;
  return {
    message: `the gateway response ${nameOf(type)} must map \`${target}\` from a text in single quotes, or from a part of the request, got: ${JSON.stringify(wrong)}; write "'${wrong}'" for a fixed text`,
    refusal: invalidExpression(String(wrong)),
  };
};

const CHECKS: readonly Check[] = [knownType, threeDigits, knownTargets, knownSources];

function nameOf(type: GatewayResponseModel['type']): string {
  return typeof type === 'string' ? type : JSON.stringify(type);
}
