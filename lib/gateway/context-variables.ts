import type { LiveExchange } from './live-exchange';
import type { Refusal } from './refusal';

type Json = Readonly<Record<string, unknown>>;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * `$context` of mapping templates, parameter mappings, authorizers and gateway responses.
 *
 * Members that have no value for the request are left out, but for those of an identity, which are
 * null. A reference to either is empty.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function contextVariables(exchange: LiveExchange): Json {
  const { request, snapshot, frozenRoute, stage, startedAt } = exchange;
  return present({
    accountId: snapshot.identity.accountId,
    apiId: snapshot.identity.apiId,
    authorizer: authorizerVariables(exchange),
    deploymentId: snapshot.deploymentId || undefined,
    domainName: request.domainName,
    domainPrefix: firstLabel(request.domainName),
    error: errorVariables(exchange),
    extendedRequestId: exchange.extendedRequestId,
    httpMethod: request.method,
    identity: identityVariables(exchange),
    isCanaryRequest: stage.canary === undefined ? undefined : String(exchange.isCanary),
    operationName: frozenRoute?.model.operationName,
    path: request.fullPath,
    protocol: request.protocol,
    requestId: exchange.requestId,
    requestTime: commonLogTime(startedAt),
    requestTimeEpoch: startedAt,
    resourceId: frozenRoute?.resourceId,
    resourcePath: frozenRoute?.model.path,
    stage: stage.name,
    xrayTraceId: stage.tracingEnabled ? exchange.traceId.replace('Root=', '') : undefined,
  });
}

/**
 * `requestContext` of the event of a Lambda proxy integration. It is the caller's own: nothing in it is
 * part of the exchange.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyRequestContext(exchange: LiveExchange): Json {
  const { request, snapshot, route, startedAt } = exchange;
  return present({
    resourceId: exchange.routed.resourceId,
    authorizer: copyOf(authorizerVariables(exchange)),
    resourcePath: route.path,
    operationName: route.operationName,
    httpMethod: request.method,
    extendedRequestId: exchange.extendedRequestId,
    requestTime: commonLogTime(startedAt),
    path: request.fullPath,
    accountId: snapshot.identity.accountId,
    protocol: request.protocol,
    stage: exchange.stage.name,
    domainPrefix: firstLabel(request.domainName),
    requestTimeEpoch: startedAt,
    requestId: exchange.requestId,
    identity: identityVariables(exchange),
    domainName: request.domainName,
    deploymentId: snapshot.deploymentId || undefined,
    apiId: snapshot.identity.apiId,
  });
}

/** An identity always has these members; those of keys and endpoints only if they count. */
function identityVariables(exchange: LiveExchange): Json {
  const { credentials, apiKey } = exchange;
  const { ip, vpc, vpce } = exchange.request.source;
  return {
    cognitoIdentityPoolId: null,
    accountId: credentials?.accountId ?? null,
    cognitoIdentityId: null,
    caller: credentials?.userId ?? null,
    sourceIp: ip,
    principalOrgId: credentials?.organizationId ?? null,
    accessKey: exchange.accessKeyId ?? null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: credentials?.arn ?? null,
    userAgent: exchange.headerValues('user-agent')[0] ?? null,
    user: credentials?.userId ?? null,
    ...(apiKey === undefined ? {} : { apiKey: apiKey.value, apiKeyId: apiKey.id }),
    ...(vpc === undefined ? {} : { vpcId: vpc }),
    ...(vpce === undefined ? {} : { vpceId: vpce }),
  };
}

/** A signature is no authorizer: what it says is in the identity. */
function authorizerVariables({ authorizer }: LiveExchange): Json | undefined {
  return authorizer?.kind === 'iam' ? undefined : authorizer?.context;
}

function copyOf(json: Json | undefined): unknown {
  return json && JSON.parse(JSON.stringify(json));
}

function errorVariables({ refusal }: LiveExchange): Json | undefined {
  if (refusal === undefined) return undefined;
  const { message, validationError, shownType = refusal.type } = refusal.detail;
  return present({
    message: message ?? 'null',
    messageString: messageString(refusal),
    responseType: shownType,
    validationErrorString: validationError === undefined ? undefined : escaped(validationError),
  });
}

/**
 * The message of an error as JSON. That of a method which was running already has a blank before
 * it, in every gateway response.
 */
export function messageString({ detail: { message, running } }: Refusal): string {
  return `${running === true ? ' ' : ''}${JSON.stringify(message)}`;
}

/** A text as it stands between the quotes of JSON: templates put quotes of their own around it. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** First label of a domain name: `$context.domainPrefix`. */
function firstLabel(domainName: string): string {
  const dot = domainName.indexOf('.');
  return dot < 0 ? domainName : domainName.slice(0, dot);
}

let lastTime = { second: Number.NaN, text: '' };

/**
 * A time as the Common Log Format writes it: `01/Jan/2026:00:00:00 +0000`.
 *
 * @param time milliseconds since 1970
 */
export function commonLogTime(time: number): string {
  const second = Math.floor(time / 1000);
  // Many requests come within the same second, and writing a date takes longer than they do.
  if (lastTime.second !== second) lastTime = { second, text: writeTime(new Date(time)) };
  return lastTime.text;
}

function writeTime(date: Date): string {
  const clock = date.toISOString().slice(11, 19);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${clock} +0000`;
}

function present(members: Record<string, unknown>): Json {
  const result: Record<string, unknown> = {};
  for (const name in members) {
    if (members[name] !== undefined) result[name] = members[name];
  }
  return result;
}
