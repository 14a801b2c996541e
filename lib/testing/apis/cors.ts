import type { ApiGatewayV2Model, IntegrationResponseModel, RestApiModel } from '../../model';
import type { Subject } from './api-target';
import { readable } from './names';
import { type RouteFacts, routesOf } from './route-facts';

/** What an API answers to a question of a browser about another origin. */
export interface CorsFacts {
  /** Origins that are let in; `*`: all. */
  readonly origins: readonly string[];
  readonly credentials: boolean;
  /** Methods that are let in; `*`: all. */
  readonly methods: readonly string[];
}

const HEADER = 'method.response.header.';

/**
 * What the preflight of a path answers.
 *
 * @returns undefined when nothing answers it; a text when that cannot be told before deployment
 */
export function preflightOf(subject: Subject, path: string): CorsFacts | string | undefined {
  const { api, synthesis } = subject;
  if (api.kind !== 'REST') return v2Cors(api);
  const routes = routesOf(synthesis, api).filter((route) => route.path === path);
  const preflight =
    routes.find(({ method }) => method === 'OPTIONS') ??
    routes.find(({ method }) => method === 'ANY');
  if (preflight === undefined) return undefined;
  const model = api.routes.find((each) => each.path === path && each.method === preflight.method);
  return restPreflight(subject, preflight, model?.integration?.responses ?? []);
}

function restPreflight(
  { synthesis }: Subject,
  preflight: RouteFacts,
  responses: readonly IntegrationResponseModel[],
): CorsFacts | string {
  if (preflight.auth !== 'NONE') return `${preflight.key} requires authentication`;
  if (preflight.apiKey) return `${preflight.key} requires an API key`;
  const place = { synthesis, source: preflight.origin.source };
  const answers = responses.map((response) =>
    responseFacts(response, (value) => readable(place, value)),
  );
  const answer = answers.find(({ origins }) => origins.length > 0);
  return answer ?? `what answers ${preflight.key} decides when it is called`;
}

function responseFacts(
  response: IntegrationResponseModel,
  text: (value: unknown) => string,
): CorsFacts {
  const header = (name: string) =>
    unquoted(text(headerOf(response.responseParameters, HEADER, name)));
  const fixed = header('access-control-allow-origin');
  const templates = Object.values(response.responseTemplates).map(text);
  return {
    origins: [...(fixed === '' ? [] : [fixed]), ...templates.flatMap(reflectedOrigins)],
    credentials: header('access-control-allow-credentials') === 'true',
    methods: header('access-control-allow-methods')
      .split(',')
      .map((method) => method.trim()),
  };
}

/** A static value of a parameter mapping stands between single quotes. */
function unquoted(text: string): string {
  return /^'(.*)'$/s.exec(text)?.[1] ?? '';
}

function headerOf(
  parameters: Readonly<Record<string, unknown>>,
  prefix: string,
  name: string,
): unknown {
  const key = Object.keys(parameters).find((each) => each.toLowerCase() === `${prefix}${name}`);
  return key === undefined ? '' : parameters[key];
}

const OVERRIDE = /responseOverride\.header\.access-control-allow-origin/i;
const COMPARED = /(?:==\s*|\.equals\(\s*)["']([^"']+)["']/g;
const LISTED = /\[((?:\s*["'][^"']+["']\s*,?)+)\]/g;

/** The origins that a template compares the caller's with before it gives it back. */
function reflectedOrigins(template: string): string[] {
  if (!OVERRIDE.test(template)) return [];
  const compared = [...template.matchAll(COMPARED)].map(([, origin = '']) => origin);
  const listed = [...template.matchAll(LISTED)].flatMap(([, list = '']) =>
    [...list.matchAll(/["']([^"']+)["']/g)].map(([, origin = '']) => origin),
  );
  return [...compared, ...(template.includes('.contains(') ? listed : [])];
}

function v2Cors({ kind, cors }: ApiGatewayV2Model): CorsFacts | string | undefined {
  if (kind === 'WEBSOCKET') return 'WebSocket APIs know no CORS';
  if (cors === undefined) return undefined;
  const member = (name: string): unknown =>
    Object.entries(cors).find(([each]) => each.toLowerCase() === name)?.[1];
  const list = (name: string): string[] => {
    const value = member(name);
    return Array.isArray(value) ? value.map(String) : [];
  };
  return {
    origins: list('alloworigins'),
    credentials: member('allowcredentials') === true,
    methods: list('allowmethods'),
  };
}

/** What is otherwise about the gateway responses of a REST API, which carry CORS headers on errors. */
export function errorCorsProblems(
  { synthesis }: Subject,
  api: RestApiModel,
  origin: string,
  credentials: boolean,
): string[] {
  return ['DEFAULT_4XX', 'DEFAULT_5XX'].flatMap((type) => {
    const response = api.gatewayResponses.find((each) => each.type === type);
    const header = (name: string): string => {
      const place = { synthesis, source: response?.origin.source ?? '' };
      return readable(place, headerOf(response?.parameters ?? {}, 'gatewayresponse.header.', name));
    };
    const allowed = header('access-control-allow-origin');
    const reflects = allowed.toLowerCase() === 'method.request.header.origin';
    if (!reflects && !allowsOrigin([unquoted(allowed)], origin, credentials)) {
      return [`the gateway response ${type} does not name the origin`];
    }
    if (!credentials || unquoted(header('access-control-allow-credentials')) === 'true') return [];
    return [`the gateway response ${type} does not allow credentials`];
  });
}

/**
 * Tells whether a browser takes one of the origins for the one it asked for.
 *
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function allowsOrigin(
  origins: readonly string[],
  origin: string,
  credentials: boolean,
): boolean {
  return origins.some(
    (each) => each === origin || (each === '*' && !credentials) || isScheme(each, origin),
  );
}

/** HTTP APIs also take `https://*` and `http://*`. */
function isScheme(pattern: string, origin: string): boolean {
  return /^https?:\/\/\*$/.test(pattern) && origin.startsWith(pattern.slice(0, -1));
}
