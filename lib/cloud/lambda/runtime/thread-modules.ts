import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type PackagePlaces, projectFile, realPlaces, resolveModule } from './package-places';

/** What `Module` of Node.js has beside its documented members, and loaders of all kinds patch. */
interface ModuleInternals {
  _resolveFilename(specifier: string, ...others: unknown[]): string;
}

const { Module } = nodeModule as unknown as { readonly Module: ModuleInternals };

/** Lets CommonJS code of this thread find the packages of layers and of the runtime. */
export function extendRequire(deployed: PackagePlaces): void {
  const places = realPlaces(deployed);
  const original = Module._resolveFilename;
  Module._resolveFilename = (specifier, ...others) => {
    const beside = (): string => original.call(Module, specifier, ...others);
    return nodeModule.isBuiltin(specifier) ? beside() : resolveModule(specifier, places, beside);
  };
}

/**
 * Hooks of the loader of ES modules, which runs them in a thread of their own: what is not beside
 * the code is looked for from other files.
 */
const HOOKS = `
let layers, project;
export const initialize = (data) => { ({ layers, project } = data); };
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const ofTheRuntime = /^(@aws-sdk|@smithy)\\//.test(specifier);
    for (const parentURL of ofTheRuntime ? [...layers, project] : layers) {
      const found = await next(specifier, { ...context, parentURL }).catch(() => undefined);
      if (found) return found;
    }
    throw error;
  }
}`;

/** Lets ES modules of this thread find the packages of layers and of the runtime. */
export function extendImport({ layerFolders }: PackagePlaces): void {
  const layers = layerFolders.map((folder) => pathToFileURL(join(folder, '..', 'index.js')).href);
  const project = pathToFileURL(projectFile()).href;
  const hooks = `data:text/javascript,${encodeURIComponent(HOOKS)}`;
  nodeModule.register(hooks, { data: { layers, project } });
}
