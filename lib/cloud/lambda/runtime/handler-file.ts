import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { RuntimeError } from './runtime-error';

/** How a file of JavaScript is loaded. */
export type ModuleFormat = 'commonjs' | 'module';

/** The file that a handler's name stands for. */
export interface HandlerFile {
  readonly path: string;
  readonly format: ModuleFormat;
}

/** What the runtime tries, in its order, with the format that the extension alone decides. */
const EXTENSIONS: readonly (readonly [extension: string, format: ModuleFormat | undefined])[] = [
  ['', 'commonjs'],
  ['.js', undefined],
  ['.mjs', 'module'],
  ['.cjs', 'commonjs'],
];

const MODULE_SYNTAX =
  /Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta'/;
const DYNAMIC_IMPORT = /\bimport\s*\(/;

/**
 * Finds the file of a handler below the folder that was deployed.
 *
 * @param module folder and file without extension
 * @throws RuntimeError `Runtime.ImportModuleError` if there is none
 */
export function findHandlerFile(taskRoot: string, module: string): HandlerFile {
  const base = resolve(taskRoot, module);
  for (const [extension, format] of EXTENSIONS) {
    const path = base + extension;
    if (isFile(path)) return { path, format: format ?? formatOfJs(path) };
  }
  throw new RuntimeError('ImportModuleError', `Error: Cannot find module '${module}'`);
}

/** Whether the code of a CommonJS file loads other code with `import()`. */
export function importsDynamically(path: string): boolean {
  return DYNAMIC_IMPORT.test(readFileSync(path, 'utf8'));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The nearest package.json decides; without a word of it, the syntax does. */
function formatOfJs(path: string): ModuleFormat {
  const type = packageType(dirname(path));
  if (type !== undefined) return type;
  return hasModuleSyntax(path) ? 'module' : 'commonjs';
}

function packageType(folder: string): ModuleFormat | undefined {
  if (folder.endsWith('/node_modules')) return undefined;
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    const type = readType(file);
    return type === 'module' || type === 'commonjs' ? type : undefined;
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : packageType(parent);
}

/** A package.json that cannot be read says nothing, as on Lambda. */
function readType(file: string): unknown {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof content === 'object' && content !== null && 'type' in content
      ? content.type
      : undefined;
  } catch {
    return undefined;
  }
}

function hasModuleSyntax(path: string): boolean {
  const code = readFileSync(path, 'utf8').replace(/^#!.*/, '');
  try {
    new Script(`(function () {${code}\n})`, { filename: path });
    return false;
  } catch (error) {
    return MODULE_SYNTAX.test(String(error));
  }
}

/** Whether a file's name is one of JavaScript. */
export function isJavaScript(name: string): boolean {
  return ['.js', '.mjs', '.cjs'].includes(extname(name));
}
