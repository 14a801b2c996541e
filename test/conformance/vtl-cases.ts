import { compileMappingTemplate } from '../../lib/mapping';
import type { LineCase } from './jsonl';
import { differenceOf, isRefusal } from './runner';

/** A mapping template, what it sees, and the exact text that it renders, or `error`. */
export interface VtlCase extends LineCase {
  readonly template: string;
  readonly body?: string;
  readonly params?: Readonly<Record<'path' | 'querystring' | 'header', Record<string, string>>>;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly output?: string;
  readonly error?: boolean;
}

/** Runs a template case: what differed, or null. */
export function runVtlCase(line: VtlCase): string | null {
  const expected = line.error ? 'a refusal' : JSON.stringify(line.output ?? '');
  const difference = differenceOf(expected, render(line));
  return difference === null ? null : `${JSON.stringify(line.template)}\n${difference}`;
}

function render({ template, body, params, context, stageVariables }: VtlCase): string {
  try {
    const { output } = compileMappingTemplate(template).render({
      ...(body === undefined ? {} : { body }),
      ...(params === undefined ? {} : { params }),
      ...(context === undefined ? {} : { context }),
      ...(stageVariables === undefined ? {} : { stageVariables }),
    });
    return JSON.stringify(output);
  } catch (error) {
    return isRefusal(error) ? 'a refusal' : String(error);
  }
}
