import type { RestApiModel } from '../model';
import { isObject } from '../model/value';
import { firstProblem, type Problem, perRestApi, type Rule } from './rule';

const ENDPOINT_TYPES = ['PRIVATE', 'EDGE', 'REGIONAL'];
const KEY_SOURCES = ['AUTHORIZER', 'HEADER'];
const IP_ADDRESS_TYPES = ['ipv4', 'dualstack'];
const MAX_COMPRESSION_SIZE = 10_485_760;

type Check = (api: RestApiModel) => Problem | undefined;

/** Settings of the API itself that are refused when it is made. */
export const restApiSettings: Rule = {
  code: 'RestApiSettings',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html',
  check: perRestApi((api) => {
    const problem = firstProblem(CHECKS, api);
    return api.origin && problem ? [{ origin: api.origin, ...problem }] : [];
  }),
};

/** Values outside of their lists: the service names all of them at once. */
const knownWords: Check = ({ apiKeySource, endpointTypes, ipAddressType }) => {
  const type = endpointTypes.find(
    (one) => typeof one === 'string' && !ENDPOINT_TYPES.includes(one),
  );
  const address = typeof ipAddressType === 'string' && !IP_ADDRESS_TYPES.includes(ipAddressType);
  const keySource = typeof apiKeySource === 'string' && !KEY_SOURCES.includes(apiKeySource);
  const problems = [
    ...(keySource ? [keySourceProblem(apiKeySource)] : []),
    ...(type === undefined ? [] : [endpointTypeProblem(String(type))]),
    ...(address ? [ipAddressTypeProblem(ipAddressType)] : []),
  ];
  if (problems.length === 0) return undefined;
  const detected =
    problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  return {
    message: problems.map(({ message }) => message).join('; '),
    refusal: `${detected} detected: ${problems.map(({ refusal }) => refusal).join('; ')}`,
  };
};

/** Asserted of the service by a test of getmoto/moto, `test_create_rest_api_invalid_apikeysource`. */
function keySourceProblem(source: string): { message: string; refusal: string } {
  return {
    message: `the source of API keys must be one of ${KEY_SOURCES.join(', ')}, got: ${JSON.stringify(source)}; use \`ApiKeySourceType\``,
    refusal: `Value '${source}' at 'createRestApiInput.apiKeySource' failed to satisfy constraint: Member must satisfy enum value set: [AUTHORIZER, HEADER]`,
  };
}

function endpointTypeProblem(type: string): { message: string; refusal: string } {
  return {
    message: `the endpoint type must be one of ${ENDPOINT_TYPES.join(', ')}, got: ${JSON.stringify(type)}; use \`EndpointType\``,
    refusal: `Value '[${type}]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]`,
  };
}

function ipAddressTypeProblem(type: string): { message: string; refusal: string } {
  return {
    message: `the IP address type must be one of ${IP_ADDRESS_TYPES.join(', ')}, got: ${JSON.stringify(type)}; use \`IpAddressType\``,
    refusal: `Value '${type}' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]`,
  };
}

const privateIsDualstack: Check = ({ endpointTypes, ipAddressType }) =>
  endpointTypes.includes('PRIVATE') && ipAddressType === 'ipv4'
    ? {
        message: 'a PRIVATE API must have the IP address type dualstack, got: "ipv4"; leave it out',
        refusal: 'Only dualstack ipAddressType is supported for Private APIs.',
      }
    : undefined;

const endpointsOfPrivate: Check = ({ endpointTypes, vpcEndpointIds }) => {
  const isPrivate = endpointTypes.some((type) => type === 'PRIVATE' || typeof type !== 'string');
  if (vpcEndpointIds.length === 0 || isPrivate) return undefined;
  return {
    message: `only a PRIVATE API may have VPC endpoints, got: ${JSON.stringify(vpcEndpointIds)} of an API of type ${endpointTypes.join(', ')}; leave them out, or use \`PrivateRestApi\``,
    refusal: 'VPCEndpoints can only be specified with PRIVATE apis.',
  };
};

const policyIsDocument: Check = ({ policy }) => {
  if (typeof policy !== 'string' || isObjectText(policy)) return undefined;
  return {
    message: `the resource policy must be a JSON object, got: ${JSON.stringify(policy)}; use \`PolicyDocument\``,
    refusal:
      'Invalid policy document. Please check the policy syntax and ensure that Principals are valid.',
  };
};

function isObjectText(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

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
  knownWords,
  describedOrNot,
  oneEndpointType,
  privateIsDualstack,
  endpointsOfPrivate,
  policyIsDocument,
  compressionSize,
];
