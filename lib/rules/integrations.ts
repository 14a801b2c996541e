import type { IntegrationModel, RestRouteModel } from '../model';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Rule } from './rule';
import { HOLE, textOf } from './text';

const SEE = 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html';
/** What an AWS_PROXY integration may call, after `arn:partition:apigateway:region:`. */
const PROXY_TARGETS = [
  /^lambda:path\/\d{4}-\d\d-\d\d\/functions\/.+\/(response-streaming-)?invocations$/,
  /^firehose:action\/PutRecord(Batch)?$/,
];

/** What an ARN names of a service; a stage variable may hold it. */
const TARGET = /^((path|action)\/|\$\{stageVariables\.)/;

type Check = (
  integration: IntegrationModel,
  route: RestRouteModel,
) => Omit<Finding, 'origin'> | undefined;

/** What stands behind a method must be something that API Gateway can call. */
export const integrations: Rule = {
  code: 'Integration',
  see: SEE,
  check: perRestApi((api) =>
    api.routes.flatMap((route) => {
      const { integration, origin } = route;
      if (!integration) return [];
      const checks = checksOf(integration);
      const problem = checks.map((check) => check(integration, route)).find(Boolean);
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
    message: `must have an integration URI with a path or an action (arn:aws:apigateway:region:service:path/…), got: ${JSON.stringify(text.replaceAll(HOLE, '…'))}; use \`LambdaIntegration\` or \`AwsIntegration\``,
    refusal: 'AWS ARN for integration must contain path or action',
  };
};

const needsProxyTarget: Check = ({ uri }) => {
  const text = textOf(uri ?? '');
  const target = text.split(':').slice(4).join(':');
  const known = target !== '' && !/^[^/]*\0/.test(target) && !target.endsWith(HOLE);
  if (!known || PROXY_TARGETS.some((pattern) => pattern.test(target))) return undefined;
  return {
    message: `of type AWS_PROXY must call a Lambda function or a Firehose stream, got: ${JSON.stringify(text.replaceAll(HOLE, '…'))}; use type AWS for other services`,
    refusal:
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
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
  return TYPES.includes(type) ? (CHECKS[type] ?? []) : [knownType];
}

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  HTTP: [needsMethod, needsScheme],
  HTTP_PROXY: [needsMethod, needsScheme],
  AWS: [needsMethod, needsArn, needsPathOrAction],
  AWS_PROXY: [needsArn, needsPathOrAction, needsProxyTarget],
};
