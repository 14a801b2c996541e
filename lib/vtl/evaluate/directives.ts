import { literalOf } from '../syntax/literal';
import type { DirectiveNode } from '../syntax/nodes';
import { LoopScope } from '../values/scope';
import { textOf } from '../values/text';
import { VtlFailure } from '../vtl-error';
import { VtlBlock } from './block';
import type { Compiler } from './compiler';
import { foreachRenderer } from './foreach';
import { macroCall, macroDefinition } from './macros';
import { type Renderer, type Runtime, StopCommand } from './runtime';

type DirectiveCompiler = (node: DirectiveNode, compiler: Compiler) => Renderer;

/** The directives that do not stand for themselves in the grammar. Any other may be a macro. */
const DIRECTIVES: ReadonlyMap<string, DirectiveCompiler> = new Map([
  ['foreach', foreachRenderer],
  ['macro', macroDefinition],
  ['define', defineRenderer],
  ['literal', literalRenderer],
  ['break', breakRenderer],
  ['stop', stopRenderer],
  ['evaluate', evaluateRenderer],
  ['include', otherTemplate],
  ['parse', otherTemplate],
]);

/** Compiles a directive, known or not. */
export function directiveRenderer(node: DirectiveNode, compiler: Compiler): Renderer {
  return (DIRECTIVES.get(node.name) ?? macroCall)(node, compiler);
}

/** `#define($name) … #end`: the variable prints the block. */
function defineRenderer(node: DirectiveNode, compiler: Compiler): Renderer {
  const [name, ...more] = node.parameters;
  if (name === undefined || more.length > 0 || node.block === undefined) {
    throw new VtlFailure('#define takes one parameter: #define($name)');
  }
  compiler.value(name);
  const body = compiler.render(node.block);
  const slot = compiler.symbols.slotOf(name.first.image.slice(1));
  return (runtime) => {
    runtime.put(slot, new VtlBlock(body, runtime.frame, runtime.limits.defineDepth));
  };
}

/** `#literal() … #end`: prints the block as it is written. */
function literalRenderer(node: DirectiveNode, compiler: Compiler): Renderer {
  const { block } = node;
  if (block === undefined) throw new VtlFailure('#literal needs parentheses: #literal()');
  for (const parameter of node.parameters) compiler.value(parameter);
  compiler.render(block);
  const text = block.statements.length === 0 ? '' : literalOf(node.parameters[0] ?? block);
  return (runtime) => {
    runtime.out += text;
  };
}

/** `#break`: ends the nearest loop, macro or block; `#break($foreach.parent)` the loop it names. */
function breakRenderer(node: DirectiveNode, compiler: Compiler): Renderer {
  const [scope, ...more] = node.parameters;
  if (more.length > 0) throw new VtlFailure('#break takes one scope at most: #break($foreach)');
  if (scope === undefined) {
    return () => {
      throw new StopCommand(true);
    };
  }
  const value = compiler.value(scope);
  const place = compiler.place(node.first);
  return (runtime) => {
    const ended = value(runtime);
    runtime.place = place;
    if (ended instanceof LoopScope) throw new StopCommand(false, ended);
    throw new VtlFailure(`${literalOf(scope)} is no loop that #break could end; use $foreach`);
  };
}

/** `#stop`: ends the rendering. What was printed stays. */
function stopRenderer(node: DirectiveNode, compiler: Compiler): Renderer {
  const [message, ...more] = node.parameters;
  if (more.length > 0) throw new VtlFailure('#stop takes one message at most: #stop("message")');
  const value = message && compiler.value(message);
  return (runtime) => {
    value?.(runtime);
    throw new StopCommand(false);
  };
}

/** `#evaluate("…")`: renders a text as a template. */
function evaluateRenderer(node: DirectiveNode, compiler: Compiler): Renderer {
  const [source, ...more] = node.parameters;
  if (
    source === undefined ||
    more.length > 0 ||
    (source.type !== 'string' && source.type !== 'reference')
  ) {
    throw new VtlFailure('#evaluate takes one text or reference: #evaluate($text)');
  }
  const value = compiler.value(source);
  const place = compiler.place(node.first);
  return (runtime) => {
    const text = value(runtime);
    runtime.place = place;
    runtime.enter(() => catchStop(runtime, evaluated(text === null ? '' : textOf(text, runtime))));
  };

  function evaluated(text: string): Renderer {
    return (runtime) => compiler.evaluate(text, place, runtime)(runtime);
  }
}

// Both #stop and #break end no more than the text that is evaluated.
function catchStop(runtime: Runtime, render: Renderer): void {
  try {
    render(runtime);
  } catch (error) {
    if (!(error instanceof StopCommand && error.scope === undefined)) throw error;
  }
}

/** `#include` and `#parse`: there are no other templates. */
function otherTemplate(node: DirectiveNode, compiler: Compiler): Renderer {
  const place = compiler.place(node.first);
  if (node.name === 'include' && node.parameters.length === 0) return () => {};
  return (runtime) => {
    runtime.place = place;
    throw new VtlFailure(`#${node.name} finds nothing: a mapping template stands alone`);
  };
}
