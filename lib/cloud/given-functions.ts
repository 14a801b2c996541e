import { ValidationError } from '../errors';
import type { CfnResource, ResourceId, TemplateSource } from '../model';
import { resourceKey } from '../model/sources';
import type { StackRecord } from './cloudformation/operations/stack-record';
import { allStacks } from './identities';
import type { GivenHandler, LambdaService } from './lambda';
import { parseFunctionArn } from './lambda/function-arn';

/**
 * Functions that a test gives in the place of deployed code, by construct path (`Shop/Orders`),
 * construct id (`Orders`), logical id, or logical id behind the template's name (`Shop/Orders1A2B`);
 * and functions that no stack declares, by ARN, with the alias if one is called.
 */
export type GivenFunctions = Readonly<Record<string, GivenHandler>>;

/** Finds the function that was given for a resource. */
export type HandlerLookup = (id: ResourceId) => GivenHandler | undefined;

interface Candidate {
  readonly id: ResourceId;
  readonly names: readonly string[];
}

const FUNCTION = 'AWS::Lambda::Function';

/** What the owner of a function outside of the stacks is taken to have granted. */
const GRANT = {
  statementId: 'outside-of-the-stacks',
  action: 'lambda:InvokeFunction',
  principal: 'apigateway.amazonaws.com',
};

/**
 * Assigns functions to the resources that they stand for.
 *
 * @throws {@link ValidationError} FunctionName - when a name fits no function of the templates, or
 *   more than one
 */
export function assignHandlers(
  functions: GivenFunctions,
  sources: readonly TemplateSource[],
): HandlerLookup {
  const candidates = sources.flatMap(functionsOf);
  const handlers = new Map(
    Object.entries(functions)
      .filter(([name]) => parseFunctionArn(name) === undefined)
      .map(([name, handler]) => [resourceKey(candidateFor(name, candidates).id), handler]),
  );
  return (id) => handlers.get(resourceKey(id));
}

/** Puts in functions that no stack declares; API Gateway may call them. */
export function putFunctionsOutside(lambda: LambdaService, functions: GivenFunctions): void {
  for (const [name, handler] of Object.entries(functions)) {
    const arn = parseFunctionArn(name);
    if (arn === undefined) continue;
    const { functionArn, qualifier } = arn;
    lambda.putFunction({ functionArn, code: { kind: 'given', handler } });
    if (qualifier !== undefined) {
      const functionVersion = lambda.publishVersion(functionArn);
      lambda.putAlias(functionArn, { name: qualifier, functionVersion });
    }
    lambda.removePermission(name, GRANT.statementId);
    lambda.addPermission(name, GRANT);
  }
}

/** A function that a test gives is another one at once, though its template has not changed. */
export function replaceGivenFunctions(
  lambda: LambdaService,
  stacks: readonly StackRecord[],
  given: HandlerLookup,
): void {
  for (const { identity, resources } of stacks.flatMap(allStacks)) {
    for (const { logicalId, type, attributes } of resources.values()) {
      if (type !== FUNCTION) continue;
      const handler = given({ source: identity.source, logicalId });
      const definition = lambda.definition(String(attributes['Arn']));
      if (handler === undefined || definition === undefined) continue;
      if (definition.code.kind === 'given' && definition.code.handler === handler) continue;
      lambda.putFunction({ ...definition, code: { kind: 'given', handler } });
    }
  }
}

function functionsOf({ name: source, template }: TemplateSource): Candidate[] {
  return Object.entries(template.Resources ?? {})
    .filter(([, { Type }]) => Type === FUNCTION)
    .map(([logicalId, resource]) => {
      const path = constructPathOf(resource);
      const names = path === undefined ? [] : [path, path.slice(path.lastIndexOf('/') + 1)];
      return { id: { source, logicalId }, names: [`${source}/${logicalId}`, logicalId, ...names] };
    });
}

/** Path of the construct that a resource is the main part of. */
export function constructPathOf({ Metadata }: Pick<CfnResource, 'Metadata'>): string | undefined {
  const path = Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path.replace(/\/Resource$/, '') : undefined;
}

function candidateFor(name: string, candidates: readonly Candidate[]): Candidate {
  const fitting = candidates.filter(({ names }) => names.includes(name));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const listed = (fitting.length === 0 ? candidates : fitting).map(({ names }) => names.at(-2));
  throw new ValidationError(
    'FunctionName',
    `\`functions\` must name one function each, got: ${JSON.stringify(name)}, which is ` +
      `${fitting.length === 0 ? 'none' : 'more than one'}; there ${listed.length === 0 ? 'are none' : `are ${listed.join(', ')}`}; ` +
      'of a function that no stack declares give the ARN',
  );
}
