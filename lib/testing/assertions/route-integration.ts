import { Construct, type IConstruct } from 'constructs';
import type { Subject } from '../apis/api-target';
import { type Expected, expectedText, resourceIdOf } from '../apis/construct-identity';
import { lambdaReference, leadsTo } from '../apis/lambda-reference';
import { readableText } from '../apis/names';
import { integrationPlace, type RouteFacts } from '../apis/route-facts';
import { textOf } from '../apis/symbolic-text';
import { Symbols } from '../apis/symbols';
import { integrationText } from '../routes/integration-text';

/** What is otherwise about the integration of a route. */
export function integrationProblems(
  subject: Subject,
  route: RouteFacts,
  expected: Expected,
): string[] {
  const { synthesis } = subject;
  const found = integrationText(synthesis, route);
  if (route.integration === undefined) return ['it has no integration'];
  if (isFunction(expected)) {
    const wanted = expectedText(synthesis, expected, ['functionArn']);
    return invokes(subject, route, wanted)
      ? []
      : [`its integration is ${found}, not ${nameOf(expected)}`];
  }
  if (Construct.isConstruct(expected)) {
    return mentions(subject, route, expected)
      ? []
      : [`its integration is ${found}, not ${nameOf(expected)}`];
  }
  const wanted = expectedText(synthesis, expected);
  if (spellings(subject, route, found).includes(wanted) || invokes(subject, route, wanted))
    return [];
  return [`its integration is ${found}, not ${readableText(synthesis, wanted)}`];
}

function isFunction(expected: Expected): expected is IConstruct {
  return Construct.isConstruct(expected) && 'functionArn' in expected;
}

function nameOf(construct: IConstruct): string {
  return construct.node.path;
}

/** Stage variables stay as they are spelled: which function they lead to depends on the stage. */
function invokes({ synthesis }: Subject, route: RouteFacts, wanted: string): boolean {
  const uri = textOf(integrationPlace(synthesis, route), route.integration?.uri);
  if (!uri.includes(':function:')) return false;
  const found = lambdaReference(synthesis, uri);
  const lambda = lambdaReference(synthesis, wanted);
  return found !== undefined && lambda !== undefined && leadsTo(found, lambda);
}

/** Any value of the integration names the resource that the construct is made of. */
function mentions({ synthesis }: Subject, route: RouteFacts, construct: IConstruct): boolean {
  const wanted = resourceIdOf(synthesis, construct);
  const { credentials: _, ...integration } = { credentials: undefined, ...route.integration };
  const place = integrationPlace(synthesis, route);
  return values(integration).some((value) =>
    Symbols.of(synthesis)
      .targetsIn(textOf(place, value))
      .some(
        (target) =>
          target.kind === 'resource' &&
          target.id.source === wanted?.source &&
          target.id.logicalId === wanted.logicalId,
      ),
  );
}

/** Texts and intrinsics at any depth. */
function values(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  const members = Object.entries(value);
  const [name] = members[0] ?? [];
  if (members.length === 1 && (name === 'Ref' || name?.startsWith('Fn::'))) return [value];
  return members.flatMap(([, member]) => values(member));
}

const ACTION = /^arn:[^:]*:apigateway:[^:]*:([^:]+):action\/(.+)$/;

/** How people may name the integration: its type, its URL, its action, its line in the table. */
function spellings({ synthesis }: Subject, route: RouteFacts, line: string): string[] {
  const place = integrationPlace(synthesis, route);
  const integration = route.integration;
  const uri = textOf(place, integration?.uri);
  const [, service, action] = ACTION.exec(uri) ?? [];
  const subtype = integration !== undefined && 'subtype' in integration ? integration.subtype : '';
  const [v2Service = '', v2Action] = textOf(place, subtype).split('-');
  return [
    textOf(place, integration?.type),
    uri,
    line,
    ...(action === undefined ? [] : [`${service}:${action}`]),
    ...(v2Action === undefined ? [] : [`${v2Service.toLowerCase()}:${v2Action}`]),
  ];
}
