import fc from 'fast-check';
import { compileTemplate, HostObject, VtlError, VtlList, type VtlValue } from '../../lib/vtl';
import { templates } from './templates';

/** Little enough that no template takes long, much more than the templates need. */
const LIMITS = { work: 3_000_000, textLength: 100_000, nesting: 40 };

/**
 * Renders random templates and garbage: there is always a text, or an error with a place in the
 * template, and never anything else.
 *
 * @param runs how many
 * @param seed makes the run repeatable
 */
export function fuzzVtl(runs: number, seed?: number): void {
  fc.assert(fc.property(templates(), rendersOrFails), {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed }),
  });
}

function rendersOrFails(text: string): boolean {
  try {
    return typeof compileTemplate(text, { limits: LIMITS }).render(globals()) === 'string';
  } catch (error) {
    return error instanceof VtlError && isWithin(error, text);
  }
}

function isWithin({ line, column }: VtlError, text: string): boolean {
  return line >= 1 && line <= text.split('\n').length + 1 && column >= 1;
}

class Host extends HostObject {
  public override call(method: string, parameters: readonly VtlValue[]): VtlValue | undefined {
    return method === 'get' ? (parameters[0] ?? null) : undefined;
  }

  public override get(property: string): VtlValue | undefined {
    return property === 'b' ? 'host' : undefined;
  }
}

function globals(): Map<string, VtlValue> {
  const map = new Map<VtlValue, VtlValue>([
    ['a', 1],
    ['b', 'two'],
    ['x-y', new VtlList([1, 'a', null])],
  ]);
  return new Map<string, VtlValue>([
    ['text', 'a,b-c,d '],
    ['number', 3],
    ['list', [1, 'two', map, [true]]],
    ['map', map],
    ['x-y', new Host()],
  ]);
}
