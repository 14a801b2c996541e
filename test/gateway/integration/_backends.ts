import type {
  BackendAnswer,
  BackendRequest,
  Backends,
  HeaderPair,
  LambdaAnswer,
  LambdaInvocation,
} from '../../../lib/gateway';
import type { BackendNames, BackendScript } from './_calls';

type Scripts = Readonly<Record<string, BackendScript>>;
type Answered = Extract<BackendAnswer, { kind: 'answered' }>;

/** What stands behind the gateway, and what it received. */
export class RecordedBackends implements Backends {
  public readonly events: { name: string; event: unknown; invocation: LambdaInvocation }[] = [];
  public readonly requests: { name: string; request: BackendRequest }[] = [];
  public scripts: Scripts = {};
  public now = Date.parse('2026-01-01T00:00:00Z');

  /** @param permitted functions that the API may call */
  public constructor(
    private readonly names: BackendNames,
    private readonly permitted: ReadonlySet<string>,
  ) {}

  /** Forgets the calls of the case before. */
  public start(scripts: Scripts): void {
    this.scripts = scripts;
    this.events.length = 0;
    this.requests.length = 0;
  }

  public lambda(invocation: LambdaInvocation): LambdaAnswer | Promise<LambdaAnswer> {
    const name = invocation.functionArn.replace(/^.*:function:/, '').replace(/:.*$/, '');
    const kind = this.names.functions?.[name];
    if (kind === undefined) return { kind: 'missing' };
    if (invocation.sourceArn !== undefined && !this.permitted.has(name)) {
      return { kind: 'forbidden' };
    }
    const event = JSON.parse(invocation.payload) as unknown;
    this.events.push({ name, event, invocation });
    const script = this.scripts[name] ?? {};
    if (this.waits(script, invocation.timeoutMs)) return { kind: 'timeout' };
    if (script.text !== undefined) return { kind: 'returned', payload: script.text };
    try {
      return {
        kind: 'returned',
        payload: JSON.stringify(HANDLERS[kind]?.(event as never, script)) ?? 'null',
      };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      return { kind: 'failed', payload: JSON.stringify({ errorMessage, errorType }) };
    }
  }

  public http(request: BackendRequest): BackendAnswer | Promise<BackendAnswer> {
    const { origin } = new URL(request.url);
    const kind = this.names.http?.[origin];
    if (kind === undefined) return { kind: 'unreachable', reason: 'dns', detail: origin };
    this.requests.push({ name: origin, request });
    return this.answer(kind, request, this.scripts[origin] ?? {});
  }

  public vpcLink(connectionId: string, request: BackendRequest): BackendAnswer {
    this.requests.push({ name: connectionId, request });
    return this.answer('http-anything', request, {});
  }

  public service({ service, request }: Parameters<Backends['service']>[0]): BackendAnswer {
    const kind = this.names.services?.[service];
    if (kind === undefined) return { kind: 'unreachable', reason: 'dns', detail: service };
    this.requests.push({ name: service, request });
    return this.answer(kind, request, this.scripts[service] ?? {});
  }

  private answer(kind: string, request: BackendRequest, script: BackendScript): BackendAnswer {
    if (script.fail === 'timeout' || this.waits(script, request.timeoutMs)) {
      return { kind: 'timeout' };
    }
    if (script.fail !== undefined) {
      return { kind: 'unreachable', reason: script.fail, detail: 'no answer' };
    }
    const endpoint = ENDPOINTS[kind];
    if (endpoint === undefined) throw new Error(`unknown backend ${kind}`);
    return endpoint(request, script);
  }

  private waits({ seconds = 0 }: BackendScript, timeoutMs: number): boolean {
    this.now += Math.min(seconds * 1000, timeoutMs);
    return seconds * 1000 > timeoutMs;
  }
}

const HANDLERS: Readonly<Record<string, (event: never, script: BackendScript) => unknown>> = {
  canned: (_event, script) => {
    if (script.raise !== undefined) throw named(script.type ?? 'Error', script.raise);
    return script.return;
  },
};

type Endpoint = (request: BackendRequest, script: BackendScript) => Answered;

const JSON_HEADERS: readonly HeaderPair[] = [['Content-Type', 'application/json']];

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  canned: (_request, script) =>
    answered(
      script.status ?? 200,
      script.headers ?? [],
      script.bodyBase64 === undefined
        ? (script.body ?? JSON.stringify(script.json) ?? '')
        : Buffer.from(script.bodyBase64, 'base64'),
    ),
  recorder: () => answered(200, JSON_HEADERS, '{}'),
  'http-anything': ({ method, url, body }) => {
    const data = Buffer.from(body).toString();
    return answered(
      200,
      [
        ...JSON_HEADERS,
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Allow-Credentials', 'true'],
      ],
      JSON.stringify({ data, json: parsed(data), method, url }),
    );
  },
};

function answered(
  status: number,
  headers: readonly HeaderPair[],
  body: string | Uint8Array,
): Answered {
  return { kind: 'answered', status, headers, body: Buffer.from(body) };
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
