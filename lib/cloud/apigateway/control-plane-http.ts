import { randomUUID } from 'node:crypto';
import { ValidationError } from '../../errors';
import type { HeaderPair } from '../../gateway/request';
import type { HttpAnswer } from '../http';
import { queryInput, routeRequest, wireOutput } from './control-plane-routes';
import type { ApiGatewayService } from './service';
import { badRequest, notFound, ServiceError } from './service-error';

/** A request to the control plane. */
export interface ControlPlaneRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

/** Finds the service that has an API, or that a request without one is for. */
export type ControlPlaneLookup = (restApiId: string | undefined) => ApiGatewayService;

/** What an operation gave, as it goes over the wire. */
interface OperationAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Sent as it is, with headers of its own. */
  readonly document?: ExportedDocument;
}

/** What GetExport gives back: over HTTP its body is the whole answer. */
interface ExportedDocument {
  readonly contentType: string;
  readonly contentDisposition: string;
  readonly body: string;
}

/**
 * Answers a request to the control plane as API Gateway does, errors included.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
export async function answerControlPlane(
  serviceOf: ControlPlaneLookup,
  request: ControlPlaneRequest,
): Promise<HttpAnswer> {
  try {
    const { status, body, document } = await run(serviceOf, request);
    if (document === undefined) return answer(status, status === 202 ? undefined : body);
    const { contentType, contentDisposition } = document;
    const headers = { 'Content-Type': contentType, 'Content-Disposition': contentDisposition };
    return { status, headers: { ...headers, ...requestId() }, body: document.body };
  } catch (error) {
    const { code, status, message } = errorOf(error);
    return controlPlaneError(status, code, message);
  }
}

/** An error in the format of the control plane. */
export function controlPlaneError(status: number, code: string, message: string): HttpAnswer {
  return answer(status, { message }, { 'x-amzn-ErrorType': code });
}

function answer(
  status: number,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): HttpAnswer {
  const headers = { 'Content-Type': 'application/json', ...requestId(), ...more };
  return { status, headers, ...(body !== undefined && { json: body }) };
}

function requestId(): Readonly<Record<string, string>> {
  return { 'x-amzn-RequestId': randomUUID() };
}

async function run(
  serviceOf: ControlPlaneLookup,
  { method, url, headers, body }: ControlPlaneRequest,
): Promise<OperationAnswer> {
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  const routed = route(method, path);
  if (routed === undefined) {
    throw notFound(`${method} ${path} is no operation of the control plane that is done locally`);
  }
  const { operation, status, parameters } = routed;
  const input = {
    ...queryInput(operation, new URLSearchParams(query)),
    ...acceptedFormat(operation, headers),
    ...parseBody(Buffer.from(body).toString('utf8')),
    ...parameters,
  };
  const output = await serviceOf(parameters['restApiId']).call(operation, input);
  if (operation === 'GetExport') return { status, document: output as ExportedDocument };
  return { status, body: wireOutput(output) };
}

/** The format of an export stands in the `Accept` header; any is the operation's own choice. */
function acceptedFormat(operation: string, headers: readonly HeaderPair[]): { accepts?: string } {
  const accept = headers.find(([name]) => name.toLowerCase() === 'accept')?.[1];
  return operation !== 'GetExport' || !accept || accept === '*/*' ? {} : { accepts: accept };
}

function route(method: string, path: string): ReturnType<typeof routeRequest> {
  try {
    return routeRequest(method, path);
  } catch {
    throw badRequest(`the path must be percent-encoded, got: ${path}`);
  }
}

function parseBody(text: string): Record<string, unknown> {
  if (text === '') return {};
  const body = parsed(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    return body as Record<string, unknown>;
  }
  throw badRequest('Unable to parse input: the body must be a JSON object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf(error: unknown): {
  readonly code: string;
  readonly status: number;
  readonly message: string;
} {
  if (error instanceof ServiceError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (ValidationError.isValidationError(error)) return badRequest(message);
  return { code: 'InternalServerErrorException', status: 500, message };
}
