import type { Subject } from './api-target';
import { type LambdaReference, lambdaReference, sameLambda } from './lambda-reference';
import type { RouteFacts } from './route-facts';
import { type AnyStage, isStage, stageName } from './stage-facts';
import { textOf } from './symbolic-text';
import { Symbols } from './symbols';

/** Stands for any text that a caller may choose: no pattern but a wildcard matches it. */
const ANYTHING = '\u0001';

const INVOKE_ACTIONS = new Set(['lambda:InvokeFunction', 'lambda:*', '*']);

/**
 * Tells whether the resource policy of a function lets a stage invoke it for every request of a
 * route.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 */
export function mayInvoke(
  subject: Subject,
  stage: AnyStage,
  route: RouteFacts,
  lambda: LambdaReference,
): boolean {
  const { synthesis } = subject;
  const request = requestArn(subject, stage, route);
  return synthesis.whole.model.permissions.some((permission) => {
    const text = (value: unknown) => textOf({ synthesis, source: permission.origin.source }, value);
    if (!INVOKE_ACTIONS.has(text(permission.action))) return false;
    const allowed = lambdaReference(synthesis, text(permission.functionName));
    if (allowed === undefined || !sameLambda(allowed, lambda)) return false;
    if (permission.sourceArn === undefined) return true;
    return matches(sourcePattern(subject, text(permission.sourceArn)), request);
  });
}

/** `{api}/{stage}/{METHOD}/{path}`, the part of the ARN that depends on the request. */
function requestArn(subject: Subject, stage: AnyStage, route: RouteFacts): string {
  const method = route.method === 'ANY' ? ANYTHING : route.method;
  // REST APIs put the path of the request there, HTTP APIs that of the route as it is spelled.
  const path =
    subject.api.kind === 'REST' ? route.path.replace(/\{[^}]*\}/g, ANYTHING) : route.path;
  return `${apiSymbol(subject)}/${stageName(subject, stage)}/${method}${path}`;
}

/** The pattern of a permission without what stands before the id of the API. */
function sourcePattern(subject: Subject, sourceArn: string): string {
  const [, , , , , ...api] = sourceArn.split(':');
  const pattern = api.length === 0 ? sourceArn : api.join(':');
  return Symbols.of(subject.synthesis).replace(pattern, (target) => {
    const stage = subject.api.stages.find((each) => isStage(subject, target, each));
    if (stage !== undefined) return stageName(subject, stage);
    return Symbols.of(subject.synthesis).symbol(target);
  });
}

function apiSymbol({ synthesis, api }: Subject): string {
  const { target } = api;
  if (target.kind === 'external' && typeof target.value === 'string') return target.value;
  return Symbols.of(synthesis).symbol(target);
}

/** Matches as IAM does: `*` is any text, `?` any character. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
