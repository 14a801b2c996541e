import { ValidationError } from '../../errors';
import type { JsonObject } from '../../model/value';
import { compileArnPattern, type TextMatcher } from './arn-pattern';
import { LambdaError } from './lambda-error';
import type { LambdaPermission } from './lambda-permission';
import { policyStatement } from './policy-statement';

interface CompiledPermission {
  readonly statement: LambdaPermission;
  readonly matchesSource: TextMatcher;
  /** Of the statement as the service keeps it. */
  readonly bytes: number;
}

const API_GATEWAY = 'apigateway.amazonaws.com';
const INVOKE = 'lambda:InvokeFunction';
const ACCOUNT_PART = 4;
const MAX_REMEMBERED = 1000;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const MAX_BYTES = 20_480;
const EMPTY_BYTES = bytesOf({ Version: '2012-10-17', Id: 'default', Statement: [] });

/** Who may call one function, version or alias: a policy covers nothing but what it is put on. */
export class ResourcePolicy {
  readonly #permissions = new Map<string, CompiledPermission>();
  readonly #decided = new Map<string, boolean>();

  /** @param resourceArn what may be called: a function, a version or an alias */
  public constructor(private readonly resourceArn: string) {}

  /**
   * Adds a statement.
   *
   * @throws ValidationError LambdaPermission if there is one of that id
   * @throws LambdaError for a principal that is none, and when the policy becomes too big
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
    const bytes = bytesOf(policyStatement(statement, this.resourceArn));
    this.checkSize(bytes);
    const matchesSource = sourceArn === undefined ? () => true : compileArnPattern(sourceArn);
    this.#permissions.set(statementId, { statement, matchesSource, bytes });
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

  /** Commas stand between the statements. */
  private checkSize(added: number): void {
    const present = [...this.#permissions.values()];
    const size = present.reduce((sum, { bytes }) => sum + bytes + 1, EMPTY_BYTES + added);
    if (size <= MAX_BYTES) return;
    throw new LambdaError(
      'PolicyLengthExceededException',
      `The final policy size (${size}) is bigger than the limit (${MAX_BYTES}).`,
    );
  }
}

function bytesOf(value: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** A condition that asks for what API Gateway does not send is never met. */
function covers({ statement, matchesSource }: CompiledPermission, sourceArn: string): boolean {
  const { action, principal, sourceAccount } = statement;
  return (
    compileArnPattern(action.toLowerCase())(INVOKE.toLowerCase()) &&
    (principal === API_GATEWAY || principal === '*') &&
    statement.principalOrgId === undefined &&
    statement.eventSourceToken === undefined &&
    statement.functionUrlAuthType === undefined &&
    statement.invokedViaFunctionUrl !== true &&
    (sourceAccount === undefined || sourceAccount === sourceArn.split(':')[ACCOUNT_PART]) &&
    matchesSource(sourceArn)
  );
}
