import { invalidEndpoint } from './failures';

/** Values that a URI is completed with. */
export interface UriValues {
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Path parameters of the integration request, decoded. */
  readonly path: ReadonlyMap<string, string>;
}

/** A text with stage variables and path parameters in it, compiled. */
export interface UriTemplate {
  /** Whether the text has nothing in it to be replaced. */
  readonly constant: boolean;
  /**
   * @throws Refusal when a path parameter has no value: 500
   */
  render(values: UriValues): string;
}

type Part = (values: UriValues) => string;

const PLACEHOLDER = /\$\{stageVariables\.([^}]+)\}|\{([^{}/?]+)\}/g;

/**
 * Compiles a URI: `${stageVariables.name}` stands for a stage variable, empty when there is none,
 * and `{name}` for a path parameter of the integration request.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export function compileUriTemplate(text: string): UriTemplate {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const before = text.slice(from, match.index);
    if (before !== '') parts.push(() => before);
    parts.push(placeholder(match[1], match[2] ?? ''));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return { constant: true, render: () => text };
  const rest = text.slice(from);
  if (rest !== '') parts.push(() => rest);
  return {
    constant: false,
    render: (values) => parts.reduce((made, part) => made + part(values), ''),
  };
}

function placeholder(stageVariable: string | undefined, parameter: string): Part {
  if (stageVariable !== undefined) {
    return ({ stageVariables }) =>
      Object.hasOwn(stageVariables, stageVariable) ? (stageVariables[stageVariable] ?? '') : '';
  }
  return ({ path }) => {
    const value = path.get(parameter);
    if (value === undefined) throw invalidEndpoint();
    return encodePath(value);
  };
}

// Slashes stay: a greedy parameter stands for several segments.
function encodePath(value: string): string {
  const wellFormed = value.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURI(wellFormed).replace(/[?#]/g, encodeURIComponent);
}

/** Adds parameters to a URL, which may have some already. */
export function withQuery(url: string, parameters: ReadonlyMap<string, readonly string[]>): string {
  const pairs: string[] = [];
  for (const [name, values] of parameters) {
    for (const value of values) pairs.push(`${encodeQueryText(name)}=${encodeQueryText(value)}`);
  }
  return withRawQuery(url, pairs.join('&'));
}

/** Adds a query string to a URL, which may have one already. */
export function withRawQuery(url: string, query: string): string {
  if (query === '') return url;
  if (!url.includes('?')) return `${url}?${query}`;
  return /[?&]$/.test(url) ? `${url}${query}` : `${url}&${query}`;
}

function encodeQueryText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
