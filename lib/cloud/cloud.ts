import type { Backends, CallSource } from '../gateway';
import { RequestIdSequence } from '../gateway';
import { compileIntegration } from '../gateway/integration';
import type { ResourceId } from '../model';
import { getOrCreate } from '../model/value';
import type { LiveStage } from './apigateway/registry/live-stage';
import type { RestApi } from './apigateway/registry/rest-api';
import { ApiGatewayService } from './apigateway/service';
import { Caller } from './caller';
import type { CloudAssets, CloudDeployment, CloudOptions } from './cloud-options';
import { IdSource } from './cloudformation/ids';
import type { ResourceRecord, StackRecord } from './cloudformation/operations/stack-record';
import { type DeployResult, StackEngine } from './cloudformation/stack-engine';
import { identify, type StackEnvironment } from './cloudformation/stack-identity';
import { ParameterStore } from './cloudformation/stores/parameter-store';
import { SecretStore } from './cloudformation/stores/secret-store';
import { consultedTypes } from './consulted-types';
import { idleCustomResources, invokeCustomResource } from './custom-resources';
import { AwsEndpoint, accountFor } from './endpoint';
import { endpointPolicy } from './endpoint-policy';
import {
  assignHandlers,
  constructPathOf,
  type HandlerLookup,
  putFunctionsOutside,
  replaceGivenFunctions,
} from './given-functions';
import { HttpBackend } from './http';
import { allResources, allStacks, type CallerCredentials } from './identities';
import { LambdaService } from './lambda';
import { LambdaLayers } from './lambda-layers';
import { lambdaProviders } from './lambda-providers';
import { DeployedStage, type LocalStage } from './local-stage';
import { Regions } from './regions';
import { sequence, uuids } from './seeded';
import { ServiceStubs } from './services';
import { deployedAnswers } from './services/deployed';
import { SimulatedClock } from './simulated-clock';
import { StageRecords } from './stage-records';
import { UserPools } from './user-pools';
import { VpcLinks } from './vpc-links';

/** Something that was deployed and has no effect here. */
export interface IgnoredItem {
  /** Construct path, or the stack with the logical id. */
  readonly path: string;
  /** Such as `AWS::S3::Bucket has no behaviour here`. */
  readonly reason: string;
}

/** A stage with the API that it is of. */
export interface FoundStage {
  readonly api: RestApi;
  readonly stage: LiveStage;
}

const NO_ASSETS: CloudAssets = { assetFile: () => undefined, document: () => undefined };
const HERE: CallSource = { ip: '127.0.0.1' };

/**
 * A cloud on this machine: deploys templates as CloudFormation does, runs their functions, and
 * answers for their REST APIs.
 */
export class Cloud {
  /** Time, as everything here sees it. */
  public readonly clock: SimulatedClock;
  /** The functions. */
  public readonly lambda: LambdaService;
  /** What stands for AWS services behind integrations. */
  public readonly services: ServiceStubs;
  /** The stacks. */
  public readonly engine: StackEngine;
  /** API Gateway, by account and region. */
  public readonly regions: Regions;
  /** Keys and tokens of user pools. */
  public readonly userPools: UserPools;
  /** What the AWS SDK of functions and tests talks to. */
  public readonly endpoint: AwsEndpoint;
  /** A caller on this machine who signs nothing. */
  public readonly anybody: Caller;

  private readonly layers = new LambdaLayers();
  private readonly records = new StageRecords();
  private readonly localStages = new Map<LiveStage, LocalStage>();
  private readonly credentials = new Map<string, CallerCredentials>();
  private readonly http: HttpBackend;
  private readonly links: VpcLinks;
  private given: HandlerLookup = () => undefined;
  private assets = NO_ASSETS;

  public constructor(private readonly options: CloudOptions = {}) {
    const { seed = 1, http = {}, allowHttp = [], services: stubs = {} } = options;
    const clock = new SimulatedClock(options.clock);
    const environment = homeOf(options);
    const parameters = new ParameterStore(() => clock.now());
    const secrets = new SecretStore(() => clock.now());
    this.clock = clock;
    this.http = new HttpBackend({ origins: http, allow: allowHttp, clock });
    const environmentOf = (caller: string | undefined, region: string): StackEnvironment => ({
      accountId: accountFor(caller, region, this.environments(), environment.accountId),
      region,
    });
    const deployed = deployedAnswers({
      parameters,
      secrets,
      environmentOf: ({ credentials, region }) => environmentOf(credentials, region),
    });
    this.services = new ServiceStubs({ stubs, clock, deployed, id: uuids(seed) });
    this.lambda = this.makeLambda(seed);
    this.links = new VpcLinks(options.vpcLinks ?? {}, this.http, () => this.resources(), clock);
    this.userPools = new UserPools(clock, (arn) => this.hasUserPool(arn));
    this.regions = new Regions(environment, (one) => this.openRegion(one, seed));
    this.endpoint = new AwsEndpoint({
      lambda: this.lambda,
      services: this.services,
      regions: this.regions,
      region: environment.region,
      arnOf: (accessKeyId) => this.credentials.get(accessKeyId)?.arn,
      environmentOf,
    });
    this.engine = new StackEngine({
      ...environment,
      seed,
      parameters,
      secrets,
      providers: {
        ...idleCustomResources(this.lambda),
        ...consultedTypes(),
        ...this.regions.providers(),
        ...lambdaProviders(() => ({
          lambda: this.lambda,
          layers: this.layers,
          given: this.given,
          assetFile: (key) => this.assets.assetFile(key),
          openEndpoint: () => this.endpoint.open(),
        })),
      },
      invokeCustomResource: invokeCustomResource(this.lambda),
    });
    const world = {
      ...{ clock, ids: new RequestIdSequence(seed), regions: () => this.regions.all },
      endpointPolicy: (vpce: string) => endpointPolicy(this.resources(), vpce),
    };
    this.anybody = new Caller(world, { source: HERE });
    clock.onAdvance(() => this.lambda.clockMoved());
  }

