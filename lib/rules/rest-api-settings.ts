import type { RestApiModel } from '../model';
import { type Finding, perRestApi, type Rule } from './rule';

const ENDPOINT_TYPES = ['PRIVATE', 'EDGE', 'REGIONAL'];
const MAX_COMPRESSION_SIZE = 10_485_760;

type Check = (api: RestApiModel) => Omit<Finding, 'origin'> | undefined;

/** Settings of the API itself that are refused when it is made. */
export const restApiSettings: Rule = {
  code: 'RestApiSettings',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html',
  check: perRestApi((api) => {
    const problem = CHECKS.map((check) => check(api)).find(Boolean);
    return api.origin && problem ? [{ origin: api.origin, ...problem }] : [];
  }),
};

const knownEndpointType: Check = ({ endpointTypes }) => {
  const wrong = endpointTypes.find(
    (type) => typeof type === 'string' && !ENDPOINT_TYPES.includes(type),
  );
  if (wrong === undefined) return undefined;
  return {
    message: `the endpoint type must be one of ${ENDPOINT_TYPES.join(', ')}, got: ${JSON.stringify(wrong)}; use \`EndpointType\``,
    refusal: `1 validation error detected: Value '[${String(wrong)}]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]`,
  };
};

const describedOrNot: Check = ({ description }) =>
  description === ''
    ? {
        message: 'the description must not be empty, got: ""; leave it out',
        refusal: 'Description cannot be an empty string',
      }
    : undefined;

const oneEndpointType: Check = ({ endpointTypes }) => {
  if (endpointTypes.length === 1) return undefined;
  return {
    message: `an API must have one endpoint type, got: ${JSON.stringify(endpointTypes)}; name one`,
    refusal:
      endpointTypes.length > 1
        ? 'Cannot create an api with multiple Endpoint Types.'
        : 'REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.',
  };
};

const compressionSize: Check = ({ minimumCompressionSize: size }) => {
  if (typeof size !== 'number' || (size >= 0 && size <= MAX_COMPRESSION_SIZE)) return undefined;
  return {
    message: `the minimum compression size must be between 0 and ${MAX_COMPRESSION_SIZE} bytes, got: ${size}; change \`minCompressionSize\``,
    refusal: `Invalid minimum compression size, must be between 0 and ${MAX_COMPRESSION_SIZE}`,
  };
};

const CHECKS: readonly Check[] = [
  knownEndpointType,
  describedOrNot,
  oneEndpointType,
  compressionSize,
];
