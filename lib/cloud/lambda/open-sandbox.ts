import { randomUUID } from 'node:crypto';
import type { Clock } from '../../gateway/stage-runtime';
import { type DeployedCode, deployedCode, needsThread, nodeMajorOf } from './deployed-code';
import { requireFunctionArn } from './function-arn';
import { type FunctionDefinition, memoryOf } from './function-definition';
import { InProcessSandbox } from './in-process-sandbox';
import {
  deployedEnvironment,
  type EnvironmentSource,
  reservedVariables,
} from './runtime/environment';
import { deployedStyle, givenStyle } from './runtime/handler-style';
import type { SandboxIdentity } from './runtime/invocation-context';
import { type HandlerFunction, loadIntoProcess } from './runtime/load-handler';
import type { ConsoleSink, Sandbox } from './sandbox';
import { WorkerSandbox } from './worker-sandbox';

/**
 * Where deployed code runs: in this process, with breakpoints and the mocks of a test; or in
 * worker threads, which can be ended at any moment. A function that a test gives always runs in
 * this process; an ES module, and code that uses `import()`, always in a thread.
 */
export type LambdaMode = 'in-process' | 'worker';

/** What sandboxes have in common. */
export interface SandboxSettings {
  readonly mode: LambdaMode;
  readonly clock: Clock;
  /** Variables of functions whose code is deployed; a function's own come first. */
  environment(): Readonly<Record<string, string>>;
}

/** A sandbox, and what is to be done when it is closed. */
export interface OpenSandbox {
  readonly sandbox: Sandbox;
  dispose(): void;
}

/** Newest runtime, whose rules count where a test gives a function and the template names none. */
const NEWEST_NODE = 24;

/**
 * Makes the sandbox of a function version.
 *
 * @param version `$LATEST`, or the number of a version
 * @throws ValidationError if the code cannot run locally
 */
export function openSandbox(
  definition: FunctionDefinition,
  version: string,
  settings: SandboxSettings,
  onConsole: ConsoleSink | undefined,
): OpenSandbox {
  const identity = identityOf(definition, version, settings.clock);
  const shared: Shared = {
    definition,
    identity,
    settings,
    console: onConsole ? { onConsole } : {},
  };
  if (definition.code.kind === 'given') {
    const handler = definition.code.handler as HandlerFunction;
    return { sandbox: givenSandbox(shared, handler), dispose: () => undefined };
  }
  const code = deployedCode(definition, definition.code);
  const inThread = settings.mode === 'worker' || needsThread(code);
  const sandbox = inThread ? threadSandbox(shared, code) : processSandbox(shared, code);
  return { sandbox, dispose: () => code.dispose() };
}

interface Shared {
  readonly definition: FunctionDefinition;
  readonly identity: SandboxIdentity;
  readonly settings: SandboxSettings;
  readonly console: { readonly onConsole?: ConsoleSink };
}

function givenSandbox(shared: Shared, handler: HandlerFunction): Sandbox {
  const { definition, identity, settings } = shared;
  const nodeMajor = nodeMajorOf(definition.runtime);
  return new InProcessSandbox({
    identity,
    nodeMajor: nodeMajor ?? NEWEST_NODE,
    environment: { ...definition.environment, ...reservedVariables(source(shared)) },
    inheritEnvironment: true,
    load: () => ({ call: handler, style: givenStyle(handler, nodeMajor) }),
    now: () => settings.clock.now(),
    ...shared.console,
  });
}

function processSandbox(shared: Shared, code: DeployedCode): Sandbox {
  const { handler, nodeMajor } = code;
  return new InProcessSandbox({
    identity: shared.identity,
    nodeMajor,
    environment: environmentOf(shared, code),
    inheritEnvironment: false,
    load: () => {
      const call = loadIntoProcess(code, handler);
      return { call, style: deployedStyle(call, nodeMajor) };
    },
    now: () => shared.settings.clock.now(),
    ...shared.console,
  });
}

function threadSandbox(shared: Shared, code: DeployedCode): Sandbox {
  const { taskRoot, layerFolders, handler, nodeMajor } = code;
  return new WorkerSandbox({
    setup: {
      identity: shared.identity,
      taskRoot,
      layerFolders,
      handler,
      nodeMajor,
      environment: environmentOf(shared, code),
    },
    ...shared.console,
  });
}

function environmentOf(shared: Shared, { taskRoot }: DeployedCode): Record<string, string> {
  const variables = { ...source(shared), taskRoot };
  const { settings, definition } = shared;
  const configured = { ...settings.environment(), ...definition.environment };
  return deployedEnvironment(variables, configured, process.env['PATH']);
}

function source({ definition, identity }: Shared): EnvironmentSource {
  const { runtime, handler } = definition;
  return {
    ...identity,
    functionArn: definition.functionArn,
    region: requireFunctionArn(definition.functionArn).region,
    ...(runtime === undefined ? {} : { runtime }),
    ...(handler === undefined ? {} : { handler }),
  };
}

function identityOf(
  definition: FunctionDefinition,
  version: string,
  clock: Clock,
): SandboxIdentity {
  const { functionName } = requireFunctionArn(definition.functionArn);
  const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    functionName,
    functionVersion: version,
    memoryMb: memoryOf(definition),
    logGroupName: definition.logGroupName ?? `/aws/lambda/${functionName}`,
    logStreamName: `${day}/[${version}]${randomUUID().replaceAll('-', '')}`,
  };
}
