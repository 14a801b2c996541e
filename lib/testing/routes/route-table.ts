import { type ApiTarget, apiName, type Subject, subjectsOf } from '../apis/api-target';
import { preflightOf } from '../apis/cors';
import { originName, readable, targetName } from '../apis/names';
import { type RouteFacts, routesOf } from '../apis/route-facts';
import { isStage, mappingsOf, plansOf, stageName, stagesOf } from '../apis/stage-facts';
import type { Place } from '../apis/symbolic-text';
import type { Synthesis } from '../synthesis/synthesis';
import { columns } from './columns';
import { integrationText } from './integration-text';
import { quotaText, throttleText } from './limits-text';
import { compareText, inReadingOrder } from './route-order';
import { stageRows } from './stage-text';

const HEADINGS = ['route', 'auth', 'key', 'validates', 'integration'];

/**
 * Every API of an app as readable text: routes with what protects and answers them, stages, usage
 * plans and domain names.
 *
 * Constructs stand in it by their paths. There is no hash, no asset id and no logical id made by the
 * CDK in it, so that it is the same after a change of Lambda code and on every machine: good for
 * snapshots.
 *
 * @param target - an API, or anything that {@link synth} takes
 * @returns lines, each ended by a line feed; empty when there is no API
 */
export function routeTable(target: ApiTarget): string {
  return subjectsOf(target)
    .sort((a, b) => compareText(apiName(a), apiName(b)))
    .map(routeTableOf)
    .join('\n');
}

/** The table of one API. */
export function routeTableOf(subject: Subject): string {
  return `${apiLines(subject).join('\n')}\n`;
}

function apiLines(subject: Subject): string[] {
  return [
    heading(subject),
    ...columns(routeRows(subject), '  '),
    ...columns(
      stagesOf(subject).flatMap((stage) => stageRows(subject, stage)),
      '  ',
    ),
    ...columns(planRows(subject), '  '),
    ...columns(domainRows(subject), '  '),
  ];
}

function heading(subject: Subject): string {
  const { api } = subject;
  const place = { synthesis: subject.synthesis, source: api.origin?.source ?? '' };
  const facts =
    api.kind === 'REST' ? api.endpointTypes.map((type) => readable(place, type)).join(' ') : '';
  return `${api.kind} API ${apiName(subject)} ${facts}`.trimEnd();
}

function routeRows(subject: Subject): string[][] {
  const { synthesis, api } = subject;
  const rows = inReadingOrder(routesOf(synthesis, api)).map((route) => [
    routeLabel(route),
    authText(synthesis, route),
    route.apiKey ? 'key' : '-',
    validationText(route),
    answerText(subject, route),
  ]);
  return rows.length === 0 ? [['no routes']] : [HEADINGS, ...rows];
}

/** Of a preflight it matters whom it lets in, not that a MOCK does it. */
function answerText(subject: Subject, route: RouteFacts): string {
  const text = integrationText(subject.synthesis, route);
  if (route.method !== 'OPTIONS' || subject.api.kind !== 'REST') return text;
  const preflight = preflightOf(subject, route.path);
  return typeof preflight === 'object' ? `${text}, allows ${preflight.origins.join(' ')}` : text;
}

/** The method padded, so that paths line up. */
function routeLabel({ method, path }: RouteFacts): string {
  return method === '' ? path : `${method.padEnd('OPTIONS'.length)} ${path}`;
}

function authText(synthesis: Synthesis, route: RouteFacts): string {
  if (route.auth === 'NONE') return '-';
  const scope = route.scopes.length === 0 ? '' : `[${route.scopes.join(' ')}]`;
  return [route.auth, authorizerText(synthesis, route), scope].filter(Boolean).join(' ');
}

/** By its construct path: the L2s make up names with a hash in them. */
function authorizerText(synthesis: Synthesis, route: RouteFacts): string {
  const { authorizer = '', authorizerOrigin: origin } = route;
  return origin === undefined || origin.pointer !== undefined
    ? authorizer
    : originName(synthesis, origin);
}

function validationText({ validatesBody, validatesParameters, models }: RouteFacts): string {
  const names = [...new Set(Object.values(models).map(withoutHash))].sort();
  const parts = [
    ...(validatesBody ? [['body', ...names].join(' ')] : []),
    ...(validatesParameters ? ['parameters'] : []),
  ];
  return parts.join(', ') || '-';
}

/** A model without a name goes by its logical id, at whose end the CDK puts a hash. */
function withoutHash(model: string): string {
  return model.replace(/(?<=.)[0-9A-F]{8}$/, '');
}

function planRows(subject: Subject): string[][] {
  const { synthesis } = subject;
  return stagesOf(subject).flatMap((stage) =>
    plansOf(subject, stage).flatMap(({ plan, entry }) => {
      const place: Place = { synthesis, source: plan.origin.source };
      const limits = [
        ...(plan.throttle === undefined ? [] : [throttleText(place, plan.throttle)]),
        ...(plan.quota === undefined ? [] : [quotaText(place, plan.quota)]),
        `keys ${
          plan.keys
            .map(({ key }) => targetName(synthesis, key))
            .sort()
            .join(' ') || '-'
        }`,
      ];
      const name =
        plan.name === undefined ? originName(synthesis, plan.origin) : readable(place, plan.name);
      return [
        [`plan ${name} on ${stageName(subject, stage)}`, limits.join('; ')],
        ...Object.entries(entry.methods).map(([key, throttle]) => [
          `  limit ${planKey(key)}`,
          throttleText(place, throttle),
        ]),
      ];
    }),
  );
}

/** Usage plans spell `/orders/POST` what everybody else calls `POST /orders`. */
function planKey(key: string): string {
  const slash = key.lastIndexOf('/');
  return `${key.slice(slash + 1)} ${key.slice(0, slash) || '/'}`;
}

function domainRows(subject: Subject): string[][] {
  return mappingsOf(subject).map(({ domain, mapping }) => {
    const place: Place = { synthesis: subject.synthesis, source: domain.origin.source };
    const base = readable({ ...place, source: mapping.origin.source }, mapping.basePath);
    const stage = stagesOf(subject).find(
      (each) => mapping.stage !== undefined && isStage(subject, mapping.stage, each),
    );
    const name =
      stage === undefined
        ? mapping.stage && targetName(subject.synthesis, mapping.stage)
        : stageName(subject, stage);
    return [
      `domain ${readable(place, domain.domainName)}/${base}`,
      `stage ${name ?? 'in the path'}`,
    ];
  });
}