  /** What was deployed or met in templates and has no effect here. */
  public get ignored(): readonly IgnoredItem[] {
    const resources = this.engine.ignored.map((id) => ({
      path: this.pathOf(id),
      reason: `${id.type} has no behaviour here`,
    }));
    const layers = this.layers
      .foreign(this.engine.stacks.flatMap(allStacks))
      .map(({ arn, ...id }) => ({
        path: this.pathOf(id),
        reason: `Layers: no stack declares ${arn}`,
      }));
    return [...resources, ...layers, ...this.regions.all.flatMap(({ service }) => service.ignored)];
  }

  /**
   * Creates stacks, or updates those that exist.
   *
   * @throws {@link ValidationError} when a template is refused, or a stack could not be deployed
   */
  public deploy({ sources, functions, assets }: CloudDeployment): Promise<DeployResult> {
    this.given = assignHandlers(functions ?? {}, sources);
    putFunctionsOutside(this.lambda, functions ?? {});
    this.assets = assets ?? NO_ASSETS;
    replaceGivenFunctions(this.lambda, this.engine.stacks, this.given);
    return this.engine.deploy(sources);
  }

  /** Every stage of every API. */
  public stages(): readonly FoundStage[] {
    return this.regions.all.flatMap(({ service }) =>
      service
        .restApis()
        .flatMap((api) => [...api.stages.values()].map((stage) => ({ api, stage }))),
    );
  }

  /** A stage, as tests see it. */
  public localStage({ api, stage }: FoundStage, caller: Caller = this.anybody): LocalStage {
    const make = (): LocalStage =>
      new DeployedStage({ api, stage, caller, record: this.records.of(stage) });
    return caller === this.anybody ? getOrCreate(this.localStages, stage, make) : make();
  }

  /** Lets a caller sign with credentials that the APIs know from now on. */
  public know(caller: Caller): Caller {
    const { credentials } = caller;
    if (credentials !== undefined) this.credentials.set(credentials.accessKeyId, credentials);
    return caller;
  }

  /** Resources of all stacks. */
  public resources(): readonly ResourceRecord[] {
    return this.engine.stacks.flatMap(allResources);
  }

  /** The stacks. */
  public stacks(): readonly StackRecord[] {
    return this.engine.stacks;
  }

  /** Where a resource stands in the app: its construct path, or template and logical id. */
  public pathOf(id: ResourceId): string {
    const record = this.engine.resource(id);
    const path = record && constructPathOf({ Metadata: record.metadata });
    return path ?? `${id.source}/${id.logicalId}`;
  }

  /** Waits until everything is done that goes on without its caller: `Event` invocations. */
  public settle(): Promise<void> {
    return this.lambda.settle();
  }

  /** Deletes every stack, and ends what runs. */
  public async destroy(): Promise<void> {
    await this.engine.delete();
    await this.close();
  }

  /** Ends what runs, the stacks stay as they are: for those who end with the process. */
  public async close(): Promise<void> {
    await this.lambda.close();
    await this.endpoint.close();
    this.http.close();
    this.links.close();
    this.services.close();
  }

  private makeLambda(seed: number): LambdaService {
    const { lambdaMode, onLambdaLog, canarySplit } = this.options;
    return new LambdaService({
      mode: lambdaMode ?? 'in-process',
      clock: this.clock,
      split: canarySplit === 'exact' ? 'exact' : 'random',
      random: sequence(seed),
      requestId: uuids(seed),
      environment: () => this.endpointVariables(),
      ...(onLambdaLog && { onLog: onLambdaLog }),
    });
  }

  private openRegion(environment: StackEnvironment, seed: number): ApiGatewayService {
    const { canarySplit, ignoreUnsupported, accountThrottle, denialReasons } = this.options;
    const { partition } = identify('', '', environment, new IdSource(seed));
    return new ApiGatewayService({
      ...environment,
      partition,
      clock: this.clock,
      backends: this.backends(),
      compileIntegration,
      seed,
      canarySplit: canarySplit === 'exact' ? 'exact' : 'random',
      userPoolKeys: (arn) => this.userPools.publicKeys(arn),
      credentials: (accessKeyId) => this.credentials.get(accessKeyId),
      readAsset: ({ key }) => this.assets.document(key),
      ...(ignoreUnsupported && { ignoreUnsupported }),
      ...(accountThrottle && { accountThrottle }),
      denialReasons: denialReasons === true,
      onAnswer: (answer, stage) => this.records.of(stage).add(answer, stage),
    });
  }

  private endpointVariables(): Readonly<Record<string, string>> {
    const { address } = this.endpoint;
    return address === undefined ? {} : { AWS_ENDPOINT_URL: address };
  }

  private environments(): readonly StackEnvironment[] {
    return this.engine.stacks.flatMap(allStacks).map(({ identity }) => identity);
  }

  private backends(): Backends {
    return {
      lambda: (invocation) => this.lambda.invoke(invocation),
      http: (request) => this.http.send(request),
      vpcLink: (connectionId, request) => this.links.send(connectionId, request),
      service: (call) => this.services.call(call),
    };
  }

  private hasUserPool(arn: string): boolean {
    return this.resources().some(
      ({ type, attributes }) => type === 'AWS::Cognito::UserPool' && attributes['Arn'] === arn,
    );
  }
}

function homeOf({ account, region }: CloudOptions): StackEnvironment {
  return { accountId: account ?? '123456789012', region: region ?? 'us-east-1' };
}
