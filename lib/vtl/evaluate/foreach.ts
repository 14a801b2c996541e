import type { BlockNode, DirectiveNode, ExpressionNode } from '../syntax/nodes';
import { iteratorOf } from '../values/iteration';
import { LoopScope } from '../values/scope';
import type { VtlValue } from '../values/value';
import { VtlFailure } from '../vtl-error';
import type { Compiler } from './compiler';
import { referenceForm } from './reference-form';
import { type Renderer, type Runtime, STEP, StopCommand } from './runtime';
import type { Symbols } from './symbols';

/** The variables that a loop sets. */
interface LoopSlots {
  readonly element: number;
  readonly scope: number;
  readonly count: number;
  readonly hasNext: number;
}

/** What the variables of a loop were before it. */
interface Before {
  readonly element: VtlValue;
  readonly count: VtlValue;
  readonly hasNext: VtlValue;
}

/**
 * `#foreach($element in $list) … #end`. Only the places of the parameters count: the third is the
 * list, and what follows it is repeated.
 */
export function foreachRenderer(node: DirectiveNode, compiler: Compiler): Renderer {
  const [element, , list, body = node.block] = node.parameters;
  if (element === undefined || body === undefined) {
    throw new VtlFailure('#foreach needs parameters: #foreach($element in $list)');
  }
  const evaluateList = list && compiler.value(list);
  const render = renderBody(body, compiler);
  const slots = slotsOf(element, compiler.symbols);
  const place = compiler.place(node.first);
  return (runtime) => {
    const values = evaluateList?.(runtime) ?? null;
    runtime.place = place;
    if (values !== null) loop(values, render, slots, runtime);
  };
}

function renderBody(body: BlockNode | ExpressionNode, compiler: Compiler): Renderer {
  if (body.type === 'block' || body.type === 'reference') return compiler.render(body);
  return () => {};
}

function slotsOf(element: ExpressionNode, symbols: Symbols): LoopSlots {
  return {
    element: symbols.slotOf(elementName(element)),
    scope: symbols.slotOf('foreach'),
    count: symbols.slotOf('velocityCount'),
    hasNext: symbols.slotOf('velocityHasNext'),
  };
}

// A parameter that is no reference loses its first character, as a reference would its `$`.
function elementName(element: ExpressionNode): string {
  return element.type === 'reference' ? referenceForm(element).name : element.first.image.slice(1);
}

function loop(values: VtlValue, render: Renderer, slots: LoopSlots, runtime: Runtime): void {
  const iterator = iteratorOf(values);
  if (iterator === undefined) return;
  const before: Before = {
    element: runtime.get(slots.element),
    count: runtime.get(slots.count),
    hasNext: runtime.get(slots.hasNext),
  };
  const scope = new LoopScope(runtime.get(slots.scope));
  runtime.put(slots.scope, scope);
  try {
    for (let turn = 1; turn <= runtime.limits.loopTurns && iterator.hasNext(); turn++) {
      runtime.step(STEP);
      runtime.put(slots.count, turn);
      const value = iterator.next();
      scope.index++;
      scope.hasNext = iterator.hasNext();
      runtime.put(slots.hasNext, scope.hasNext);
      runtime.put(slots.element, value);
      render(runtime);
    }
  } catch (error) {
    if (!endsLoop(error, scope)) {
      restore(before, slots, runtime);
      throw error;
    }
  }
  restore(before, slots, runtime);
}

function endsLoop(error: unknown, scope: LoopScope): boolean {
  return error instanceof StopCommand && (error.nearest || error.scope === scope);
}

function restore(before: Before, slots: LoopSlots, runtime: Runtime): void {
  setOrRemove(slots.element, before.element, runtime);
  setOrRemove(slots.count, before.count, runtime);
  setOrRemove(slots.hasNext, before.hasNext, runtime);
  const current = runtime.get(slots.scope);
  if (current === null) throw new VtlFailure('a loop must not use $foreach for its elements');
  if (current instanceof LoopScope) setOrRemove(slots.scope, current.restored, runtime);
}

function setOrRemove(slot: number, value: VtlValue, runtime: Runtime): void {
  if (value === null) runtime.remove(slot);
  else runtime.put(slot, value);
}
