import type { BackendAnswer, BackendRequest, HeaderPair } from '../../../lib/gateway';
import { type Answer, backendAnswerOf } from './answers';

/** An HTTP origin of a suite: gets the request and what the case says that it answers. */
export type OriginBackend = (request: BackendRequest, answer: Answer | undefined) => BackendAnswer;

const JSON_TYPE: HeaderPair = ['Content-Type', 'application/json'];

/** The origins by name. */
export const ORIGINS: Readonly<Record<string, OriginBackend>> = {
  canned: (_request, answer) => {
    if (answer === undefined) throw new Error('the case has no answer for this origin');
    return backendAnswerOf(answer);
  },
  'http-anything': anything,
  'http-echo': echo,
  'http-body-echo': ({ body }) => answered(200, [JSON_TYPE], body),
  'http-status': ({ url }) => {
    const { pathname } = new URL(url);
    const status = Number(pathname.split('/').at(-1));
    return Number.isInteger(status) && status >= 100 && status <= 999
      ? answered(status, [JSON_TYPE], json({ status_code: status, message: '' }))
      : answered(
          400,
          [JSON_TYPE],
          json({ status_code: 400, message: `No valid status found at end of path ${pathname}` }),
        );
  },
};

function anything({ method, url, headers, body }: BackendRequest): BackendAnswer {
  const data = Buffer.from(body).toString();
  const answer = {
    args: queryOf(url),
    data,
    files: {},
    form: {},
    headers: Object.fromEntries(headers.map(([name, value]) => [titleCase(name), value])),
    json: parsedOrNull(data),
    method,
    origin: '127.0.0.1',
    url,
  };
  const headersOut: HeaderPair[] = [
    JSON_TYPE,
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Credentials', 'true'],
  ];
  return answered(200, headersOut, json(answer));
}

function echo({ method, url, headers, body }: BackendRequest): BackendAnswer {
  const { hostname, pathname } = new URL(url);
  const args = Object.entries(queryOf(url)).map(([name, value]) => [
    name,
    [value].flat().join(','),
  ]);
  const kept = lowerCaseHeaders(headers).filter(([name]) => !/^x-(amzn|forwarded-)/.test(name));
  const answer = {
    args: Object.fromEntries(args),
    data: Buffer.from(body).toString(),
    domain: hostname,
    headers: Object.fromEntries(kept),
    method,
    origin: '127.0.0.1',
    path: pathname,
  };
  return answered(200, [JSON_TYPE], json(answer));
}

/** Query parameters: a text each, a list where a name repeats. */
export function queryOf(url: string): Record<string, string | string[]> {
  const query = new URL(url).searchParams;
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** Headers by name in lower case; repeated ones are joined by commas. */
export function lowerCaseHeaders(headers: readonly HeaderPair[]): [string, string][] {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
  }
  return [...joined];
}

/** The parsed text; null if it is no JSON. */
export function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function answered(status: number, headers: readonly HeaderPair[], body: Uint8Array): BackendAnswer {
  return { kind: 'answered', status, headers, body };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
