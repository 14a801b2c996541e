import {
  type CallSource,
  type Clock,
  deniedBefore,
  type GatewayRequest,
  type GatewayResponse,
  type RequestIdSequence,
  type RequestIds,
  unknownStage,
} from '../gateway';
import { signalOf, unlessAborted } from './abort-signal';
import { callTrace, strayTrace } from './call-trace';
import { refusedByPolicy } from './endpoint-policy';
import { type LocalResponse, readFetch, type SentRequest, toResponse } from './fetch';
import { type DeadEnd, type Destination, findDestination, unreachable } from './front-door';
import type { CallerCredentials } from './identities';
import type { Region } from './regions';
import { signRequest } from './sign-request';

/** The world that callers call into. */
export interface CalledWorld {
  readonly clock: Clock;
  readonly ids: RequestIdSequence;
  regions(): readonly Region[];
  /** Policy of a VPC endpoint; undefined where it has none. */
  endpointPolicy(vpce: string): unknown;
}

/** Who calls, and from where. */
export interface CallerStart {
  readonly source: CallSource;
  /** @default - requests are not signed */
  readonly credentials?: CallerCredentials;
}

/** Finds the stage of a path that was not given as a URL. */
export type FindStage = (pathAndQuery: string) => Destination;

const IS_URL = /^https?:\/\//i;

/** Somebody who calls APIs: from an address, perhaps with signed requests. */
export class Caller {
  public readonly source: CallSource;
  public readonly credentials: CallerCredentials | undefined;

  public constructor(
    private readonly world: CalledWorld,
    { source, credentials }: CallerStart,
  ) {
    this.source = source;
    this.credentials = credentials;
  }

  /** The same caller with other properties. */
  public with(change: Partial<CallerStart>): Caller {
    const { source, credentials, world } = this;
    return new Caller(world, { source, ...(credentials && { credentials }), ...change });
  }

  /**
   * Sends a request and gives the answer as a standard response. Who gives up on it gets the reason
   * of the signal; the API goes on.
   *
   * @param findStage - leads a path to its stage; without it only URLs are understood
   */
  public call(
    target: string | URL | Request,
    init?: RequestInit,
    findStage?: FindStage,
  ): Promise<LocalResponse> {
    return unlessAborted(signalOf(target, init), () => this.answer(target, init, findStage));
  }

  private async answer(
    target: string | URL | Request,
    init?: RequestInit,
    findStage?: FindStage,
  ): Promise<LocalResponse> {
    const sent = await readFetch(target, init);
    const destination = this.find(sent, findStage);
    if (!('stage' in destination)) {
      return this.refuse(unknownStage, destination.reason, sent.method);
    }
    const request = this.sign(this.requestFor(sent, destination), destination);
    const denial = this.denialOfEndpoint(request, destination);
    if (denial !== undefined) {
      return this.refuse((ids) => deniedBefore(ids, denial), denial, sent.method);
    }
    const answer = await destination.stage.gateway.handle(request);
    return toResponse(answer, callTrace(answer.trace), sent.method);
  }

  private find(
    { url, headers }: SentRequest,
    findStage: FindStage | undefined,
  ): Destination | DeadEnd {
    if (findStage === undefined || IS_URL.test(url)) {
      return findDestination(url, headers, this.source, this.world.regions());
    }
    const destination = findStage(url);
    const reason = unreachable(destination.stage, this.source);
    return reason === undefined ? destination : { reason, domainName: destination.domainName };
  }

  private requestFor(
    { method, headers, body }: SentRequest,
    { path, fullPath, query, domainName }: Destination,
  ): GatewayRequest {
    const { source } = this;
    const protocol = 'HTTP/1.1';
    return { method, path, fullPath, query, headers, body, source, domainName, protocol };
  }

  private sign(request: GatewayRequest, { api }: Destination): GatewayRequest {
    const { credentials, world } = this;
    if (credentials === undefined) return request;
    return signRequest(request, credentials, api.identity.region, world.clock.now());
  }

  /** An endpoint of the stacks may have a policy, which is asked first. */
  private denialOfEndpoint(request: GatewayRequest, destination: Destination): string | undefined {
    const { source, credentials, world } = this;
    const policy = source.vpce === undefined ? undefined : world.endpointPolicy(source.vpce);
    if (policy === undefined) return undefined;
    return refusedByPolicy(policy, { source, credentials, request, destination });
  }

  /** Answers a call that reaches no stage. */
  private refuse(
    answer: (ids: RequestIds) => GatewayResponse,
    reason: string,
    method: string,
  ): LocalResponse {
    const ids = this.world.ids.next();
    return toResponse(answer(ids), strayTrace(ids.requestId, reason), method);
  }
}
