import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import { type Expected, expectedText } from '../apis/construct-identity';
import { readableText } from '../apis/names';
import { type Caller, policyProblems, sourceKey } from '../apis/policy-closure';
import { textOf } from '../apis/symbolic-text';
import { Symbols } from '../apis/symbols';
import type { Synthesis } from '../synthesis/synthesis';
import { type AssertionResult, conclude } from './assertion';
import { invalidExpectation } from './invalid-expectation';

/**
 * Asserts that an API is private, and that its policy lets in callers of these VPC endpoints and
 * VPCs, and nobody else.
 *
 * Conditions on anything else, such as `aws:SourceIp`, may narrow the policy further.
 *
 * @param sources - VPC endpoints and VPCs: constructs, or ids (`vpce-…`, `vpc-…`). The endpoints that the
 *   app puts into a VPC belong to it
 * @throws {@link ValidationError} AssertionArgument - when no source is given
 */
export function isPrivateTo(target: ApiTarget, ...sources: Expected[]): AssertionResult {
  if (sources.length === 0) {
    throw invalidExpectation('sources', 'at least one VPC endpoint or VPC', 'none');
  }
  const subject = subjectOf(target);
  const callers = sources.map((source) => callerOf(subject, source));
  const names = callers.map(({ name }) => name).join(' and ');
  return conclude(subject, `to be private to ${names}`, problemsOf(subject, callers));
}

function problemsOf(subject: Subject, callers: readonly Caller[]): string[] {
  const { api, synthesis } = subject;
  if (api.kind !== 'REST')
    return [`only REST APIs can be private, this is one of kind ${api.kind}`];
  if (!api.endpointTypes.includes('PRIVATE')) {
    return [`its endpoint is ${api.endpointTypes.map(String).join(', ')}, not PRIVATE`];
  }
  if (api.policy === undefined) return ['it has no resource policy'];
  const place = { synthesis, source: api.origin?.source ?? '' };
  return policyProblems(api.policy, callers, (value) => textOf(place, value));
}

const VPC_MEMBERS = ['vpcId', 'attrVpcId'];
const ENDPOINT_MEMBERS = ['vpcEndpointId', 'attrId'];

function callerOf({ synthesis }: Subject, source: Expected): Caller {
  const text = expectedText(synthesis, source, [...ENDPOINT_MEMBERS, ...VPC_MEMBERS]);
  const name = readableText(synthesis, text);
  const [target] = Symbols.of(synthesis).targetsIn(text);
  const type = target?.kind === 'resource' ? synthesis.index.resource(target.id)?.Type : undefined;
  if (text.startsWith('vpce-') || type === VPC_ENDPOINT) {
    return { name: `VPC endpoint ${name}`, sources: [sourceKey('vpce', text)] };
  }
  if (text.startsWith('vpc-') || type === 'AWS::EC2::VPC') {
    return {
      name: `VPC ${name}`,
      sources: [sourceKey('vpc', text), ...endpointsIn(synthesis, text)],
    };
  }
  throw invalidExpectation('sources', 'VPC endpoints (vpce-…) and VPCs (vpc-…)', name);
}

const VPC_ENDPOINT = 'AWS::EC2::VPCEndpoint';

/** Who comes through an endpoint of a VPC comes from that VPC. */
function endpointsIn(synthesis: Synthesis, vpc: string): string[] {
  return synthesis.index.sources.flatMap(({ name: source, template }) =>
    Object.entries(template.Resources ?? {})
      .filter(([, { Type }]) => Type === VPC_ENDPOINT)
      .filter(([, { Properties }]) => textOf({ synthesis, source }, Properties?.['VpcId']) === vpc)
      .map(([logicalId]) => sourceKey('vpce', Symbols.of(synthesis).refOf({ source, logicalId }))),
  );
}
