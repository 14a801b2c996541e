import { isObject } from '../../../model/value';
import type { Registry } from '../registry/registry';
import { badRequest } from '../service-error';

/** Input of an operation, by the names of the AWS SDK. */
export type Input = Readonly<Record<string, unknown>>;

/** Runs one operation of the control plane. */
export type Operation = (registry: Registry, input: Input) => unknown;

/** Operations by name. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** Items of a page that the caller did not ask a size for. */
const DEFAULT_LIMIT = 25;

/** The most that a page may have. */
export const MAX_LIMIT = 500;

/** @throws ServiceError where there is none */
export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value !== undefined) return value;
  throw badRequest(`${name} is required, got: ${JSON.stringify(input[name])}`);
}

/** A text, or undefined. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** A switch, or undefined. */
export function optionalFlag(input: Input, name: string): boolean | undefined {
  const text = optionalText(input, name);
  return text === undefined ? undefined : text === 'true';
}

/** A number, or undefined. */
export function optionalNumber(input: Input, name: string): number | undefined {
  const text = optionalText(input, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isNaN(number)) return number;
  throw badRequest(`${name} must be a number, got: ${JSON.stringify(input[name])}`);
}

/** An object, or undefined. */
export function optionalObject(input: Input, name: string): Input | undefined {
  const value = input[name];
  return isObject(value) ? value : undefined;
}

/** A map of texts, or undefined. */
export function optionalTexts(input: Input, name: string): Record<string, string> | undefined {
  const value = optionalObject(input, name);
  if (value === undefined) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]));
}

/** A page of a list, as operations answer it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page starts; absent: this was the last. */
  readonly position?: string;
}

/**
 * The page of a list that `limit` and `position` ask for. A limit below 1 is none.
 *
 * @throws ServiceError for a limit that is over 500 or no whole number, and for a made-up position
 */
export function pageOf<T>(items: readonly T[], input: Input): Page<T> {
  const asked = optionalNumber(input, 'limit') ?? DEFAULT_LIMIT;
  const limit = asked < 1 ? DEFAULT_LIMIT : asked;
  const start = optionalNumber(input, 'position') ?? 0;
  if (!Number.isInteger(limit) || limit > MAX_LIMIT) {
    throw badRequest(`limit must be a whole number from 1 to ${MAX_LIMIT}, got: ${limit}`);
  }
  if (!Number.isInteger(start) || start < 0) {
    throw badRequest(`position must be one that an answer had, got: ${JSON.stringify(start)}`);
  }
  const end = start + limit;
  return {
    items: items.slice(start, end),
    ...(end < items.length && { position: String(end) }),
  };
}
