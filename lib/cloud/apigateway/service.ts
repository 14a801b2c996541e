import type { ResourceProvider } from '../cloudformation/provider';
import { OPERATIONS } from './operations';
import { apiGatewayProviders } from './providers';
import { deepCopy } from './registry/copies';
import type { LiveStage } from './registry/live-stage';
import type { ApiGatewayServiceOptions } from './registry/options';
import { type IgnoredLine, Registry } from './registry/registry';
import type { RestApi } from './registry/rest-api';
import { ServiceError } from './service-error';

/**
 * API Gateway of one account and region: REST APIs with their frozen deployments and stages, and
 * the control plane that changes them.
 */
export class ApiGatewayService {
  /** Providers by CloudFormation type. */
  public readonly providers: Readonly<Record<string, ResourceProvider>>;
  private readonly registry: Registry;

  public constructor(options: ApiGatewayServiceOptions) {
    this.registry = new Registry(options);
    this.providers = apiGatewayProviders(this.registry);
  }

  /** What templates have that has no effect here, as `ignoreUnsupported` allows. */
  public get ignored(): readonly IgnoredLine[] {
    return this.registry.ignored;
  }

  /** Every REST API. */
  public restApis(): readonly RestApi[] {
    return [...this.registry.restApis.values()];
  }

  /** @throws ServiceError where there is no such API */
  public restApi(restApiId: string): RestApi {
    return this.registry.restApi(restApiId);
  }

  /** Every stage of every API. */
  public stages(): readonly LiveStage[] {
    return this.restApis().flatMap(({ stages }) => [...stages.values()]);
  }

  /** @throws ServiceError where there is no such stage */
  public stage(restApiId: string, name: string): LiveStage {
    return this.registry.stage(restApiId, name);
  }

  /** Custom domain names, and what is mapped below them. */
  public get domains(): Registry['domains'] {
    return this.registry.domains;
  }

  /** API keys and usage plans. */
  public get usage(): Registry['usage'] {
    return this.registry.usage;
  }

  /** VPC links, by id. */
  public get vpcLinks(): Registry['vpcLinks'] {
    return this.registry.vpcLinks;
  }

  /**
   * Calls an operation of the control plane.
   *
   * @param operation name of the operation: `GetStage`
   * @param input as the AWS SDK takes it
   * @returns as the AWS SDK gives it, or a promise of it
   * @throws {@link ServiceError} with the code, status and message of API Gateway
   * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
   */
  public call(operation: string, input: Readonly<Record<string, unknown>> = {}): unknown {
    const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
    if (run === undefined) {
      throw new ServiceError(
        'NotImplementedException',
        `${operation} is not done locally; use one of ${Object.keys(OPERATIONS).join(', ')}`,
      );
    }
    const output = run(this.registry, input);
    // Nobody may change a stage by changing what an operation has answered.
    return output instanceof Promise ? output.then(deepCopy) : deepCopy(output);
  }
}
