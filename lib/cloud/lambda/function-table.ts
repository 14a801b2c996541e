import { type FunctionArn, parseFunctionArn, requireFunctionArn } from './function-arn';
import { notFound } from './lambda-error';
import type { LambdaFunction } from './lambda-function';

/** A function, with the version or alias of it that an ARN names. */
export interface FunctionTarget {
  readonly fn: LambdaFunction;
  readonly qualifier: string | undefined;
}

const MAX_REMEMBERED_ARNS = 1000;

/** The functions that there are, by their ARNs. */
export class FunctionTable {
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #arns = new Map<string, FunctionArn | undefined>();

  /** @param functionArn - without version or alias */
  public get(functionArn: string): LambdaFunction | undefined {
    return this.#functions.get(functionArn);
  }

  /** Puts in a function that is new. */
  public add(fn: LambdaFunction): void {
    this.#functions.set(fn.definition.functionArn, fn);
  }

  /** Takes a function out. */
  public take(functionArn: string): LambdaFunction | undefined {
    const fn = this.#functions.get(functionArn);
    this.#functions.delete(functionArn);
    return fn;
  }

  /** Takes all functions out. */
  public takeAll(): readonly LambdaFunction[] {
    const functions = [...this.#functions.values()];
    this.#functions.clear();
    return functions;
  }

  /** The function of an ARN; whether it has the version or alias is another question. */
  public find(arn: string): FunctionTarget | undefined {
    const fn = this.#functions.get(arn);
    if (fn) return { fn, qualifier: undefined };
    if (!this.#arns.has(arn)) {
      if (this.#arns.size >= MAX_REMEMBERED_ARNS) this.#arns.clear();
      this.#arns.set(arn, parseFunctionArn(arn));
    }
    const parsed = this.#arns.get(arn);
    const found = parsed && this.#functions.get(parsed.functionArn);
    return found && { fn: found, qualifier: parsed.qualifier };
  }

  /**
   * The function of an ARN.
   *
   * @throws ValidationError FunctionArn
   * @throws LambdaError ResourceNotFoundException
   */
  public require(arn: string): FunctionTarget {
    const { functionArn } = requireFunctionArn(arn);
    const target = this.find(arn);
    if (target) return target;
    throw notFound(
      `Function not found: ${functionArn}; of one that no stack declares give a stand-in, \`functions: { [arn]: handler }\``,
    );
  }
}
