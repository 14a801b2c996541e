import { basename } from 'node:path';
import { RuntimeError } from './runtime-error';

/** A `Handler` property in its parts. */
export interface HandlerName {
  /** Folder and file without extension: `dist/index`. */
  readonly module: string;
  /** Names from the module's exports down to the function. */
  readonly exportPath: readonly string[];
}

const MODULE_AND_EXPORT = /^([^.]*)\.(.*)$/;

/**
 * Takes `folder/file.export.member` apart.
 *
 * @throws RuntimeError `Runtime.MalformedHandlerName` without an export, or with `..` in it
 */
export function parseHandlerName(handler: string): HandlerName {
  if (handler.includes('..')) {
    throw new RuntimeError(
      'MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const file = basename(handler);
  const [, name, exported] = MODULE_AND_EXPORT.exec(file) ?? [];
  if (name === undefined || exported === undefined) {
    throw new RuntimeError('MalformedHandlerName', 'Bad handler');
  }
  const folder = handler.slice(0, handler.length - file.length);
  return { module: folder + name, exportPath: exported.split('.') };
}

/**
 * The function that a handler's name stands for.
 *
 * @param handler the name as configured, for the message
 * @throws RuntimeError `Runtime.HandlerNotFound`
 */
export function findExport(
  exports: unknown,
  exportPath: readonly string[],
  handler: string,
): (...args: unknown[]) => unknown {
  let found = exports;
  for (const name of exportPath) {
    found = found ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  if (!found) throw new RuntimeError('HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') {
    throw new RuntimeError('HandlerNotFound', `${handler} is not a function`);
  }
  return found as (...args: unknown[]) => unknown;
}
