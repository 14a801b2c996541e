import { type ApiIdentity, expandResource, isShortResource } from './arn';
import { type ConditionKeys, type ConditionTest, compileCondition } from './conditions';
import type { PatternElement, PolicyDocument, PolicyStatement } from './document';
import { PolicyError, shown } from './errors';
import { type Caller, compilePrincipals } from './principals';
import { parseTemplate, type VariableLookup } from './template';
import { ANY_SEQUENCE, matchesWildcard, wildcardCodes } from './wildcard';

/** A request, ready to be compared with statements. */
export interface Invocation {
  readonly caller: Caller;
  /** In lower case. */
  readonly action: string;
  readonly resource: string;
  readonly keys: ConditionKeys;
}

/** One statement, ready to run. */
export interface CompiledStatement {
  /** Position in its document, from 0. */
  readonly index: number;
  readonly sid?: string;
  /** Whether the statement is about the request; `false` too when a variable cannot be resolved. */
  appliesTo(invocation: Invocation): boolean;
}

/** A policy, ready to run. */
export interface CompiledPolicy {
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
}

/** What a policy cannot know by itself. */
export interface CompilePolicyOptions {
  /**
   * The API that the policy is attached to.
   *
   * @default - resources of the form `execute-api:/stage/verb/path` are refused
   */
  readonly api?: ApiIdentity;
}

type Test = (invocation: Invocation) => boolean | undefined;
type TextTest = (text: string, lookup: VariableLookup) => boolean | undefined;

/**
 * Prepares a policy for many evaluations.
 *
 * @throws {@link PolicyError} for a short resource without `options.api`, or a variable before
 * the fifth colon of an ARN
 */
export function compilePolicy(
  document: PolicyDocument,
  options: CompilePolicyOptions = {},
): CompiledPolicy {
  const compiled = document.statements.map((statement, index) => ({
    effect: statement.effect,
    statement: compileStatement(document, statement, index, options),
  }));
  const ofEffect = (effect: string) =>
    compiled.filter((entry) => entry.effect === effect).map((entry) => entry.statement);
  return { denies: ofEffect('Deny'), allows: ofEffect('Allow') };
}

function compileStatement(
  document: PolicyDocument,
  statement: PolicyStatement,
  index: number,
  options: CompilePolicyOptions,
): CompiledStatement {
  const path = `Statement[${index}]`;
  const { principal, conditions, sid } = statement;
  const isAbout = principal && compilePrincipals(principal, statement.effect);
  const tests: Test[] = [
    compileActions(statement.action),
    compileResources(document, statement.resource, options.api, `${path}.Resource`),
    ...(isAbout ? [({ caller }: Invocation) => isAbout(caller)] : []),
    ...conditions
      .map((clause) => compileCondition(clause, document.version, `${path}.Condition`))
      .map(
        (holds: ConditionTest) =>
          ({ keys }: Invocation) =>
            holds(keys),
      ),
  ];
  return {
    index,
    ...(sid === undefined ? {} : { sid }),
    appliesTo: (invocation) => tests.every((test) => test(invocation) === true),
  };
}

function compileActions({ negated, patterns }: PatternElement): Test {
  const matchers = patterns.map((pattern) => textTest(pattern.toLowerCase()));
  return ({ action }) =>
    matchers.some((matches) => matches(action, noVariables) === true) !== negated;
}

function compileResources(
  document: PolicyDocument,
  { negated, patterns }: PatternElement,
  api: ApiIdentity | undefined,
  path: string,
): Test {
  const matchers = patterns.map((pattern) =>
    resourceTest(fullResource(pattern, api, path), document.version === '2012-10-17', path),
  );
  return ({ resource, keys }) => {
    const results = matchers.map((matches) => matches(resource, keys.single));
    if (results.includes(true)) return !negated;
    return results.includes(undefined) ? undefined : negated;
  };
}

function fullResource(resource: string, api: ApiIdentity | undefined, path: string): string {
  if (!isShortResource(resource)) return resource;
  if (api !== undefined) return expandResource(resource, api);
  throw new PolicyError(
    path,
    `only the policy of an API can use the short form, got: ${shown(resource)}; write the whole ARN`,
  );
}

function resourceTest(resource: string, variables: boolean, path: string): TextTest {
  const template = parseTemplate(resource, variables, path);
  if (template.firstVariable < 0) return textTest(resource);
  if (resource.slice(0, template.firstVariable).split(':').length < 6) {
    throw new PolicyError(
      path,
      `a policy variable may stand only after the fifth colon of an ARN, got: ${shown(resource)}`,
    );
  }
  return (text, lookup) => {
    const pattern = template.pattern(lookup);
    return pattern && matchesWildcard(pattern, text);
  };
}

/** A pattern without variables; what comes before the first wildcard is compared as it is. */
function textTest(source: string): TextTest {
  const pattern = wildcardCodes(source);
  const wild = pattern.findIndex((code) => code < 0);
  if (wild < 0) return (text) => text === source;
  const prefix = source.slice(0, wild);
  const rest = pattern.slice(wild);
  if (rest.length === 1 && rest[0] === ANY_SEQUENCE) return (text) => text.startsWith(prefix);
  return (text) => text.startsWith(prefix) && matchesWildcard(rest, text, wild);
}

function noVariables(): undefined {
  return undefined;
}
