import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ValidationError } from '../../errors';
import { CFN_RESPONSE, loadsCfnResponse } from './cfn-response';
import { type FunctionDefinition, type LambdaCode, labelOf } from './function-definition';
import { findHandlerFile, importsDynamically, isJavaScript } from './runtime/handler-file';
import { parseHandlerName } from './runtime/handler-name';
import type { PackagePlaces } from './runtime/package-places';

/** Code that was deployed. */
export type FileCode = Exclude<LambdaCode, { readonly kind: 'given' }>;

/** Code of a function that lies in a folder of this machine. */
export interface DeployedCode extends PackagePlaces {
  /** Major version of Node.js. */
  readonly nodeMajor: number;
  readonly handler: string;
  /** Deletes the folder if it was made for this. */
  dispose(): void;
}

const NODE_RUNTIME = /^nodejs(\d+)\./;
const GIVE_ONE = 'give a function for it where the cloud is deployed (`functions`)';

/** Major version of a Node.js runtime; `undefined` for others. */
export function nodeMajorOf(runtime: string | undefined): number | undefined {
  const [, major] = NODE_RUNTIME.exec(runtime ?? '') ?? [];
  return major === undefined ? undefined : Number(major);
}

/** Whether a function runs code that was deployed, and that can run on this machine. */
export function runsHere({ code, runtime }: FunctionDefinition): boolean {
  return code.kind !== 'given' && nodeMajorOf(runtime) !== undefined;
}

/**
 * Brings deployed code into a folder.
 *
 * @throws ValidationError FunctionRuntime - not Node.js; FunctionHandler - without a handler;
 *   FunctionCode - a folder without JavaScript, or no folder; FunctionLayer
 */
export function deployedCode(definition: FunctionDefinition, code: FileCode): DeployedCode {
  const { runtime, handler } = definition;
  const nodeMajor = nodeMajorOf(runtime);
  if (runtime === undefined || nodeMajor === undefined) throw foreignRuntime(definition);
  if (handler === undefined) {
    const message = `\`handler\` must name file and export, such as "index.handler", got: none; ${GIVE_ONE}`;
    throw new ValidationError('FunctionHandler', message, labelOf(definition));
  }
  const place = code.kind === 'inline' ? inlineFolder(code.text) : assetFolder(definition, code);
  return { ...place, layerFolders: layerFolders(definition, nodeMajor), nodeMajor, handler };
}

type Place = Pick<DeployedCode, 'taskRoot' | 'dispose'>;

function inlineFolder(text: string): Place {
  const taskRoot = mkdtempSync(join(tmpdir(), 'gatehouse-inline-'));
  writeFileSync(join(taskRoot, 'index.js'), text);
  if (loadsCfnResponse(text)) {
    const module = join(taskRoot, 'node_modules', 'cfn-response');
    mkdirSync(module, { recursive: true });
    writeFileSync(join(module, 'index.js'), CFN_RESPONSE);
  }
  return { taskRoot, dispose: () => rmSync(taskRoot, { recursive: true, force: true }) };
}

function assetFolder(definition: FunctionDefinition, { path }: { readonly path: string }): Place {
  const taskRoot = resolve(path);
  if (statSync(taskRoot, { throwIfNoEntry: false })?.isFile()) throw archive(definition, taskRoot);
  if (!containsJavaScript(taskRoot)) throw withoutJavaScript(definition, taskRoot);
  return { taskRoot, dispose: () => undefined };
}

/**
 * Whether code can only run in a thread of its own: an ES module cannot be given variables of its
 * own inside of this process, nor can `import()` in the realm of a test runner.
 *
 * A handler that cannot be found can fail anywhere.
 */
export function needsThread({ taskRoot, handler }: DeployedCode): boolean {
  try {
    const { path, format } = findHandlerFile(taskRoot, parseHandlerName(handler).module);
    return format === 'module' || importsDynamically(path);
  } catch {
    return false;
  }
}

/**
 * Where the packages of layers are, in the order in which `NODE_PATH` of Lambda has them; of several
 * layers the last lies above the others.
 *
 * @throws ValidationError FunctionLayer - a layer that is no folder
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-layers.html
 */
function layerFolders(definition: FunctionDefinition, nodeMajor: number): string[] {
  const layers = [...(definition.layers ?? [])].reverse();
  for (const layer of layers) if (!isFolder(layer)) throw noFolder(definition, layer);
  return [`nodejs/node${nodeMajor}/node_modules`, 'nodejs/node_modules']
    .flatMap((place) => layers.map((layer) => resolve(layer, place)))
    .filter(isFolder);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function noFolder(definition: FunctionDefinition, layer: string): ValidationError {
  return new ValidationError(
    'FunctionLayer',
    `the content of a layer must be a folder of this machine, got: ${JSON.stringify(layer)} in ` +
      `\`Layers\`; make the asset of the layer of a folder, or ${GIVE_ONE}`,
    labelOf(definition),
  );
}

function foreignRuntime(definition: FunctionDefinition): ValidationError {
  return new ValidationError(
    'FunctionRuntime',
    `only code for Node.js runs locally, got: the runtime ${JSON.stringify(definition.runtime ?? null)}; ${GIVE_ONE}`,
    labelOf(definition),
  );
}

function withoutJavaScript(definition: FunctionDefinition, folder: string): ValidationError {
  return new ValidationError(
    'FunctionCode',
    `the code of a function must have a .js, .mjs or .cjs file, got: ${JSON.stringify(folder)} ` +
      'without one; synthesize with bundling on (the context key "aws:cdk:bundling-stacks" must ' +
      `not be empty), or ${GIVE_ONE}`,
    labelOf(definition),
  );
}

function archive(definition: FunctionDefinition, file: string): ValidationError {
  return new ValidationError(
    'FunctionCode',
    `the code of a function must be a folder, got: the file ${JSON.stringify(file)}; unpack it, ` +
      `and make the asset of the folder, or ${GIVE_ONE}`,
    labelOf(definition),
  );
}

function containsJavaScript(folder: string): boolean {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (entry.isDirectory()) return containsJavaScript(join(folder, entry.name));
    return isJavaScript(entry.name);
  });
}
