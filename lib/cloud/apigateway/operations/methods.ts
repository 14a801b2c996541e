import type { ResolvedRoute } from '../../../gateway';
import { own } from '../../../model/value';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { notFound, ServiceError } from '../service-error';
import { type Input, type OperationTable, requiredText } from './input';
import {
  integrationOutput,
  integrationResponses,
  methodOutput,
  methodResponses,
} from './method-output';

const STATUS = /^[1-5]\d\d$/;

/** Reads methods, and what they answer with. */
export const METHOD_OPERATIONS: OperationTable = {
  GetMethod: (registry, input) => {
    const { api, route } = methodOf(registry, input);
    return methodOutput(api, route);
  },
  GetMethodResponse: (registry, input) => {
    const status = statusOf(input);
    return responseIn(methodResponses(methodOf(registry, input).route), status);
  },
  GetIntegration: (registry, input) => {
    const { api, route } = methodOf(registry, input);
    const output = integrationOutput(api, route);
    if (output === undefined) throw noIntegration();
    return output;
  },
  GetIntegrationResponse: (registry, input) => {
    const status = statusOf(input);
    const { integration } = methodOf(registry, input).route;
    if (integration === undefined) throw noIntegration();
    return responseIn(integrationResponses(integration), status);
  },
};

/** @throws ServiceError where the API, the resource or the method does not exist */
function methodOf(
  registry: Registry,
  input: Input,
): { readonly api: RestApi; readonly route: ResolvedRoute } {
  const api = registry.restApis.get(requiredText(input, 'restApiId'));
  const path = api?.pathOf(requiredText(input, 'resourceId'));
  if (api === undefined || path === undefined) {
    throw notFound('Invalid Resource identifier specified');
  }
  const verb = requiredText(input, 'httpMethod').toUpperCase();
  const route = api.present().api.routes.find((one) => one.path === path && one.method === verb);
  if (route === undefined) throw notFound('Invalid Method identifier specified');
  return { api, route };
}

function statusOf(input: Input): string {
  const status = requiredText(input, 'statusCode');
  if (STATUS.test(status)) return status;
  throw new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${status}' at 'statusCode' failed to satisfy constraint: ` +
      'Member must satisfy regular expression pattern: [1-5]\\d\\d',
  );
}

function responseIn(responses: Record<string, unknown>, status: string): unknown {
  const response = own(responses, status);
  if (response === undefined) throw notFound('Invalid Response status code specified');
  return response;
}

function noIntegration(): Error {
  return notFound('Invalid Integration identifier specified');
}
