import type { BackendAnswer, BackendRequest, Clock } from '../gateway';
import { getOrCreate } from '../model/value';
import type { ResourceRecord } from './cloudformation/operations/stack-record';
import { constructPathOf } from './given-functions';
import { HttpBackend, type OriginHandler } from './http';
import { originText } from './http/origin';

/**
 * What stands behind VPC links, by construct path, construct id, logical id or name of the link:
 * a function, or the origin of a local server.
 */
export type VpcLinkTargets = Readonly<Record<string, OriginHandler | string>>;

/** Links of both generations lead from REST APIs. */
const LINK_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::VpcLink',
  'AWS::ApiGatewayV2::VpcLink',
]);

/** Sends the requests that go through VPC links. */
export class VpcLinks {
  private readonly backends = new Map<string, HttpBackend>();

  /**
   * @param targets - what stands behind links
   * @param http - takes the requests of links that nothing stands for
   * @param resources - what is deployed
   */
  public constructor(
    private readonly targets: VpcLinkTargets,
    private readonly http: HttpBackend,
    private readonly resources: () => readonly ResourceRecord[],
    private readonly clock: Clock,
  ) {}

  /** Sends a request through a link. */
  public send(
    connectionId: string,
    request: BackendRequest,
  ): BackendAnswer | Promise<BackendAnswer> {
    const target = this.targetOf(connectionId);
    if (target === undefined) return this.http.send(request);
    const origin = originText(request.url);
    return getOrCreate(this.backends, `${connectionId} ${origin}`, () => {
      const allow = typeof target === 'string' ? [target] : [];
      return new HttpBackend({ origins: { [origin]: target }, allow, clock: this.clock });
    }).send(request);
  }

  /** Closes the connections that are kept open. */
  public close(): void {
    for (const backend of this.backends.values()) backend.close();
    this.backends.clear();
  }

  private targetOf(connectionId: string): OriginHandler | string | undefined {
    const link = this.resources().find(
      ({ type, physicalId }) => LINK_TYPES.has(type) && physicalId === connectionId,
    );
    const path = link && constructPathOf({ Metadata: link.metadata });
    const names = [
      connectionId,
      link?.logicalId,
      link?.given['Name'],
      path,
      path?.slice(path.lastIndexOf('/') + 1),
    ];
    const name = names.find((one) => typeof one === 'string' && Object.hasOwn(this.targets, one));
    return typeof name === 'string' ? this.targets[name] : undefined;
  }
}
