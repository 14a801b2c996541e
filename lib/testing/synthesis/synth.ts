import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type App, Stage } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Construct, type IConstruct } from 'constructs';
import { ValidationError } from '../../errors';
import { readAssembly } from './assembly';
import { Synthesis } from './synthesis';
import { testApp } from './test-app';

/** A construct class that takes a scope and an id, such as a stack of an app. */
export type ConstructClass = new (scope: App, id: string) => IConstruct;

/** Builds constructs in an app; what it gives back is synthesized, or else the app. */
export type ConstructFactory = (app: App) => IConstruct | undefined;

/**
 * What can be synthesized: a construct (`App`, `Stage`, `Stack`, or any below one), a class or a
 * function that makes one in a fresh {@link testApp}, the folder of a cloud assembly (`cdk.out`), or
 * what was synthesized already.
 */
export type SynthTarget =
  | IConstruct
  | ConstructClass
  | ConstructFactory
  | Synthesis
  | ((app: App) => void)
  | string;

/** How to synthesize. */
export interface SynthOptions {
  /**
   * Synthesize again although the app was synthesized before.
   *
   * @default false
   */
  readonly fresh?: boolean;
}

interface KnownSynthesis {
  readonly synthesis: Synthesis;
  /** How many constructs the tree had: a cheap sign that it grew since. */
  readonly size: number;
}

const KNOWN = new WeakMap<IConstruct, KnownSynthesis>();

/**
 * Synthesizes an app, without validating its templates, and reads its APIs.
 *
 * An app is synthesized once: further calls, also for other stacks of it, give the same templates.
 * Constructs added later are found and refused, other changes (a property set, an aspect added)
 * cannot be seen: give `{ fresh: true }` for a second synthesis after changing the tree.
 *
 * @param target - what to synthesize; see {@link SynthTarget}
 * @throws {@link ValidationError} SynthTarget - when it is none of these, when the construct stands in
 *   no `App` or `Stage`, or the folder is no cloud assembly
 * @throws {@link ValidationError} SynthTreeChanged - when constructs were added since the first call
 */
export function synth(target: SynthTarget, options: SynthOptions = {}): Synthesis {
  if (target instanceof Synthesis) return target;
  if (typeof target === 'string') return synthFolder(target);
  const made: unknown = typeof target === 'function' ? make(target) : target;
  if (!Construct.isConstruct(made)) throw noTarget(made);
  return synthConstruct(made, options);
}

function noTarget(got: unknown): ValidationError {
  const what = got instanceof Promise ? 'a promise' : (JSON.stringify(got) ?? String(got));
  return new ValidationError(
    'SynthTarget',
    `must be a construct, a class or function that makes one at once, the folder of a cloud assembly, or a synthesis, got: ${what}`,
  );
}

function make(target: ConstructClass | ConstructFactory | ((app: App) => void)): IConstruct {
  const app = testApp();
  if (isClass(target)) return new target(app, target.name);
  return target(app) ?? app;
}

/** The source text tells a class also where `constructs` was loaded twice. */
function isClass(target: unknown): target is ConstructClass {
  const { prototype } = target as { prototype?: unknown };
  return prototype instanceof Construct || /^class\b/.test(String(target));
}

function synthFolder(directory: string): Synthesis {
  if (!existsSync(join(directory, 'manifest.json'))) {
    throw new ValidationError(
      'SynthTarget',
      `the folder of a cloud assembly must hold manifest.json, got: ${JSON.stringify(resolve(directory))}; run \`cdk synth\`, or give its output folder`,
    );
  }
  return new Synthesis(readAssembly(new CloudAssembly(directory)));
}

function synthConstruct(target: IConstruct, options: SynthOptions): Synthesis {
  const root = target.node.root;
  if (!Stage.isStage(root)) {
    throw new ValidationError(
      'SynthTarget',
      `must stand in an App or a Stage, got a tree whose root is ${JSON.stringify(root.node.id)}; make its stack with \`new Stack(testApp(), 'Name')\``,
      target,
    );
  }
  const known = KNOWN.get(root);
  if (known === undefined || options.fresh) return synthRoot(root, options).part(target.node.path);
  if (known.size !== treeSize(root)) {
    throw new ValidationError(
      'SynthTreeChanged',
      `constructs were added or removed after the app was synthesized, ${known.size} became ${treeSize(root)}; synthesize last, or give { fresh: true }`,
      target,
    );
  }
  return known.synthesis.part(target.node.path);
}

function synthRoot(root: Stage, options: SynthOptions): Synthesis {
  const assembly = withoutValidation(() => root.synth({ force: options.fresh ?? false }));
  const synthesis = new Synthesis(readAssembly(assembly), root);
  KNOWN.set(root, { synthesis, size: treeSize(root) });
  return synthesis;
}

/** An app made by `new App()` has the validator on: only the environment can turn it off. */
function withoutValidation<T>(synthesize: () => T): T {
  const before = process.env['CDK_VALIDATION'];
  process.env['CDK_VALIDATION'] = 'false';
  try {
    return synthesize();
  } finally {
    if (before === undefined) delete process.env['CDK_VALIDATION'];
    else process.env['CDK_VALIDATION'] = before;
  }
}

function treeSize(construct: IConstruct): number {
  return construct.node.children.reduce((size, child) => size + treeSize(child), 1);
}
