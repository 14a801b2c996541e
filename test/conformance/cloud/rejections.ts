import { Cloud, type StackEvent } from '../../../lib/cloud';
import type { CfnTemplate } from '../../../lib/model';
import { type CaseResult, differenceOf, type SuiteFile, type SuiteKind } from '../runner';
import { parse } from './cases';
import { patternOf } from './match';

/** A template that AWS refuses, and its message. */
interface Rejection {
  readonly id: string;
  readonly title: string;
  readonly tier: string;
  readonly template: CfnTemplate;
  readonly error: string;
  /** Logical id of the resource at fault. */
  readonly resource?: string;
}

/** Lists of templates that are refused. */
export const rejectionKind: SuiteKind = {
  name: 'rejected template',
  accepts: ({ name, text }) => name.endsWith('.json') && Array.isArray(parse(name, text)),
  run: runRejections,
};

async function runRejections(file: SuiteFile): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const one of parse(file.name, file.text) as Rejection[]) {
    const difference = await differenceFrom(one);
    const { id, tier } = one;
    results.push({ id, file: file.name, tier, passed: difference === null, difference });
  }
  return results;
}

async function differenceFrom({ title, template, error, resource }: Rejection) {
  const cloud = new Cloud();
  const { message, failed } = await deploy(cloud, template);
  await cloud.close();
  const expected = resource === undefined ? error : `${resource}: ${error}`;
  if (message === undefined) return `${title}\n${differenceOf(expected, 'a deployed stack')}`;
  const pattern = patternOf(error);
  const said = pattern === undefined ? message.includes(error) : pattern.test(message);
  if (said && (resource === undefined || failed === undefined || failed === resource)) return null;
  return `${title}\n${differenceOf(expected, `${failed ?? 'the template'}: ${message}`)}`;
}

async function deploy(
  cloud: Cloud,
  template: CfnTemplate,
): Promise<{ readonly message?: string; readonly failed?: string | undefined }> {
  try {
    await cloud.deploy({ sources: [{ name: 'rejected', template }] });
    return {};
  } catch (error) {
    const path = (error as { path?: string }).path;
    return { message: (error as Error).message, failed: logicalIdIn(path) };
  }
}

function logicalIdIn(path: string | undefined): StackEvent['logicalId'] | undefined {
  return /\/Resources\/([^/]+)/.exec(path ?? '')?.[1];
}
