import { Arn, ArnFormat, type IResource, Token } from 'aws-cdk-lib';
import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { type CheckContext, checkPattern, refuse } from './checks';
import { compareIdentities } from './deployment-identity';
import { checkStageVariableValue } from './stage-variables';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
const ALIAS_NAME = /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/;

const LATEST = '$LATEST';

/** An ARN of a function has seven parts, one of its version or alias eight. */
const FUNCTION_ARN_PARTS = 7;

/** Refuses anything but a function itself: the stage variable adds what comes after it. */
export function checkHandler(scope: IConstruct, handler: IFunction): void {
  const change = 'give the function itself, and its aliases to addStage';
  const context = { scope, code: 'RouterHandler', prop: 'handler', change };
  const qualified = 'aliasName' in handler || 'version' in handler || hasQualifier(handler);
  if (qualified) refuse(context, 'must be a function without a qualifier', nameOf(handler));
}

/** Refuses what a stage cannot be routed to. */
export function checkAlias(
  scope: IConstruct,
  handler: IFunction,
  alias: IAlias,
  options: { readonly allowLatest?: boolean },
): void {
  checkIsAlias(scope, alias);
  checkStageVariableValue(scope, 'alias.aliasName', alias.aliasName);
  const context = { scope, prop: 'alias.aliasName', change: 'rename the alias' };
  const allowed = '1 to 128 letters, digits, hyphens and underscores, not digits alone';
  checkPattern({ ...context, code: 'RouterAliasName' }, alias.aliasName, ALIAS_NAME, allowed);
  if (alias.version.version === LATEST && !options.allowLatest) refuseLatest(scope);
  checkFunction(scope, handler, alias.version.lambda);
}

/**
 * Refuses a function that API Gateway cannot reach from where it is used.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export function checkReach(scope: IConstruct, fn: IFunction, user: IResource): void {
  const context = { scope, prop: 'handler', change: 'deploy the function beside the API' };
  checkSame(
    { ...context, code: 'RouterCrossAccount' },
    'account',
    placeOf(fn).account,
    user.env.account,
  );
  checkSame(
    { ...context, code: 'RouterCrossRegion' },
    'region',
    placeOf(fn).region,
    user.env.region,
  );
}

function checkSame(context: CheckContext, what: string, got: string, wanted: string): void {
  if (Token.isUnresolved(got) || Token.isUnresolved(wanted) || got === wanted) return;
  refuse(context, `must be in the ${what} of the API, ${wanted}`, got);
}

function checkIsAlias(scope: IConstruct, alias: IAlias): void {
  if (typeof alias.aliasName === 'string') return;
  const { version } = alias as { readonly version?: unknown };
  if (version === LATEST) refuseLatest(scope);
  const change = 'make an alias of it: new Alias(…)';
  const context = { scope, code: 'RouterAlias', prop: 'alias', change };
  refuse(context, 'must be an alias, whose name a stage variable can hold', alias.node.path);
}

function refuseLatest(scope: IConstruct): never {
  const change = 'publish a version for the alias, or allow it by `allowLatest`';
  const context = { scope, code: 'StageVariableLatest', prop: 'alias', change };
  return refuse(context, 'must stand for a published version', LATEST);
}

function checkFunction(scope: IConstruct, handler: IFunction, other: IFunction): void {
  const byArn = compareIdentities(scope, handler.functionArn, other.functionArn);
  const byName =
    byArn === 'unknown' && compareIdentities(scope, handler.functionName, other.functionName);
  if (byArn !== 'different' && byName !== 'different') return;
  const change = 'give an alias of the router’s own handler, or use another router';
  const context = { scope, code: 'RouterAliasFunction', prop: 'alias', change };
  refuse(context, `must be an alias of ${nameOf(handler)}`, nameOf(other));
}

/** Where a function is, as far as its ARN or its stack say. */
function placeOf(fn: IFunction): { readonly account: string; readonly region: string } {
  if (Token.isUnresolved(fn.functionArn)) return fn.env;
  const { account = '', region = '' } = Arn.split(fn.functionArn, ArnFormat.COLON_RESOURCE_NAME);
  return { account, region };
}

function hasQualifier(fn: IFunction): boolean {
  if (Token.isUnresolved(fn.functionArn)) return false;
  return fn.functionArn.split(':').length > FUNCTION_ARN_PARTS;
}

const nameOf = (fn: IFunction): string =>
  Token.isUnresolved(fn.functionArn) ? fn.node.path : fn.functionArn;
