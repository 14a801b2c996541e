import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

/** Packages that Lambda's Node.js runtimes bring along; here they are the project's. */
const OF_THE_RUNTIME = /^(@aws-sdk|@smithy)\//;

const PACKAGE = /^(@[^/]+\/[^/]+|[^@./][^/]*)(\/|$)/;

/** Where a function finds modules: folders by their real paths, without symbolic links. */
export interface PackagePlaces {
  /** Folder that was deployed. */
  readonly taskRoot: string;
  /** Folders `node_modules` of layers; the first that has a package is asked for it. */
  readonly layerFolders: readonly string[];
}

/**
 * The file of a module: beside the code, of a layer, or of what the runtime brings along.
 *
 * @param beside resolves it as Node.js does, from the file that asks
 * @throws what `beside` throws, where nobody has the module
 */
export function resolveModule(
  specifier: string,
  { taskRoot, layerFolders }: PackagePlaces,
  beside: () => string,
): string {
  let found: string | undefined;
  let failure: unknown;
  try {
    found = beside();
  } catch (error) {
    failure = error;
  }
  if (found !== undefined && isDeployed(found, { taskRoot, layerFolders })) return found;
  const folder = layerOf(specifier, layerFolders);
  const elsewhere =
    folder === undefined ? (found ?? ofTheRuntime(specifier)) : from(folder, specifier);
  if (elsewhere === undefined) throw failure;
  return elsewhere;
}

/** Whether a file is of the code that was deployed, or of a layer. */
export function isDeployed(file: string, { taskRoot, layerFolders }: PackagePlaces): boolean {
  return [taskRoot, ...layerFolders].some((folder) => file.startsWith(folder + sep));
}

/** The same places without symbolic links. */
export function realPlaces({ taskRoot, layerFolders }: PackagePlaces): PackagePlaces {
  return {
    taskRoot: realpathSync(taskRoot),
    layerFolders: layerFolders.map((folder) => realpathSync(folder)),
  };
}

/** The folder of a layer that has the package of a module. */
export function layerOf(specifier: string, folders: readonly string[]): string | undefined {
  const [, name] = PACKAGE.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  return folders.find((folder) => existsSync(join(folder, name)));
}

/** A file of the project, as which it asks for the packages of the runtime. */
export function projectFile(): string {
  return join(process.cwd(), 'index.js');
}

/** Whether a module is of a package that the runtime brings along. */
function isOfTheRuntime(specifier: string): boolean {
  return OF_THE_RUNTIME.test(specifier);
}

function ofTheRuntime(specifier: string): string | undefined {
  if (!isOfTheRuntime(specifier)) return undefined;
  try {
    return createRequire(projectFile()).resolve(specifier);
  } catch {
    return undefined;
  }
}

function from(folder: string, specifier: string): string {
  return createRequire(join(folder, '..', 'index.js')).resolve(specifier);
}
