import { callMethod, getIndexed, getProperty, setIndexed, setProperty } from '../methods';
import type { IndexNode, MemberNode, MethodNode, ReferenceNode, StepNode } from '../syntax/nodes';
import { LoopScope, loopProperty } from '../values/scope';
import { textOf } from '../values/text';
import type { VtlValue } from '../values/value';
import { VtlBlock } from './block';
import type { Compiler } from './compiler';
import { type ReferenceForm, referenceForm } from './reference-form';
import { type Condition, type Evaluator, type Renderer, type Runtime, STEP } from './runtime';

/** Goes from a value to one of its members; null if it has none such. */
type Step = (runtime: Runtime, receiver: Exclude<VtlValue, null>) => VtlValue;

interface CompiledReference {
  readonly form: ReferenceForm;

  /** The value; an empty text where there is none. */
  readonly read: Evaluator;
}

/** The value of a reference: never null, apart from what only looks like a reference. */
export function referenceValue(node: ReferenceNode, compiler: Compiler): Evaluator {
  const { form, read } = compiled(node, compiler);
  return form.computable ? read : () => null;
}

/** A reference as a condition: true unless it is `false`. */
export function referenceCondition(node: ReferenceNode, compiler: Compiler): Condition {
  const { read } = compiled(node, compiler);
  return (runtime) => {
    const value = read(runtime);
    if (value instanceof VtlBlock) return value.text(runtime) !== null;
    return value !== false && value !== null;
  };
}

/** Prints a reference. */
export function referenceRenderer(node: ReferenceNode, compiler: Compiler): Renderer {
  const { form, read } = compiled(node, compiler);
  if (form.runt) return printConstant(form.name);
  if (form.escaped) return printEscaped(form, read);
  const before = form.backslashes + form.prefix;
  const place = compiler.place(node.first);
  return (runtime) => {
    const value = read(runtime);
    if (typeof value === 'string') {
      runtime.out += before + value;
      return;
    }
    runtime.place = place;
    if (value instanceof VtlBlock) printBlock(value, form, runtime);
    else runtime.out += before + textOf(value, runtime);
  };
}

/** Sets a reference, if what it belongs to can be set. */
export function referenceSetter(
  node: ReferenceNode,
  compiler: Compiler,
): (runtime: Runtime, value: VtlValue) => void {
  const last = node.steps.at(-1);
  const steps = node.steps.slice(0, -1).map((step) => compileStep(step, compiler));
  const set = last && compileSetter(last, compiler);
  const { name } = referenceForm(node);
  if (set === undefined) {
    const slot = compiler.symbols.slotOf(node.first.image.slice(1));
    return (runtime, value) => runtime.put(slot, value);
  }
  const slot = compiler.symbols.slotOf(name);
  return (runtime, value) => {
    const receiver = follow(runtime, runtime.get(slot), steps);
    if (receiver !== null) set(runtime, receiver, value);
  };
}

function compiled(node: ReferenceNode, compiler: Compiler): CompiledReference {
  const steps = node.steps.map((step) => compileStep(step, compiler));
  const form = referenceForm(node);
  if (form.runt) return { form, read: () => null };
  const slot = compiler.symbols.slotOf(form.name);
  return { form, read: form.computable ? reader(slot, steps) : () => '' };
}

function reader(slot: number, steps: readonly Step[]): Evaluator {
  const [first, second] = steps;
  if (first === undefined) return (runtime) => runtime.get(slot) ?? '';
  if (second === undefined) {
    return (runtime) => {
      const value = runtime.get(slot);
      return value === null ? '' : (first(runtime, value) ?? '');
    };
  }
  return (runtime) => follow(runtime, runtime.get(slot), steps) ?? '';
}

function follow(runtime: Runtime, start: VtlValue, steps: readonly Step[]): VtlValue {
  let value = start;
  for (const step of steps) {
    if (value === null) return null;
    value = step(runtime, value);
  }
  return value;
}

function compileStep(node: StepNode, compiler: Compiler): Step {
  if (node.type === 'member') return memberStep(node, compiler);
  return node.type === 'method' ? methodStep(node, compiler) : indexStep(node, compiler);
}

function memberStep(node: MemberNode, compiler: Compiler): Step {
  const { name } = node;
  const place = compiler.place(node.first);
  const ofLoop = loopProperty(name);
  return (runtime, receiver) => {
    if (receiver instanceof Map) return receiver.get(name) ?? null;
    if (receiver instanceof LoopScope) return ofLoop(receiver);
    runtime.place = place;
    return getProperty(receiver, name, runtime);
  };
}

function methodStep(node: MethodNode, compiler: Compiler): Step {
  const { name } = node;
  const place = compiler.place(node.first);
  const parameters = node.parameters.map((parameter) => compiler.value(parameter));
  return (runtime, receiver) => {
    const values: VtlValue[] = [];
    for (let i = 0; i < parameters.length; i++) values.push(parameters[i]?.(runtime) ?? null);
    runtime.place = place;
    runtime.charge(STEP);
    const result = callMethod(receiver, name, values, runtime);
    if (typeof result === 'string') runtime.checkLength(result.length);
    return result;
  };
}

function indexStep(node: IndexNode, compiler: Compiler): Step {
  const place = compiler.place(node.first);
  const key = compiler.value(node.key);
  return (runtime, receiver) => {
    const value = key(runtime);
    runtime.place = place;
    return getIndexed(receiver, value, runtime);
  };
}

type Setter = (runtime: Runtime, receiver: Exclude<VtlValue, null>, value: VtlValue) => void;

function compileSetter(node: StepNode, compiler: Compiler): Setter {
  const place = compiler.place(node.first);
  if (node.type !== 'index') {
    if (node.type === 'method') compileStep(node, compiler);
    return (runtime, receiver, value) => {
      runtime.place = place;
      setProperty(receiver, node.name, value, runtime);
    };
  }
  const key = compiler.value(node.key);
  return (runtime, receiver, value) => {
    const index = key(runtime);
    runtime.place = place;
    setIndexed(receiver, index, value, runtime);
  };
}

function printConstant(text: string): Renderer {
  return (runtime) => {
    runtime.out += text;
  };
}

// `\$a` prints `$a`; within a macro, `\$parameter` prints what the caller wrote for it.
function printEscaped(form: ReferenceForm, read: Evaluator): Renderer {
  return (runtime) => {
    read(runtime);
    runtime.out += form.backslashes + writtenAs(form, runtime);
  };
}

// A block that is within itself too often prints the reference instead.
function printBlock(block: VtlBlock, form: ReferenceForm, runtime: Runtime): void {
  if (block.render(runtime)) return;
  const before = form.backslashes + form.backslashes + form.prefix;
  runtime.out += before + writtenAs(form, runtime);
}

function writtenAs(form: ReferenceForm, runtime: Runtime): string {
  return runtime.frame?.literal(form.written) ?? form.written;
}
