import type { ThrottleSettings } from 'aws-cdk-lib/aws-apigateway';
import type { ApiModel, RestRouteModel } from '../model';
import { findApi, isFullyKnown, type MeteredStage } from './metered-model';

const RULE = /^(\*|ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) (\/\S*)$/;

/** Which methods a limit is for: `POST /orders`, `* /orders`, `GET /orders/*`. */
export interface MethodRule {
  /** As its user wrote it. */
  readonly text: string;
  /** `GET` … or `ANY`; `*`: every verb that the path declares. */
  readonly verb: string;
  /** A path as the API declares it; with `/*` at the end: every path below. */
  readonly path: string;
}

/** Reads a rule; undefined if the text is none. */
export function parseMethodRule(text: string): MethodRule | undefined {
  const [, verb, path] = RULE.exec(text) ?? [];
  if (verb === undefined || path === undefined) return undefined;
  return path.slice(0, -1).includes('*') ? undefined : { text, verb, path };
}

/** The rules of a tier, least specific first, so that the last that covers a method wins. */
export function methodRules(texts: readonly string[]): MethodRule[] {
  return texts
    .map(parseMethodRule)
    .filter((rule) => rule !== undefined)
    .sort(bySpecificity);
}

/** Whether a rule has a wildcard, so that it says nothing where the methods are not known. */
export function isWildcard({ verb, path }: MethodRule): boolean {
  return verb === '*' || path.endsWith('/*');
}

/** Whether a rule is for a method, whether or not that asks for a key. */
export function covers(rule: MethodRule, route: RestRouteModel): boolean {
  const verbFits = rule.verb === '*' || rule.verb === route.method;
  return verbFits && (rule.path.endsWith('/*') ? isBelow(rule, route) : rule.path === route.path);
}

/** Whether calls of a method count for a usage plan; a value known at deployment may be true. */
export function isKeyProtected(route: { readonly apiKeyRequired: unknown }): boolean {
  return route.apiKeyRequired !== false;
}

/**
 * The throttles of single methods that a plan has for one of its stages.
 *
 * Where an API is not fully known, the rules without wildcard stand as they are, unless the API of
 * another stage declares what they name.
 */
export function methodThrottles(
  model: ApiModel,
  stages: readonly MeteredStage[],
  stage: MeteredStage,
  throttles: Readonly<Record<string, ThrottleSettings>>,
): Record<string, ThrottleSettings> {
  if (stage.kind !== 'REST') return {};
  const declared = stages.flatMap((one) => routesOf(model, one));
  const isOpen = !isFullyKnown(model, findApi(model, stage));
  const entries = methodRules(Object.keys(throttles)).flatMap((rule) => {
    const own = routesOf(model, stage).filter(
      (route) => covers(rule, route) && isKeyProtected(route),
    );
    const isForeign = isOpen && !isWildcard(rule) && !declared.some((route) => covers(rule, route));
    const keys = isForeign
      ? [planKeyOf(rule.path, rule.verb)]
      : own.map((route) => planKeyOf(route.path, route.method));
    return keys.map((key) => [key, throttles[rule.text] ?? {}] as const);
  });
  const byKey = Object.entries(Object.fromEntries(entries));
  return Object.fromEntries(byKey.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function routesOf(model: ApiModel, stage: MeteredStage): readonly RestRouteModel[] {
  const api = findApi(model, stage);
  return api?.kind === 'REST' ? api.routes : [];
}

/**
 * How a usage plan names a method: `/orders/POST`, `//GET` for the root.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-usageplan-apistage.html
 */
function planKeyOf(path: string, verb: string): string {
  return `${path}/${verb}`;
}

function isBelow(rule: MethodRule, route: RestRouteModel): boolean {
  return route.path.startsWith(rule.path.slice(0, -1));
}

/** Exact paths after `/*`, longer paths after shorter ones, verbs after `*`. */
function bySpecificity(a: MethodRule, b: MethodRule): number {
  const [left, right] = [ranksOf(a), ranksOf(b)];
  const decisive = left.findIndex((rank, index) => rank !== right[index]);
  return (left[decisive] ?? 0) - (right[decisive] ?? 0);
}

function ranksOf({ verb, path }: MethodRule): number[] {
  return [Number(!path.endsWith('/*')), path.length, Number(verb !== '*')];
}
