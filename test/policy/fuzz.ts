import fc from 'fast-check';
import {
  type CompiledPolicy,
  compilePolicy,
  evaluate,
  PolicyError,
  parsePolicy,
} from '../../lib/policy';
import { request, statement } from './arbitraries';
import { API } from './requests';

const EFFECTS = new Set(['allow', 'explicitDeny', 'implicitDeny']);

const edit = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.nat({ max: 255 }));
const input = fc.tuple(
  fc.array(statement, { minLength: 1, maxLength: 3 }),
  fc.constantFrom('2012-10-17', '2008-10-17'),
  request,
  fc.array(edit, { maxLength: 4 }),
);

/**
 * Feeds valid policies, and policies with broken bytes: nothing but a `PolicyError` may come out
 * of reading one, and evaluating always decides.
 */
export function fuzzPolicy(runs: number, seed?: number): void {
  const property = fc.property(input, ([statements, version, about, edits]) => {
    const text = JSON.stringify({ Version: version, Statement: statements });
    const policy = compile(broken(text, edits));
    if (policy === undefined) return edits.length > 0;
    return EFFECTS.has(evaluate(policy, about).effect);
  });
  fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}

function compile(text: string): CompiledPolicy | undefined {
  try {
    return compilePolicy(parsePolicy(text), { api: API });
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** Replaces, removes, inserts and repeats bytes. */
function broken(text: string, edits: readonly (readonly [number, number, number])[]): string {
  let bytes = [...Buffer.from(text)];
  for (const [position, kind, byte] of edits) {
    const at = position % bytes.length;
    const change = [
      () => bytes.with(at, byte),
      () => bytes.toSpliced(at, 1),
      () => bytes.toSpliced(at, 0, byte),
      () => [...bytes, ...bytes.slice(at)],
    ][kind];
    if (change) bytes = change();
  }
  return Buffer.from(bytes).toString();
}
