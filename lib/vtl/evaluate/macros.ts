import { imagesOf, literalOf } from '../syntax/literal';
import type { DirectiveNode, ExpressionNode } from '../syntax/nodes';
import { VtlFailure } from '../vtl-error';
import { catchBreak, VtlBlock } from './block';
import type { Compiler } from './compiler';
import { type Argument, MacroFrame } from './macro-frame';
import type { Evaluator, Macro, Place, Renderer, Runtime } from './runtime';

/** The variable in which a macro finds what stands between `#@macro()` and `#end`. */
const BODY = 'bodyContent';

/** `#macro(name $a $b) … #end`: known in the whole template. The first of a name counts. */
export function macroDefinition(node: DirectiveNode, compiler: Compiler): Renderer {
  const [name, ...parameters] = node.parameters.map(({ first }) => first.image);
  const body = node.block && compiler.render(node.block);
  if (name !== undefined && body !== undefined && !compiler.macros.has(name)) {
    compiler.macros.set(name, {
      name,
      body,
      parameters: parameters.map((image) => ({
        slot: compiler.symbols.slotOf(image.replace(/^\$/, '')),
        name: `$${image.replace(/^\$/, '')}`,
      })),
    });
  }
  return () => {};
}

/** How a call passes a parameter: a constant by value, everything else by name. */
interface Passed {
  readonly constant: boolean;
  readonly argument: Argument;
}

const BY_NAME: readonly ExpressionNode['type'][] = ['range', 'reference', 'list', 'map', 'string'];

/** `#name(…)` or `#@name(…) … #end`: calls a macro, or is plain text if there is none. */
export function macroCall(node: DirectiveNode, compiler: Compiler): Renderer {
  const hasBody = node.name.startsWith('@');
  if (hasBody && node.block === undefined) return printText(`#${node.name}`);
  const name = hasBody ? node.name.slice(1) : node.name;
  const passed = node.parameters.map((parameter) => passedAs(parameter, compiler));
  const body = node.block && compiler.render(node.block);
  const bodySlot = compiler.symbols.slotOf(BODY);
  const word = node.parameters.find(({ type }) => type === 'word');
  const place = compiler.place(node.first);
  return (runtime) => {
    const macro = runtime.macros.get(name);
    if (macro === undefined) {
      runtime.out += imagesOf(node);
      return;
    }
    runtime.place = place;
    if (word !== undefined)
      throw new VtlFailure(`#${name} cannot take the word ${word.first.image}`);
    const frame = frameFor(macro, passed, runtime);
    if (body !== undefined) {
      frame.pass(bodySlot, new VtlBlock(body, runtime.frame, runtime.limits.macroDepth));
    }
    run(macro, frame, place, runtime);
  };
}

function passedAs(node: ExpressionNode, compiler: Compiler): Passed {
  const value: Evaluator = compiler.value(node);
  const constant = !BY_NAME.includes(node.type);
  return { constant, argument: { value, literal: () => literalOf(node) } };
}

function frameFor(macro: Macro, passed: readonly Passed[], runtime: Runtime): MacroFrame {
  const frame = new MacroFrame(runtime.frame);
  for (const [i, { slot, name }] of macro.parameters.entries()) {
    const { constant, argument } = passed[i] ?? {};
    if (argument === undefined) break;
    if (constant) frame.pass(slot, argument.value(runtime));
    else frame.passByName(slot, name, argument);
  }
  return frame;
}

function run(macro: Macro, frame: MacroFrame, place: Place, runtime: Runtime): void {
  const caller = runtime.frame;
  if (runtime.macroDepth >= runtime.limits.macroDepth) {
    runtime.place = place;
    throw new VtlFailure(
      `macros call each other deeper than ${runtime.limits.macroDepth} levels at #${macro.name}`,
    );
  }
  runtime.macroDepth++;
  runtime.frame = frame;
  try {
    runtime.enter(() => catchBreak(() => macro.body(runtime)));
  } finally {
    runtime.frame = caller;
    runtime.macroDepth--;
  }
}

function printText(text: string): Renderer {
  return (runtime) => {
    runtime.out += text;
  };
}
