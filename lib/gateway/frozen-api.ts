import type { RestApiModel, RestRouteModel } from '../model';

/**
 * A REST API with every intrinsic resolved to what the deployment made of it: the model of
 * `lib/model` whose values are all literals.
 */
export type ResolvedApi = RestApiModel;

/** One method of a resolved API. */
export type ResolvedRoute = RestRouteModel;

/** Where an API stands: what ARNs and `$context` are made of. */
export interface ApiIdentity {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Id of the REST API, such as `a1b2c3d4e5`. */
  readonly apiId: string;
}

/** A snapshot of an API, as `CreateDeployment` takes it. */
export interface Snapshot {
  readonly deploymentId: string;
  readonly identity: ApiIdentity;
  readonly api: ResolvedApi;
  /** Id of each resource by its path, as `$context.resourceId` shows it. */
  readonly resourceIds: ReadonlyMap<string, string>;
  /**
   * Id of each authorizer by its name, which the ARN of an authorizer ends in.
   *
   * @default - the names stand for the ids
   */
  readonly authorizerIds?: ReadonlyMap<string, string>;
}
