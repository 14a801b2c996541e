import { GATEWAY_RESPONSE_TYPES } from '../model';
import { perRestApi, type Rule } from './rule';

const TYPES: readonly string[] = GATEWAY_RESPONSE_TYPES;

/** Gateway responses are of the types that API Gateway has. */
export const gatewayResponses: Rule = {
  code: 'GatewayResponse',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
  check: perRestApi((api) =>
    api.gatewayResponses.flatMap(({ origin, type }) => {
      if (typeof type !== 'string' || TYPES.includes(type)) return [];
      const message = `a gateway response must be of one of the types ${TYPES.join(', ')}, got: ${JSON.stringify(type)}; use \`ResponseType\``;
      const refusal = `1 validation error detected: Value '${type}' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [${TYPES.join(', ')}]`;
      return [{ origin, message, refusal }];
    }),
  ),
};
