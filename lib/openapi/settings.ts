import type { GatewayResponseModel, RestApiModel } from '../model';
import { compact } from '../model/value';
import { type Json, unlessEmpty } from './members';
import type { WriteOpenApiOptions } from './options';
import type { ValidatorNames } from './validators';

/** Where a stage answers. */
interface Address {
  /** `https://` with the host name; absent: the document does not say. */
  readonly origin?: string;
  readonly host?: string;
  /** A slash and the name of the stage. */
  readonly basePath?: string;
}

/** The address of the stage, as far as it is known. */
export function addressOf({ apiId, region, stageName }: WriteOpenApiOptions): Address {
  const isPlaced = apiId !== undefined && region !== undefined;
  const host = isPlaced ? `${apiId}.execute-api.${region}.${domainSuffix(region)}` : undefined;
  return compact({
    host,
    origin: host && `https://${host}`,
    basePath: stageName === undefined ? undefined : `/${stageName}`,
  });
}

/** @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html */
function domainSuffix(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/**
 * `x-amazon-apigateway-endpoint-configuration`, which Swagger 2.0 has at the top and OpenAPI 3.0
 * in a server.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-endpoint-configuration.html
 */
export function endpointConfiguration(api: RestApiModel): Json {
  const isDisabled = String(api.disableExecuteApiEndpoint) !== 'false';
  const configuration = compact({
    disableExecuteApiEndpoint: isDisabled ? api.disableExecuteApiEndpoint : undefined,
    vpcEndpointIds: unlessEmpty(api.vpcEndpointIds),
  });
  return compact({ 'x-amazon-apigateway-endpoint-configuration': unlessEmpty(configuration) });
}

/**
 * What extensions at the top of a document say of the API as a whole.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function settingsOf(api: RestApiModel, validators: ValidatorNames): Json {
  return compact({
    'x-amazon-apigateway-api-key-source':
      api.apiKeySource === 'HEADER' ? undefined : api.apiKeySource,
    'x-amazon-apigateway-request-validators': unlessEmpty(validators.extension()),
    'x-amazon-apigateway-gateway-responses': unlessEmpty(
      Object.fromEntries(api.gatewayResponses.map(gatewayResponse)),
    ),
    'x-amazon-apigateway-policy': api.policy,
    'x-amazon-apigateway-binary-media-types': unlessEmpty(api.binaryMediaTypes),
    'x-amazon-apigateway-minimum-compression-size': api.minimumCompressionSize,
  });
}

function gatewayResponse(response: GatewayResponseModel): [string, Json] {
  const { type, statusCode, parameters, templates } = response;
  const members = compact({
    statusCode,
    responseParameters: unlessEmpty(parameters),
    responseTemplates: unlessEmpty(templates),
  });
  return [String(type), members];
}
