import { Construct } from 'constructs';
import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import { type Expected, expectedText } from '../apis/construct-identity';
import { preflightOf } from '../apis/cors';
import { isMadeBefore } from '../apis/deployment-order';
import { originName, readableText } from '../apis/names';
import type { RouteFacts } from '../apis/route-facts';
import { type AnyStage, stageName } from '../apis/stage-facts';
import { Symbols } from '../apis/symbols';
import { preflightProblems } from './allow-origin';
import { type AssertionResult, conclude, findRoute, missingRoute, stagesAt } from './assertion';
import { integrationProblems } from './route-integration';

/** What is expected of a route. What is left out is not looked at. */
export interface RouteExpectation {
  /**
   * How callers prove who they are: `NONE`, `IAM`, `COGNITO`, `LAMBDA`, `JWT`, or API Gateway's own
   * words for these (`AWS_IAM`, `COGNITO_USER_POOLS`, `CUSTOM`).
   */
  readonly auth?: string;
  /** Name of the authorizer, or its construct. */
  readonly authorizer?: Expected;
  /** OAuth scopes, in any order, no others. */
  readonly scopes?: readonly string[];
  /** Whether calls need an API key. */
  readonly apiKey?: boolean;
  /**
   * What stands behind the route: a Lambda function, version or alias; another construct that the
   * integration names (a queue, a table); a type (`MOCK`, `HTTP_PROXY`); a URL; an action
   * (`sqs:SendMessage`).
   */
  readonly integration?: Expected;
  /** What is checked before the integration is called. */
  readonly validates?: ValidationExpectation;
  /** Name of a stage whose deployment holds the route. */
  readonly deployedTo?: string;
  /** Whether a preflight is answered, or an origin that it lets in. */
  readonly cors?: boolean | string;
}

/** What is expected to be checked of a request. */
export interface ValidationExpectation {
  /** Whether the body is held against a model, or the name of that model. */
  readonly body?: boolean | string;
  /** Whether required parameters must be there, or some of these: `querystring.page`. */
  readonly parameters?: boolean | readonly string[];
}

/**
 * Asserts that an API has a route, and what protects and answers it.
 *
 * @param key - `GET /orders/{id}` with parameters named as in the API; `$default`; for WebSocket APIs
 *   the route key alone
 * @throws {@link ValidationError} AssertionStage - when `deployedTo` is no stage of the API
 */
export function hasRoute(
  target: ApiTarget,
  key: string,
  expected: RouteExpectation = {},
): AssertionResult {
  const subject = subjectOf(target);
  const stages = expected.deployedTo === undefined ? [] : stagesAt(subject, expected.deployedTo);
  const route = findRoute(subject, key);
  const expectation = `to have route ${key}${describe(expected)}`;
  if (route === undefined) return conclude(subject, expectation, [missingRoute(subject, key)]);
  return conclude(subject, expectation, [
    ...accessProblems(subject, route, expected),
    ...(expected.integration === undefined
      ? []
      : integrationProblems(subject, route, expected.integration)),
    ...bodyProblems(route, expected.validates?.body),
    ...parameterProblems(route, expected.validates?.parameters),
    ...stages.flatMap((stage) => deploymentProblems(subject, route, stage)),
    ...corsProblems(subject, route, expected.cors),
  ]);
}

function describe(expected: RouteExpectation): string {
  const named = Object.entries(expected).map(
    ([name, value]) =>
      `${name} ${Construct.isConstruct(value) ? value.node.path : JSON.stringify(value)}`,
  );
  return named.length === 0 ? '' : ` with ${named.join(', ')}`;
}

/** Short words for what API Gateway calls the authorization type. */
const AUTH_TYPES: Readonly<Record<string, string>> = {
  IAM: 'AWS_IAM',
  COGNITO: 'COGNITO_USER_POOLS',
  LAMBDA: 'CUSTOM',
  PUBLIC: 'NONE',
};

