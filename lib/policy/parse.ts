import { parseConditions } from './conditions';
import type {
  PatternElement,
  PolicyDocument,
  PolicyStatement,
  PolicyVersion,
  PrincipalElement,
} from './document';
import { PolicyError, shown } from './errors';
import { asObject, stringList } from './members';
import { parsePrincipals } from './principals';

/** What a policy is attached to. */
export interface ParsePolicyOptions {
  /**
   * `resource`: every statement must have `Principal` or `NotPrincipal`; `identity`: none may;
   * `answer` (of a Lambda authorizer): none may, and `Effect` may be in lower case.
   *
   * @default - either is accepted; a statement without a principal is about everyone
   */
  readonly attachedTo?: 'resource' | 'identity' | 'answer';
}

const DOCUMENT_MEMBERS = ['Version', 'Id', 'Statement'];
const STATEMENT_MEMBERS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const VERSIONS: readonly PolicyVersion[] = ['2012-10-17', '2008-10-17'];
const ACTION = /^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+|\*:\*)$/;
const RESOURCE = /^(\*|arn:[^\s]*|execute-api:[^\s]*)$/;

/**
 * Reads a policy document, as JSON text or as the parsed value.
 *
 * Everything that AWS refuses is refused, and so is every member that is not known: a policy
 * is never evaluated without a part of it.
 *
 * @throws {@link PolicyError} naming the member at fault
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(json: unknown, options: ParsePolicyOptions = {}): PolicyDocument {
  const document = asObject(typeof json === 'string' ? parseJson(json) : json, '');
  checkMembers(document, DOCUMENT_MEMBERS, '');
  const version = parseVersion(document.get('Version'));
  const id = optionalText(document.get('Id'), 'Id');
  return {
    version,
    ...(id === undefined ? {} : { id }),
    statements: statementList(document.get('Statement')).map(([statement, path]) =>
      parseStatement(statement, path, version, options.attachedTo),
    ),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PolicyError('', `must be JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}

function parseVersion(value: unknown): PolicyVersion {
  if (value === undefined) return '2008-10-17';
  const version = VERSIONS.find((candidate) => candidate === value);
  if (version !== undefined) return version;
  throw new PolicyError('Version', `must be one of ${VERSIONS.join(', ')}, got: ${shown(value)}`);
}

function statementList(value: unknown): [unknown, string][] {
  if (!Array.isArray(value)) return [[value, 'Statement']];
  if (value.length === 0) throw new PolicyError('Statement', 'must have at least one statement');
  return value.map((statement, index) => [statement, `Statement[${index}]`]);
}

function parseStatement(
  json: unknown,
  path: string,
  version: PolicyVersion,
  attachedTo: ParsePolicyOptions['attachedTo'],
): PolicyStatement {
  const members = asObject(json, path);
  checkMembers(members, STATEMENT_MEMBERS, path);
  const sid = optionalText(members.get('Sid'), `${path}.Sid`);
  const principal = parsePrincipalElement(members, path, attachedTo);
  return {
    ...(sid === undefined ? {} : { sid }),
    effect: parseEffect(members.get('Effect'), path, attachedTo),
    ...(principal === undefined ? {} : { principal }),
    action: parsePatterns(members, 'Action', path, ACTION, '* or service:action'),
    resource: parsePatterns(
      members,
      'Resource',
      path,
      RESOURCE,
      '*, an ARN, or execute-api:/stage/verb/path',
    ),
    conditions: parseConditions(members.get('Condition'), `${path}.Condition`, version),
  };
}

function parseEffect(
  value: unknown,
  path: string,
  attachedTo: ParsePolicyOptions['attachedTo'],
): 'Allow' | 'Deny' {
  if (value === 'Allow' || value === 'Deny') return value;
  if (attachedTo === 'answer' && value === 'allow') return 'Allow';
  if (attachedTo === 'answer' && value === 'deny') return 'Deny';
  throw new PolicyError(`${path}.Effect`, `must be Allow or Deny, got: ${shown(value)}`);
}

function parsePrincipalElement(
  members: ReadonlyMap<string, unknown>,
  path: string,
  attachedTo: ParsePolicyOptions['attachedTo'],
): PrincipalElement | undefined {
  const name = eitherMember(members, 'Principal', path);
  if (name === undefined) {
    if (attachedTo !== 'resource') return undefined;
    throw new PolicyError(path, 'a resource policy must say Principal or NotPrincipal');
  }
  if (attachedTo === 'identity' || attachedTo === 'answer') {
    throw new PolicyError(`${path}.${name}`, 'a policy of an identity cannot have a principal');
  }
  const memberPath = `${path}.${name}`;
  return {
    negated: name === 'NotPrincipal',
    members: parsePrincipals(members.get(name), memberPath),
  };
}

function parsePatterns(
  members: ReadonlyMap<string, unknown>,
  name: string,
  path: string,
  form: RegExp,
  allowed: string,
): PatternElement {
  const written = eitherMember(members, name, path);
  if (written === undefined) throw new PolicyError(path, `must say ${name} or Not${name}`);
  const patterns = stringList(members.get(written), `${path}.${written}`);
  const wrong = patterns.find((pattern) => !form.test(pattern));
  if (wrong !== undefined) {
    throw new PolicyError(`${path}.${written}`, `must be ${allowed}, got: ${shown(wrong)}`);
  }
  return { negated: written !== name, patterns };
}

function eitherMember(
  members: ReadonlyMap<string, unknown>,
  name: string,
  path: string,
): string | undefined {
  const negated = `Not${name}`;
  if (!members.has(negated)) return members.has(name) ? name : undefined;
  if (!members.has(name)) return negated;
  throw new PolicyError(path, `can say ${name} or ${negated}, not both`);
}

function optionalText(value: unknown, path: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new PolicyError(path, `must be a text, got: ${shown(value)}`);
}

function checkMembers(
  members: ReadonlyMap<string, unknown>,
  allowed: readonly string[],
  path: string,
): void {
  for (const name of members.keys()) {
    if (!allowed.includes(name)) {
      throw new PolicyError(
        path,
        `unknown member ${shown(name)}; allowed are ${allowed.join(', ')}`,
      );
    }
  }
}
