import { Construct, type IConstruct } from 'constructs';
import {
  type Caller,
  type Cloud,
  credentialsOf,
  type FoundStage,
  type IdentityOptions,
  type LocalResponse,
  type LocalStage,
} from '../../cloud';
import { ValidationError } from '../../errors';
import { type CallOrigin, callSource } from './call-source';
import {
  type DeployedResource,
  deployedResource,
  namedResource,
  pathOfResource,
} from './deployed-construct';

const ROLE_OR_USER = ['AWS::IAM::Role', 'AWS::IAM::User'];
const STAGE = 'AWS::ApiGateway::Stage';
const REST_API = 'AWS::ApiGateway::RestApi';

/** A deployed REST API. */
export interface LocalApi {
  /** Id of the API. */
  readonly apiId: string;
  /**
   * A stage of the API.
   *
   * @param name - name of the stage; may be left out where there is one
   */
  stage(name?: string): LocalStage;
}

/** Somebody who calls the deployed APIs: from where, and with whose signature. */
export interface LocalCaller {
  /**
   * The same caller at another place.
   *
   * @param origin - address, VPC endpoint, VPC
   */
  from(origin: CallOrigin): LocalCaller;
  /**
   * The same caller with signed requests (Signature Version 4), by local credentials.
   *
   * @param principal - role or user of the app (construct, construct path, name), or any ARN
   * @param options - policies beside those that the stacks attach, organization
   */
  as(principal: string | IConstruct, options?: IdentityOptions): LocalCaller;
  /**
   * A deployed stage.
   *
   * @param target - name of the stage where one API has it, `Api/prod` with the construct path or
   *   id of the API before it, or a construct
   * @throws {@link ValidationError} StageName - when no stage is meant, or several
   */
  stage(target: string | IConstruct): LocalStage;
  /**
   * A deployed REST API.
   *
   * @param target - construct, construct path, construct id, logical id, or id of the API
   * @throws {@link ValidationError} NotDeployed - when there is none
   */
  api(target: string | IConstruct): LocalApi;
  /**
   * Calls a URL: of an API itself, of a custom domain, of a private domain.
   *
   * @param target - URL or standard request
   * @returns a standard response, with the `trace` of how it came about
   * @throws {@link ValidationError} Address - when nothing deployed has the host
   */
  fetch(target: string | URL | Request, init?: RequestInit): Promise<LocalResponse>;
}

/** A caller of a cloud. */
export class CloudCaller implements LocalCaller {
  public constructor(
    private readonly cloud: Cloud,
    private readonly caller: Caller,
  ) {}

  public from(origin: CallOrigin): LocalCaller {
    return new CloudCaller(
      this.cloud,
      this.caller.with({ source: callSource(this.cloud, origin) }),
    );
  }

  public as(principal: string | IConstruct, options: IdentityOptions = {}): LocalCaller {
    const credentials = credentialsOf(this.arnOf(principal), this.cloud.stacks(), options);
    return new CloudCaller(this.cloud, this.cloud.know(this.caller.with({ credentials })));
  }

  public stage(target: string | IConstruct): LocalStage {
    const found = Construct.isConstruct(target)
      ? this.stageOf(target)
      : this.stagesNamed(String(target));
    return this.one(found, Construct.isConstruct(target) ? target.node.path : String(target));
  }

  public api(target: string | IConstruct): LocalApi {
    const { physicalId: apiId } = Construct.isConstruct(target)
      ? deployedResource(this.cloud, target, [REST_API])
      : namedResource(this.cloud, String(target), [REST_API]);
    const stages = () => this.cloud.stages().filter(({ api }) => api.id === apiId);
    return {
      apiId,
      stage: (name) =>
        this.one(
          stages().filter(({ stage }) => name === undefined || stage.name === name),
          name ?? apiId,
        ),
    };
  }

  public fetch(target: string | URL | Request, init?: RequestInit): Promise<LocalResponse> {
    return this.caller.call(target, init);
  }

  private arnOf(principal: string | IConstruct): string {
    if (!Construct.isConstruct(principal)) {
      const name = String(principal);
      return name.startsWith('arn:') ? name : arnOf(namedResource(this.cloud, name, ROLE_OR_USER));
    }
    return arnOf(deployedResource(this.cloud, principal, ROLE_OR_USER));
  }

  private stageOf(target: IConstruct): FoundStage[] {
    const { physicalId, given } = deployedResource(this.cloud, target, [STAGE]);
    return this.cloud
      .stages()
      .filter(({ api, stage }) => api.id === given['RestApiId'] && stage.name === physicalId);
  }

  private stagesNamed(name: string): FoundStage[] {
    const cut = name.lastIndexOf('/');
    return this.cloud.stages().filter(({ api, stage }) => {
      if (stage.name !== name.slice(cut + 1)) return false;
      const path = this.apiPath(api.id);
      return cut < 0 || path === name.slice(0, cut) || path.endsWith(`/${name.slice(0, cut)}`);
    });
  }

  private one(found: readonly FoundStage[], wanted: string): LocalStage {
    const [only] = found;
    if (only !== undefined && found.length === 1) return this.cloud.localStage(only, this.caller);
    const all = found.length === 0 ? this.cloud.stages() : found;
    const names = all.map(({ api, stage }) => `${this.apiPath(api.id)}/${stage.name}`);
    throw new ValidationError(
      'StageName',
      `must be one deployed stage, got: ${JSON.stringify(wanted)}; there are ${names.join(', ') || 'none'}`,
    );
  }

  private apiPath(apiId: string): string {
    const api = this.cloud
      .resources()
      .find(({ type, physicalId }) => type === REST_API && physicalId === apiId);
    return api === undefined ? apiId : pathOfResource(api);
  }
}

function arnOf({ attributes }: DeployedResource): string {
  return String(attributes['Arn']);
}