function accessProblems(subject: Subject, route: RouteFacts, expected: RouteExpectation): string[] {
  const { auth, scopes, apiKey, authorizer } = expected;
  const wantedAuth = auth === undefined ? undefined : (AUTH_TYPES[auth] ?? auth);
  return [
    ...(wantedAuth === undefined || wantedAuth === route.auth
      ? []
      : [`its auth is ${route.auth}, not ${wantedAuth}`]),
    ...(authorizer === undefined ? [] : authorizerProblems(subject, route, authorizer)),
    ...(scopes === undefined || sameItems(scopes, route.scopes)
      ? []
      : [`its scopes are ${route.scopes.join(' ') || 'none'}, not ${scopes.join(' ') || 'none'}`]),
    ...(apiKey === undefined || apiKey === route.apiKey
      ? []
      : [route.apiKey ? 'it needs an API key' : 'it needs no API key']),
  ];
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

function authorizerProblems(
  { synthesis }: Subject,
  { authorizer, authorizerOrigin }: RouteFacts,
  expected: Expected,
): string[] {
  const wanted = expectedText(synthesis, expected, ['authorizerId', 'attrAuthorizerId']);
  const symbol = authorizerOrigin && Symbols.of(synthesis).refOf(authorizerOrigin);
  if (wanted === authorizer || wanted === symbol) return [];
  return [`its authorizer is ${authorizer ?? 'none'}, not ${readableText(synthesis, wanted)}`];
}

function bodyProblems(
  { validatesBody, models }: RouteFacts,
  expected: boolean | string | undefined,
): string[] {
  if (expected === undefined) return [];
  const names = Object.values(models);
  // A validator without a model lets every body through.
  const validates = validatesBody && names.length > 0;
  if (typeof expected === 'boolean') {
    return validates === expected
      ? []
      : [`it ${validates ? 'validates' : 'does not validate'} the body`];
  }
  if (validates && names.includes(expected)) return [];
  return [
    `it validates the body against ${validates ? names.join(', ') : 'nothing'}, not ${expected}`,
  ];
}

function parameterProblems(
  { validatesParameters, requiredParameters }: RouteFacts,
  expected: boolean | readonly string[] | undefined,
): string[] {
  if (expected === undefined) return [];
  const required = validatesParameters ? requiredParameters : [];
  if (typeof expected === 'boolean') {
    const validates = required.length > 0;
    return validates === expected
      ? []
      : [`it ${validates ? 'requires' : 'does not require'} parameters`];
  }
  const missing = expected.filter((name) => !required.includes(name));
  return missing.map((name) => `it does not require ${name}`);
}

/** A deployment that CloudFormation may make before the method is a snapshot without it. */
function deploymentProblems(subject: Subject, route: RouteFacts, stage: AnyStage): string[] {
  const { synthesis } = subject;
  const name = stageName(subject, stage);
  if ('autoDeploy' in stage && stage.autoDeploy === true) return [];
  if (stage.deployment === undefined) return [`stage ${name} has no deployment`];
  // Of a deployment from outside of the app it cannot be known what it holds.
  if (stage.deployment.kind === 'external')
    return [`stage ${name} serves a deployment from outside of the app`];
  const deployment = stage.deployment.id;
  if (isMadeBefore(synthesis, route.origin, deployment)) return [];
  const names = [route.origin, deployment].map((origin) => originName(synthesis, origin));
  return [
    `stage ${name} may not serve it: nothing makes CloudFormation create ${names[0]} before ${names[1]}`,
  ];
}

function corsProblems(
  subject: Subject,
  route: RouteFacts,
  expected: boolean | string | undefined,
): string[] {
  if (expected === undefined) return [];
  if (typeof expected === 'string') return preflightProblems(subject, route, expected, false);
  const preflight = preflightOf(subject, route.path);
  const answered = typeof preflight === 'object' && preflight.origins.length > 0;
  return answered === expected ? [] : [`its preflight is ${answered ? '' : 'not '}answered`];
}
