import { ValidationError } from '../../errors';
import { compileArnPattern, type TextMatcher } from './arn-pattern';

/**
 * A statement of a function's resource policy: the properties of `AWS::Lambda::Permission`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export interface LambdaPermission {
  /** Unique among the statements of the same function, version or alias. */
  readonly statementId: string;
  /** `lambda:InvokeFunction`, or a pattern such as `lambda:*`. */
  readonly action: string;
  /** A service such as `apigateway.amazonaws.com`, an account, the ARN of a principal, or `*`. */
  readonly principal: string;
  /** Pattern of the caller's ARN, with `*` and `?`. @default - any */
  readonly sourceArn?: string;
  /** Account that the caller's ARN is of. @default - any */
  readonly sourceAccount?: string;
  /** Organization of the principal: API Gateway, a service, is in none. @default - any */
  readonly principalOrgId?: string;
}

interface CompiledPermission {
  readonly statement: LambdaPermission;
  readonly matchesSource: TextMatcher;
}

const API_GATEWAY = 'apigateway.amazonaws.com';
const INVOKE = 'lambda:InvokeFunction';
const ACCOUNT_PART = 4;
const MAX_REMEMBERED = 1000;

/** Who may call one function, version or alias: a policy covers nothing but what it is put on. */
export class ResourcePolicy {
  readonly #permissions = new Map<string, CompiledPermission>();
  readonly #decided = new Map<string, boolean>();

  /**
   * Adds a statement.
   *
   * @throws ValidationError LambdaPermission if there is one of that id
   */
  public add(statement: LambdaPermission): void {
    const { statementId, sourceArn } = statement;
    if (this.#permissions.has(statementId)) {
      throw new ValidationError(
        'LambdaPermission',
        `a function takes a \`statementId\` once, got: ${JSON.stringify(statementId)} again; ` +
          'remove the statement first, or give this one another id',
      );
    }
    const matchesSource = sourceArn === undefined ? () => true : compileArnPattern(sourceArn);
    this.#permissions.set(statementId, { statement, matchesSource });
    this.#decided.clear();
  }

  /** Removes a statement; tells whether there was one. */
  public remove(statementId: string): boolean {
    this.#decided.clear();
    return this.#permissions.delete(statementId);
  }

  /** The statements, in the order in which they were added. */
  public statements(): LambdaPermission[] {
    return [...this.#permissions.values()].map(({ statement }) => statement);
  }

  /**
   * Whether API Gateway may call.
   *
   * @param sourceArn ARN of the method or authorizer that calls
   */
  public allowsApiGateway(sourceArn: string): boolean {
    const known = this.#decided.get(sourceArn);
    if (known !== undefined) return known;
    const allowed = [...this.#permissions.values()].some((one) => covers(one, sourceArn));
    if (this.#decided.size >= MAX_REMEMBERED) this.#decided.clear();
    this.#decided.set(sourceArn, allowed);
    return allowed;
  }
}

function covers({ statement, matchesSource }: CompiledPermission, sourceArn: string): boolean {
  const { action, principal, sourceAccount, principalOrgId } = statement;
  return (
    compileArnPattern(action.toLowerCase())(INVOKE.toLowerCase()) &&
    (principal === API_GATEWAY || principal === '*') &&
    principalOrgId === undefined &&
    (sourceAccount === undefined || sourceAccount === sourceArn.split(':')[ACCOUNT_PART]) &&
    matchesSource(sourceArn)
  );
}
