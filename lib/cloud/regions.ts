import { getOrCreate } from '../model/value';
import type { ApiGatewayService } from './apigateway/service';
import type { ResourceProvider } from './cloudformation/provider';
import { environmentKey, type StackEnvironment } from './cloudformation/stack-identity';

/** API Gateway of one account and region. */
export interface Region {
  readonly environment: StackEnvironment;
  readonly service: ApiGatewayService;
}

/** API Gateway of every account and region that stacks are deployed to. */
export class Regions {
  private readonly byKey = new Map<string, Region>();

  /**
   * @param home - account and region of stacks that say none
   * @param open - makes the service of an account and region
   */
  public constructor(
    private readonly home: StackEnvironment,
    private readonly open: (environment: StackEnvironment) => ApiGatewayService,
  ) {}

  /** All that are in use. */
  public get all(): readonly Region[] {
    return [...this.byKey.values()];
  }

  /** API Gateway of an account and region. */
  public of({ accountId, region }: StackEnvironment): ApiGatewayService {
    const environment = { accountId, region };
    return getOrCreate(this.byKey, environmentKey(environment), () => ({
      environment,
      service: this.open(environment),
    })).service;
  }

  /**
   * API Gateway that has an API; where there is none, that of an account and region.
   *
   * @param environment that of stacks that say none unless given
   */
  public owning(restApiId: unknown, environment = this.home): ApiGatewayService {
    const owner = this.all.find(({ service }) =>
      service.restApis().some(({ id }) => id === restApiId),
    );
    return owner?.service ?? this.of(environment);
  }

  /** Providers that work in the account and region of the stack that a resource is of. */
  public providers(): Readonly<Record<string, ResourceProvider>> {
    const types = Object.entries(this.of(this.home).providers);
    return Object.fromEntries(
      types.map(([type, provider]) => [
        type,
        regional(provider, (stack) => this.of(stack).providers[type] ?? provider),
      ]),
    );
  }
}

function regional(
  provider: ResourceProvider,
  of: (environment: StackEnvironment) => ResourceProvider,
): ResourceProvider {
  const { update, delete: remove } = provider;
  return {
    ...provider,
    create: (context) => of(context.stack).create(context),
    ...(update && { update: (context) => (of(context.stack).update ?? update)(context) }),
    ...(remove && { delete: (context) => (of(context.stack).delete ?? remove)(context) }),
  };
}
