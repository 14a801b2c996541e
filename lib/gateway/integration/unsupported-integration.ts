import type { Origin } from '../../model';

/**
 * An integration that the local gateway cannot run, or that API Gateway would not accept. Thrown
 * when a deployment is frozen, never while a request is on its way.
 */
export class UnsupportedIntegration extends Error {
  public override readonly name = 'UnsupportedIntegration';

  /**
   * @param path logical id of the method and path of the property: `OrdersGet/Integration/Uri`
   * @param reason what is wrong, what is allowed, what to change
   */
  public constructor(
    public readonly path: string,
    public readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

/** Names the integration of a method: the resource, or the place in its OpenAPI document. */
export function integrationPath({ logicalId, pointer }: Origin): string {
  return pointer === undefined
    ? `${logicalId}/Integration`
    : `${logicalId}${pointer}/x-amazon-apigateway-integration`;
}
