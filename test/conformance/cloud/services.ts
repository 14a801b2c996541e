import { createHash } from 'node:crypto';
import type { BackendAnswer, BackendRequest, HeaderPair } from '../../../lib/gateway';
import { type Answer, backendAnswerOf, bytesOf } from './answers';

/** A service of a suite: gets the request and what the case says that it answers. */
export type ServiceBackend = (request: BackendRequest, answer: Answer | undefined) => BackendAnswer;

/** Makes the services by name; what they store lives as long as the suite. */
export const SERVICES: Readonly<Record<string, () => ServiceBackend>> = {
  canned: () => (_request, answer) => {
    if (answer === undefined) throw new Error('the case has no answer for this service');
    return backendAnswerOf(answer);
  },
  recorder: () => () => answered(200, [['Content-Type', 'application/json']], Buffer.from('{}')),
  'byte-store': byteStore,
};

interface Stored {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

const NOTHING = new Uint8Array();

function byteStore(): ServiceBackend {
  const objects = new Map<string, Stored>();
  return (request, answer) => {
    for (const [path, object] of Object.entries(answer?.objects ?? {})) {
      const { contentType = 'binary/octet-stream' } = object;
      if (!objects.has(path)) objects.set(path, { bytes: bytesOf(object), contentType });
    }
    const url = new URL(request.url);
    const run = METHODS[request.method];
    return run === undefined ? xmlError(400, 'MethodNotAllowed', '') : run(objects, url, request);
  };
}

type Method = (objects: Map<string, Stored>, url: URL, request: BackendRequest) => BackendAnswer;

const METHODS: Readonly<Record<string, Method>> = {
  PUT: (objects, { pathname }, { headers, body }) => {
    const [, contentType = 'binary/octet-stream'] =
      headers.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
    objects.set(pathname, { bytes: body, contentType });
    return answered(200, [], NOTHING);
  },
  GET: (objects, { pathname, searchParams }) => {
    const found = objects.get(pathname);
    if (found === undefined) return missing(pathname);
    const etag = createHash('md5').update(found.bytes).digest('hex');
    const type = searchParams.get('response-content-type') ?? found.contentType;
    const headers: HeaderPair[] = [
      ['ETag', `"${etag}"`],
      ['Content-Type', type],
    ];
    return answered(200, headers, found.bytes);
  },
  DELETE: (objects, { pathname }) => {
    objects.delete(pathname);
    return answered(204, [], NOTHING);
  },
};

function missing(pathname: string): BackendAnswer {
  const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
  const details = `<Message>The specified key does not exist.</Message><Key>${key}</Key>`;
  return xmlError(404, 'NoSuchKey', details);
}

function xmlError(status: number, code: string, details: string): BackendAnswer {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code>${details}</Error>`;
  return answered(status, [['Content-Type', 'application/xml']], Buffer.from(xml));
}

function answered(status: number, headers: readonly HeaderPair[], body: Uint8Array): BackendAnswer {
  return { kind: 'answered', status, headers, body };
}
