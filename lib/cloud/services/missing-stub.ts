import { ValidationError } from '../../errors';
import type { ServiceCall } from '../../gateway/backends';
import { KNOWN_SERVICES } from './protocols';

/** Nothing stands for a service. */
export function missingStub(
  { service, action, request }: ServiceCall,
  decoded: string | undefined,
): ValidationError {
  const what = action ?? decoded ?? `${request.method} ${request.url}`;
  return new ValidationError(
    'ServiceStub',
    `nothing stands for the service ${service}, which is called for ${what}; give ` +
      `\`services: { ${keyOf(service)}: … }\`: functions by action, one for raw requests, or the URL of a local server`,
  );
}

/** What stands for a service does not answer an action. */
export function missingResponder({ service }: ServiceCall, action: string): ValidationError {
  return new ValidationError(
    'ServiceStub',
    `nothing answers ${action} of the service ${service}; give ` +
      `\`services: { ${keyOf(service)}: { ${action}: (input) => ({ … }) } }\``,
  );
}

/** Functions by action are given for a service whose requests do not say the action. */
export function unknownProtocol({ service }: ServiceCall): ValidationError {
  return new ValidationError(
    'ServiceStub',
    `functions by action are for ${KNOWN_SERVICES.join(', ')}, and for requests that say their ` +
      `action in X-Amz-Target or in a form, got: ${service}; give ` +
      `\`services: { ${keyOf(service)}: (request) => ({ … }) }\`, or the URL of a local server`,
  );
}

/** A name as it is written in an object of JavaScript. */
function keyOf(service: string): string {
  return /^\w+$/.test(service) ? service : `'${service}'`;
}
