import type { Backends, LambdaAnswer, LambdaInvocation } from '../../lib/gateway';
import type { TestClock } from './_driver';

type Json = Readonly<Record<string, unknown>>;

/** What a case says that a backend answers. */
export interface CannedAnswer {
  readonly return?: unknown;
  readonly raise?: string;
  readonly type?: string;
  readonly text?: string;
  readonly seconds?: number;
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly json?: unknown;
}

/** Functions and origins of a suite, which remember how they were called. */
export class SuiteBackends implements Backends {
  public answers: Readonly<Record<string, CannedAnswer>> = {};
  public readonly events = new Map<string, unknown[]>();

  public constructor(
    private readonly clock: TestClock,
    private readonly functions: Readonly<Record<string, string>>,
  ) {}

  public lambda({ functionArn, payload, timeoutMs }: LambdaInvocation): LambdaAnswer {
    const name = functionArn.replace(/^.*:function:/, '').split(':')[0] ?? '';
    const event: unknown = JSON.parse(payload);
    this.record(name, event);
    const canned = this.answers[name] ?? {};
    if (this.functions[name] !== 'canned') return echo(this.functions[name] ?? '', event as Json);
    const seconds = canned.seconds ?? 0;
    this.clock.advance(Math.min(seconds, timeoutMs / 1000));
    return seconds * 1000 > timeoutMs ? { kind: 'timeout' } : cannedAnswer(canned);
  }

  public http(request: { readonly url: string }) {
    const origin = new URL(request.url).origin;
    this.record(origin, request);
    const canned = this.answers[origin] ?? {};
    const body = Buffer.from(JSON.stringify(canned.json));
    return {
      kind: 'answered',
      status: canned.status ?? 200,
      headers: canned.headers ?? [],
      body,
    } as const;
  }

  public vpcLink(): never {
    throw new Error('no suite here has a VPC link');
  }

  public service(): never {
    throw new Error('no suite here has a service');
  }

  /** Forgets the calls so far. */
  public reset(answers: Readonly<Record<string, CannedAnswer>> = {}): void {
    this.answers = answers;
    this.events.clear();
  }

  private record(name: string, event: unknown): void {
    this.events.set(name, [...(this.events.get(name) ?? []), event]);
  }
}

function echo(backend: string, event: Json): LambdaAnswer {
  if (backend === 'event-echo') return { kind: 'returned', payload: JSON.stringify(event) };
  if (backend !== 'proxy-event-echo') throw new Error(`the tests know no backend ${backend}`);
  const body = JSON.stringify(event);
  const payload = JSON.stringify({ statusCode: 200, body, isBase64Encoded: false });
  return { kind: 'returned', payload };
}

function cannedAnswer({ raise, type = 'Error', text, ...rest }: CannedAnswer): LambdaAnswer {
  if (raise !== undefined) {
    const payload = JSON.stringify({ errorMessage: raise, errorType: type });
    return { kind: 'failed', payload };
  }
  return { kind: 'returned', payload: text ?? JSON.stringify(rest.return) };
}
