import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ValidationError } from '../errors';

/** What a check needs to say if it fails. */
export interface CheckContext {
  /** The construct at fault. */
  readonly scope: IConstruct;
  /** Stable PascalCase code of the error. */
  readonly code: string;
  /** The property as its user wrote it, such as `throttle.rateLimit`. */
  readonly prop: string;
  /** What the user can change, in the imperative: `use a shorter name`. */
  readonly change: string;
}

/** Ends with a `ValidationError`: what is allowed, what was given, what to change. */
export function refuse(context: CheckContext, allowed: string, got: unknown): never {
  const { scope, code, prop, change } = context;
  const given = got === undefined ? '' : `, got: ${JSON.stringify(got)}`;
  throw new ValidationError(code, `\`${prop}\` ${allowed}${given}; ${change}`, scope);
}

/** A number between two limits, both included; tokens and absent values pass. */
export function checkRange(
  context: CheckContext,
  value: number | undefined,
  range: {
    readonly min: number;
    readonly max: number;
    readonly integer?: boolean;
    readonly unit?: string;
  },
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  const whole = range.integer ?? false;
  const fits = value >= range.min && value <= range.max && (!whole || Number.isInteger(value));
  if (fits) return;
  const kind = whole ? 'a whole number' : 'a number';
  const unit = range.unit ? ` ${range.unit}` : '';
  const got = Number.isFinite(value) ? value : String(value);
  refuse(context, `must be ${kind} between ${range.min} and ${range.max}${unit}`, got);
}

/** A text whose length lies between two limits, both included; tokens and absent values pass. */
export function checkLength(
  context: CheckContext,
  value: string | undefined,
  range: { readonly min: number; readonly max: number },
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (value.length >= range.min && value.length <= range.max) return;
  refuse(context, `must have ${range.min} to ${range.max} characters, has ${value.length}`, value);
}

/** A text of allowed characters; tokens and absent values pass. */
export function checkPattern(
  context: CheckContext,
  value: string | undefined,
  pattern: RegExp,
  allowed: string,
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (!pattern.test(value)) refuse(context, `must consist of ${allowed}`, value);
}

/** No more entries than the service takes; token lists pass. */
export function checkCount(
  context: CheckContext,
  entries: readonly unknown[] | undefined,
  max: number,
): void {
  if (entries === undefined || Token.isUnresolved(entries) || entries.length <= max) return;
  refuse(context, `must have no more than ${max} entries`, entries.length);
}
