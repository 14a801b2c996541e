import { type CompiledPolicy, compilePolicy, PolicyError, parsePolicy } from '../../policy';

/** What a Lambda authorizer answered. */
export interface AuthorizerAnswer {
  /** @default - the function named nobody */
  readonly principalId?: string;
  readonly policy: CompiledPolicy;
  /** Every value a text. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey?: string;
}

const NO_OBJECT = 'Invalid JSON in response: the authorizer must answer with a JSON object';

const MEMBERS: ReadonlySet<string> = new Set([
  'principalId',
  'policyDocument',
  'context',
  'usageIdentifierKey',
]);

/**
 * Reads the answer of a Lambda authorizer. One with other members is refused as a whole.
 *
 * @returns the answer, or what is wrong with it, as the execution log has it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function readAuthorizerAnswer(payload: string): AuthorizerAnswer | string {
  const answer = parseObject(payload);
  if (typeof answer === 'string') return answer;
  const other = Object.keys(answer).find((name) => !MEMBERS.has(name));
  if (other !== undefined) {
    return `Invalid JSON in response: Unrecognized field "${other}" , not marked as ignorable`;
  }
  const { principalId, usageIdentifierKey } = answer;
  if (principalId !== undefined && typeof principalId !== 'string') {
    return '`principalId` of the answer must be a text';
  }
  const policy = readPolicy(answer['policyDocument']);
  if (typeof policy === 'string') return policy;
  const context = readContext(answer['context']);
  if (typeof context === 'string') return context;
  return {
    ...(principalId !== undefined && { principalId }),
    policy,
    context,
    ...(typeof usageIdentifierKey === 'string' ? { usageIdentifierKey } : {}),
  };
}

function parseObject(payload: string): Readonly<Record<string, unknown>> | string {
  try {
    const answer: unknown = JSON.parse(payload);
    if (isObject(answer)) return answer;
    return answer === null ? 'Could not parse policy' : NO_OBJECT;
  } catch {
    return NO_OBJECT;
  }
}

function readPolicy(document: unknown): CompiledPolicy | string {
  try {
    return compilePolicy(parsePolicy(document, { attachedTo: 'answer' }));
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}

/** Numbers and booleans become texts; objects and lists are refused. */
function readContext(context: unknown): Readonly<Record<string, string>> | string {
  if (context === undefined || context === null) return {};
  if (!isObject(context)) return '`context` of the answer must be an object';
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(context)) {
    if (value === null) continue;
    if (typeof value === 'object') {
      return `\`context.${name}\` of the answer must be a text, a number or a boolean`;
    }
    texts.push([name, String(value)]);
  }
  return Object.fromEntries(texts);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
