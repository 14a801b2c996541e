import { readFileSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname } from 'node:path';
import { isDeployed, type PackagePlaces, realPlaces, resolveModule } from './package-places';

interface CommonJsModule {
  readonly id: string;
  readonly filename: string;
  exports: unknown;
  loaded: boolean;
}

type Wrapper = (
  exports: unknown,
  require: unknown,
  module: CommonJsModule,
  filename: string,
  directory: string,
) => void;

const OWN = new Set(['', '.js', '.cjs', '.json']);

/**
 * The CommonJS modules of one function version, loaded into this process.
 *
 * Files below the folder that was deployed, and those of layers, are loaded anew for each version:
 * two functions made of the same asset do not share a variable, and code that was deployed again is
 * read again. Everything else (Node.js's own modules, packages that stand outside of the folder, such as an
 * AWS SDK that is not bundled) comes from the process's own `require`, so that mocks of a test
 * reach it.
 */
export class CommonJsModules {
  readonly #places: PackagePlaces;
  readonly #modules = new Map<string, CommonJsModule>();

  public constructor(places: PackagePlaces) {
    this.#places = realPlaces(places);
  }

  /**
   * Exports of a file.
   *
   * @param path absolute
   * @throws whatever the code throws, a SyntaxError among it
   */
  public load(path: string): unknown {
    const file = realpathSync(path);
    const known = this.#modules.get(file);
    if (known) return known.exports;
    const module: CommonJsModule = { id: file, filename: file, exports: {}, loaded: false };
    this.#modules.set(file, module);
    try {
      this.#evaluate(module);
    } catch (error) {
      this.#modules.delete(file);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  #evaluate(module: CommonJsModule): void {
    const file = module.filename;
    const code = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    if (extname(file) === '.json') {
      module.exports = JSON.parse(code);
      return;
    }
    const wrapper = compile(code, file);
    const require = this.#requireOf(file);
    wrapper.call(module.exports, module.exports, require, module, file, dirname(file));
  }

  #requireOf(file: string): (specifier: string) => unknown {
    const host = createRequire(file);
    const own = (specifier: string): unknown => {
      if (isBuiltin(specifier)) return host(specifier);
      const found = resolveModule(specifier, this.#places, () => host.resolve(specifier));
      return this.#isOwn(found) ? this.load(found) : host(found);
    };
    return Object.assign(own, { resolve: host.resolve });
  }

  #isOwn(file: string): boolean {
    return OWN.has(extname(file)) && isDeployed(realpathSync(file), this.#places);
  }
}

/**
 * Compiles in the realm of this library: under a test runner that gives each test file a realm of
 * its own, `vm` would take the outer one, and the function would miss the test's globals.
 */
function compile(code: string, file: string): Wrapper {
  const body = code.replace(/^#!.*/, '');
  const head = '(function (exports, require, module, __filename, __dirname) {';
  // biome-ignore lint/security/noGlobalEval: running the user's function is what this file is for
  return globalThis.eval(`${head}${body}\n})\n//# sourceURL=${file}`);
}
