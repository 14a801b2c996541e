import type { IntegrationModel, RestRouteModel } from '../model';
import { isDeclared } from './declared-parameters';
import { importStep } from './import-step';
import { firstProblem, type Problem, perRestApi, type Rule } from './rule';
import { HOLE, isKnownText, shownText, textOf } from './text';

const SEE = 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html';
/** What an AWS_PROXY integration may call, after `arn:partition:apigateway:region:`. */
const FUNCTION_TARGET =
  /^lambda:path\/\d{4}-\d\d-\d\d\/functions\/(.+)\/(?:response-streaming-)?invocations$/;
const FUNCTION_ARN = /^arn:[^:]+:lambda:/;
const PROXY_TARGETS = [FUNCTION_TARGET, /^firehose:action\/PutRecord(Batch)?$/];

const STAGE_VARIABLE = '${stageVariables.';
const VPC_LINK = 'VPC_LINK';

/** What an ARN names of a service; a stage variable may hold it. */
const TARGET = /^((path|action)\/|\$\{stageVariables\.)/;

type Check = (integration: IntegrationModel, route: RestRouteModel) => Problem | undefined;

/** What stands behind a method must be something that API Gateway can call. */
export const integrations: Rule = {
  code: 'Integration',
  see: SEE,
  check: perRestApi((api) =>
    api.routes.flatMap((route) => {
      const { integration, origin } = route;
      if (!integration) return [];
      const problem = firstProblem(checksOf(integration), integration, route);
      if (problem === undefined) return [];
      const message = `\`${route.method} ${route.path}\` ${problem.message}`;
      return [{ origin, ...problem, message, step: importStep.integration(route) }];
    }),
  ),
};

const needsMethod: Check = ({ httpMethod }) =>
  httpMethod
    ? undefined
    : {
        message: 'must have an integration HTTP method, got: none; set `integrationHttpMethod`',
        refusal: 'Enumeration value for HttpMethod must be non-empty',
      };

/** A private integration goes through a VPC link, and says of the backend where it is. */
const needsVpcLink: Check = ({ connectionType, connectionId, uri }) => {
  if (connectionType !== VPC_LINK) return undefined;
  if (!connectionId) {
    return {
      message:
        'must have a connection id for the connection type VPC_LINK, got: none; set `vpcLink`',
      refusal:
        'ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK',
    };
  }
  if (uri) return undefined;
  return {
    message:
      'must have an integration URI also behind a VPC link, got: none; write the URL of the backend',
    refusal: 'Invalid integration URI specified',
  };
};

const needsScheme: Check = ({ uri }) => {
  const text = textOf(uri ?? '');
  if (/^https?:\/\//i.test(text) || text.startsWith(HOLE)) return undefined;
  return {
    message: `must have an integration URI that starts with http:// or https://, got: ${JSON.stringify(text)}; write the scheme out`,
    refusal: 'Invalid HTTP endpoint specified for URI',
  };
};

const needsArn: Check = ({ uri }) => {
  const text = textOf(uri ?? '');
  if (text.startsWith('arn:') || text.startsWith(HOLE)) return undefined;
  return {
    message: `must have an integration URI that is an ARN, got: ${JSON.stringify(text)}; use \`AwsIntegration\``,
    refusal: 'Invalid ARN specified in the request',
  };
};

const needsPathOrAction: Check = ({ uri }) => {
  const text = textOf(uri ?? '');
  const [, , vendor = '', , service = '', target = ''] = text.split(':');
  const known = vendor === 'apigateway' && !`${service}${target}`.startsWith(HOLE);
  if (vendor === 'apigateway' && (!known || TARGET.test(target))) return undefined;
  if (text.startsWith(HOLE) || vendor.includes(HOLE)) return undefined;
  return {
    message: `must have an integration URI with a path or an action (arn:aws:apigateway:region:service:path/…), got: ${JSON.stringify(shownText(text))}; use \`LambdaIntegration\` or \`AwsIntegration\``,
    refusal: 'AWS ARN for integration must contain path or action',
  };
};

const needsProxyTarget: Check = ({ uri }) => {
  const text = textOf(uri ?? '');
  const target = text.split(':').slice(4).join(':');
  const known = target !== '' && !/^[^/]*\0/.test(target) && !target.endsWith(HOLE);
  if (!known || PROXY_TARGETS.some((pattern) => pattern.test(target))) return undefined;
  return {
    message: `of type AWS_PROXY must call a Lambda function or a Firehose stream, got: ${JSON.stringify(shownText(text))}; use type AWS for other services`,
    refusal:
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
  };
};

/** Whether the deployment, or a stage variable, decides what a text says. */
function isOpen(text: string): boolean {
  return text.includes(HOLE) || text.includes(STAGE_VARIABLE);
}

/** A function is named by its ARN; a stage variable may hold any part of it. */
const needsFunctionArn: Check = ({ uri }) => {
  const text = textOf(uri ?? '');
  const target = text.split(':').slice(4).join(':');
  const name = FUNCTION_TARGET.exec(target)?.[1];
  if (name === undefined || isOpen(name) || FUNCTION_ARN.test(name)) return undefined;
  return {
    message: `must call a Lambda function by its ARN, got: ${JSON.stringify(name)}; use \`LambdaIntegration\``,
    refusal: 'Invalid function ARN or invalid uri',
  };
};

const credentialsAreArn: Check = ({ credentials }) => {
  const text = textOf(credentials ?? '');
  if (text === '' || isOpen(text) || text.startsWith('arn:')) return undefined;
  return {
    message: `must have credentials that are the ARN of a role, or arn:aws:iam::*:user/* for those of the caller, got: ${JSON.stringify(text)}; use \`credentialsRole\``,
    refusal: 'Invalid ARN specified in the request',
  };
};

/** A function may allow API Gateway to call it; any other service is called in a role. */
const needsRole: Check = ({ uri, credentials }) => {
  const service = textOf(uri ?? '').split(':')[4] ?? '';
  if (service === '' || isOpen(service) || service === 'lambda' || credentials) return undefined;
  return {
    message: `must have a role in which it calls the service ${service}, got: none; set \`credentialsRole\``,
    refusal: 'Role ARN must be specified for AWS integrations',
  };
};

/** What tells cached answers apart is declared by the method, or mapped by the integration. */
const knownCacheKeys: Check = ({ cacheKeyParameters, requestParameters }, route) => {
  const wrong = cacheKeyParameters.find(
    (key) => isKnownText(key) && !Object.hasOwn(requestParameters, key) && !isDeclared(route, key),
  );
  if (wrong === undefined) return undefined;
  return {
    message: `must have cache keys that its method declares, got: ${JSON.stringify(wrong)}; add it to \`requestParameters\` of the method`,
    refusal: 'Invalid cache key parameter specified',
  };
};

/** In the order in which the service names them. */
const TYPES = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'];

const knownType: Check = ({ type }) => ({
  message: `must have an integration of one of the types ${TYPES.join(', ')}, got: ${JSON.stringify(type)}; use a class of integrations`,
  refusal: `1 validation error detected: Value '${String(type)}' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [${TYPES.join(', ')}]`,
});

function checksOf({ type }: IntegrationModel): readonly Check[] {
  if (typeof type !== 'string') return [];
  return TYPES.includes(type) ? [...(CHECKS[type] ?? []), ...ALL_TYPES] : [knownType];
}

/** What is asked of every integration, of one of type MOCK as well. */
const ALL_TYPES: readonly Check[] = [credentialsAreArn, knownCacheKeys];

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  HTTP: [needsMethod, needsVpcLink, needsScheme],
  HTTP_PROXY: [needsMethod, needsVpcLink, needsScheme],
  AWS: [needsMethod, needsArn, needsPathOrAction, needsRole],
  AWS_PROXY: [needsMethod, needsArn, needsPathOrAction, needsProxyTarget, needsFunctionArn],
};
