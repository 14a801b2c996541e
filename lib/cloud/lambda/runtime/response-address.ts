import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { PassThrough, Writable } from 'node:stream';

/** Gets the path of an address, and the text that was put to it. */
export type TakeResponse = (path: string, text: string) => void;

type Fetch = typeof globalThis.fetch;

/** Host of the addresses that custom resources put their responses to. */
const RESPONSE_HOST = /^cloudformation-custom-resource-response-/;

/**
 * Takes what code puts to the address of a custom resource's response, by `https.request` or `fetch`:
 * it would leave this machine.
 *
 * @returns a function that lets requests through again
 */
export function takeResponses(take: TakeResponse): () => void {
  const { request } = https;
  const { fetch } = globalThis;
  https.request = ((...args: Parameters<typeof request>) =>
    putRequest(args, take) ?? request(...args)) as typeof request;
  globalThis.fetch = (async (...args: Parameters<Fetch>) =>
    (await putByFetch(args, take)) ?? fetch(...args)) as Fetch;
  syncBuiltinESMExports();
  return () => {
    https.request = request;
    globalThis.fetch = fetch;
    syncBuiltinESMExports();
  };
}

/** A request that puts a response, if that is what the call is about. */
function putRequest(args: readonly unknown[], take: TakeResponse): Writable | undefined {
  const path = responsePath(addressOf(args[0]));
  if (path === undefined) return undefined;
  const answered = args.find((one) => typeof one === 'function') as
    | ((response: PassThrough) => void)
    | undefined;
  const chunks: Buffer[] = [];
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
    final(done) {
      take(path, Buffer.concat(chunks).toString());
      done();
      const response = Object.assign(new PassThrough(), { statusCode: 200, statusMessage: 'OK' });
      answered?.(response);
      response.end();
    },
  });
}

async function putByFetch(
  args: Parameters<Fetch>,
  take: TakeResponse,
): Promise<Response | undefined> {
  const [target] = args;
  const isUrl = typeof target === 'string' || target instanceof URL;
  const path = responsePath(new URL(isUrl ? target : target.url));
  if (path === undefined) return undefined;
  take(path, await new Request(...args).text());
  return new Response();
}

interface Address {
  readonly hostname?: string;
  readonly pathname?: string;
}

function responsePath({ hostname = '', pathname = '' }: Address): string | undefined {
  return RESPONSE_HOST.test(hostname) ? pathname.split('?')[0] : undefined;
}

/** The address in the options of a request. */
function addressOf(target: unknown): Address {
  if (typeof target === 'string') return new URL(target);
  if (typeof target !== 'object' || target === null) return {};
  const { hostname, host, pathname, path } = target as Readonly<Record<string, unknown>>;
  return { hostname: String(hostname ?? host ?? ''), pathname: String(pathname ?? path ?? '') };
}
