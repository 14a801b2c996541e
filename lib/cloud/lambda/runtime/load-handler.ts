import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { CommonJsModules } from './common-js';
import { findHandlerFile, type HandlerFile, importsDynamically } from './handler-file';
import { findExport, parseHandlerName } from './handler-name';
import type { PackagePlaces } from './package-places';
import { isError, RuntimeError } from './runtime-error';
import { extendImport, extendRequire } from './thread-modules';

/** A handler as a module exports it. */
export type HandlerFunction = (...args: unknown[]) => unknown;

/**
 * Loads a handler into this process, as a copy that only its version has.
 *
 * @param handler the `Handler` property
 * @throws RuntimeError, or what the code threw
 */
export function loadIntoProcess(places: PackagePlaces, handler: string): HandlerFunction {
  const { module, exportPath } = parseHandlerName(handler);
  const file = findHandlerFile(places.taskRoot, module);
  return findExport(
    guard(() => new CommonJsModules(places).load(file.path)),
    exportPath,
    handler,
  );
}

/**
 * Loads a handler as the only one of this thread, CommonJS or ES module.
 *
 * @param handler the `Handler` property
 * @throws RuntimeError, or what the code threw
 */
export async function loadIntoThread(
  places: PackagePlaces,
  handler: string,
): Promise<HandlerFunction> {
  const { module, exportPath } = parseHandlerName(handler);
  const file = findHandlerFile(places.taskRoot, module);
  extendRequire(places);
  if (file.format === 'module' || importsDynamically(file.path)) extendImport(places);
  const exports = await importFile(file).catch((error: unknown) => {
    throw loadError(error);
  });
  return findExport(exports, exportPath, handler);
}

async function importFile({ path, format }: HandlerFile): Promise<unknown> {
  if (format === 'commonjs') return createRequire(path)(path);
  return import(pathToFileURL(path).href);
}

function guard<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    throw loadError(error);
  }
}

/** Errors of loading under the names that the runtime reports them by. */
function loadError(error: unknown): unknown {
  if (!isError(error)) return error;
  if (error.name === 'SyntaxError') {
    return new RuntimeError('UserCodeSyntaxError', String(error), error.stack);
  }
  const missing = 'code' in error && error.code === 'MODULE_NOT_FOUND';
  return missing ? new RuntimeError('ImportModuleError', String(error)) : error;
}
