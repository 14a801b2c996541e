import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import { type Expected, expectedText } from '../apis/construct-identity';
import { readable, readableText } from '../apis/names';
import { type ApiMapping, isStage, mappingsOf, stageName } from '../apis/stage-facts';
import { textOf } from '../apis/symbolic-text';
import { Symbols } from '../apis/symbols';
import { type AssertionResult, conclude, stagesAt } from './assertion';

/** Where below a domain name the API is expected. What is left out is not looked at. */
export interface DomainExpectation {
  /** Base path without slashes at its ends; empty: the root. */
  readonly basePath?: string;
  /** Name of the stage. */
  readonly stage?: string;
}

/**
 * Asserts that an API is served under a custom domain name.
 *
 * @param domain - the name, or the construct of the domain
 * @throws {@link ValidationError} AssertionStage - when the API has no such stage
 */
export function servesDomain(
  target: ApiTarget,
  domain: Expected,
  expected: DomainExpectation = {},
): AssertionResult {
  const subject = subjectOf(target);
  const { synthesis } = subject;
  const wanted = expectedText(synthesis, domain, ['domainName', 'name']);
  const mappings = mappingsOf(subject);
  const matching = mappings.filter((each) => isAt(subject, each, wanted, expected));
  const place = [wanted, expected.basePath].filter((part) => part !== undefined).join('/');
  const stage = expected.stage === undefined ? '' : ` from stage ${expected.stage}`;
  const found = mappings.map((each) => mappingName(subject, each)).join(', ') || 'nothing';
  return conclude(
    subject,
    `to be served at ${readableText(synthesis, place)}${stage}`,
    matching.length > 0 ? [] : [`what leads to it is ${found}`],
  );
}

function isAt(
  subject: Subject,
  { domain, mapping }: ApiMapping,
  wanted: string,
  expected: DomainExpectation,
): boolean {
  const { synthesis } = subject;
  const name = textOf({ synthesis, source: domain.origin.source }, domain.domainName);
  if (![name, Symbols.of(synthesis).refOf(domain.origin)].includes(wanted)) return false;
  const basePath = textOf({ synthesis, source: mapping.origin.source }, mapping.basePath);
  if (expected.basePath !== undefined && basePath !== expected.basePath) return false;
  if (expected.stage === undefined) return true;
  const served = mapping.stage;
  return stagesAt(subject, expected.stage).some(
    (stage) => served !== undefined && isStage(subject, served, stage),
  );
}

function mappingName(subject: Subject, { domain, mapping }: ApiMapping): string {
  const { synthesis } = subject;
  const name = readable({ synthesis, source: domain.origin.source }, domain.domainName);
  const base = readable({ synthesis, source: mapping.origin.source }, mapping.basePath);
  const stage = subject.api.stages.find(
    (each) => mapping.stage !== undefined && isStage(subject, mapping.stage, each),
  );
  return `${name}/${base}${stage === undefined ? '' : ` (stage ${stageName(subject, stage)})`}`;
}
