import { Construct, type IConstruct } from 'constructs';
import {
  Cloud,
  type GivenFunctions,
  type IdentityOptions,
  type IgnoredItem,
  type LocalResponse,
  type LocalStage,
  type RecordedCall,
} from '../../cloud';
import { ValidationError } from '../../errors';
import { type SynthTarget, synth } from '../synthesis/synth';
import type { Synthesis } from '../synthesis/synthesis';
import { apiKeyValue } from './api-keys';
import type { CallOrigin } from './call-source';
import { deployedResource, namedResource } from './deployed-construct';
import { assemblyAssets, checkParameters, type ParameterValues, stackSources } from './deployment';
import { livenessOf } from './liveness';
import { CloudCaller, type LocalApi, type LocalCaller } from './local-caller';
import {
  checkOptions,
  type DeployOptions,
  type LocalCloudOptions,
  namedFunctions,
  type UpdateResult,
} from './local-cloud-options';
import type { LocalClock, LocalControl, LocalUserPool } from './local-cloud-parts';
import { poolOutside } from './pool-outside';

const SECRET = ['AWS::SecretsManager::Secret'];
const USER_POOL = ['AWS::Cognito::UserPool'];
const FUNCTION = ['AWS::Lambda::Function'];

/**
 * The stacks of an app, deployed on this machine: as CloudFormation deploys them, with functions
 * that run and REST APIs that answer.
 *
 * A deployment of an API is a frozen snapshot, as on AWS: a change that no new deployment carries
 * is not live, and each update says so.
 */
export class LocalCloud implements LocalCaller {
  /**
   * Deploys the stacks of an app, or of a part of it, and those that they need.
   *
   * @param target - what {@link synth} takes: a construct, a class, the folder of an assembly
   * @param options - functions, backends, clock
   * @throws {@link ValidationError} LocalCloudOption - for an option that is none
   * @throws {@link ValidationError} when a template is refused, or a stack cannot be deployed
   */
  public static async deploy(
    target: SynthTarget,
    options: LocalCloudOptions = {},
  ): Promise<LocalCloud> {
    checkOptions(options, 'cloud');
    const cloud = new LocalCloud(new Cloud(options), options);
    try {
      await cloud.deploy(target);
    } catch (error) {
      await cloud.cloud.close();
      throw error;
    }
    return cloud;
  }

  /** The clock. */
  public readonly clock: LocalClock;
  /** The control plane of API Gateway. */
  public readonly control: LocalControl;
  private functions: GivenFunctions = {};
  private parameters: ParameterValues;
  private synthesis: Synthesis | undefined;

  private readonly caller: LocalCaller;

  private constructor(
    private readonly cloud: Cloud,
    private readonly options: LocalCloudOptions,
  ) {
    this.caller = new CloudCaller(cloud, cloud.anybody);
    this.parameters = options.parameters ?? {};
    const { clock } = cloud;
    this.clock = {
      now: () => clock.now(),
      advance: (time) => clock.advance(typeof time === 'number' ? time : time.toMilliseconds()),
    };
    this.control = { send: async (operation, input) => this.send(operation, input) };
  }

  /** The same caller at another place: {@link LocalCaller.from}. */
  public from(origin: CallOrigin): LocalCaller {
    return this.caller.from(origin);
  }

  /** The same caller with signed requests: {@link LocalCaller.as}. */
  public as(principal: string | IConstruct, options?: IdentityOptions): LocalCaller {
    return this.caller.as(principal, options);
  }

  /** A deployed stage: {@link LocalCaller.stage}. */
  public stage(target: string | IConstruct): LocalStage {
    return this.caller.stage(target);
  }

  /** A deployed REST API: {@link LocalCaller.api}. */
  public api(target: string | IConstruct): LocalApi {
    return this.caller.api(target);
  }

  /** Calls a URL: {@link LocalCaller.fetch}. */
  public fetch(target: string | URL | Request, init?: RequestInit): Promise<LocalResponse> {
    return this.caller.fetch(target, init);
  }

  /** What was deployed and has no effect here. */
  public get ignored(): readonly IgnoredItem[] {
    return this.cloud.ignored;
  }

  /** Calls of AWS services by integrations, the last 1000, the oldest first. */
  public serviceCalls(service?: string): readonly RecordedCall[] {
    return this.cloud.services.calls(service);
  }

  /**
   * Updates the stacks, as CloudFormation does; stacks that were not there are created.
   *
   * @param target - the next synthesis
   * @param options - functions and parameters beside those that were given before
   * @returns which changes are live, which are not and why, and what happened to the resources
   */
  public async deploy(target: SynthTarget, options: DeployOptions = {}): Promise<UpdateResult> {
    checkOptions(options, 'update');
    const synthesis = synth(target);
    const isFirst = this.synthesis === undefined;
    checkParameters(synthesis, { ...(isFirst && this.parameters), ...options.parameters });
    const sources = stackSources(synthesis, { ...this.parameters, ...options.parameters });
    const first = isFirst ? namedFunctions(this.options.functions) : {};
    const functions = { ...this.functions, ...first, ...namedFunctions(options.functions) };
    const assets = assemblyAssets(synthesis);
    const { events } = await this.cloud.deploy({ sources, functions, assets });
    const before = this.synthesis;
    this.synthesis = synthesis;
    this.functions = functions;
    this.parameters = { ...this.parameters, ...options.parameters };
    return { ...(before ? livenessOf(before, synthesis) : { live: [], notLive: [] }), events };
  }

  /**
   * Value of an API key.
   *
   * @param name - id of a consumer, construct path or a part of it, name or id of the key; or the
   *   construct
   */
  public apiKey(name: string | IConstruct): string {
    return apiKeyValue(this.cloud, Construct.isConstruct(name) ? name.node.path : String(name));
  }

  /**
   * Text of a secret.
   *
   * @param target - construct, construct path, construct id, logical id, or ARN
   * @throws {@link ValidationError} NotDeployed - when there is none
   */
  public secret(target: string | IConstruct): string {
    const { physicalId } = this.resource(target, SECRET);
    const [, , , region = '', accountId = ''] = physicalId.split(':');
    return this.cloud.engine.secrets.get({ region, accountId }, physicalId) ?? '';
  }

  /**
   * A user pool, which signs tokens with keys of this machine: one that is deployed, or one outside
   * of the stacks that an authorizer of theirs names.
   *
   * @param target - construct, construct path, construct id, logical id, or id or ARN of the pool
   * @throws {@link ValidationError} NotDeployed - when there is none
   */
  public userPool(target: string | IConstruct): LocalUserPool {
    const outside = poolOutside(this.cloud, target);
    if (outside !== undefined) this.cloud.userPools.addOutside(outside);
    const arn = outside ?? String(this.resource(target, USER_POOL).attributes['Arn']);
    return { token: (options) => this.cloud.userPools.token(arn, options) };
  }

  /**
   * Calls a deployed function, as the AWS SDK would.
   *
   * @param target - construct, construct path, construct id, logical id, or name
   * @param event - any JSON value
   * @returns what the function returned
   * @throws {@link ValidationError} FunctionFailed - when it failed, with its error document
   */
  public async invoke(target: string | IConstruct, event: unknown): Promise<unknown> {
    const { attributes, logicalId } = this.resource(target, FUNCTION);
    const answer = await this.cloud.lambda.invoke({
      functionArn: String(attributes['Arn']),
      payload: JSON.stringify(event),
      invocationType: 'RequestResponse',
      timeoutMs: Number.MAX_SAFE_INTEGER,
    });
    if (answer.kind === 'returned') return JSON.parse(answer.payload);
    const detail = answer.kind === 'failed' ? answer.payload : answer.kind;
    throw new ValidationError('FunctionFailed', `the function failed: ${detail}`, logicalId);
  }

  /**
   * Address for `endpoint` of a client of the AWS SDK, with any region of the stacks and any
   * credentials: API Gateway's control plane, Lambda's Invoke, secrets and parameters of the stacks,
   * and what `services` stands for. Functions whose code is deployed have it in `AWS_ENDPOINT_URL`.
   *
   * Signatures are not verified, and IAM is not asked.
   *
   * @returns such as `http://127.0.0.1:4567`; closed by {@link LocalCloud.destroy}
   */
  public endpoint(): Promise<string> {
    return this.cloud.endpoint.open();
  }

  /** Waits until everything is done that goes on without its caller: `Event` invocations. */
  public settle(): Promise<void> {
    return this.cloud.settle();
  }

  /** Deletes the stacks, and ends what runs. */
  public destroy(): Promise<void> {
    return this.cloud.destroy();
  }

  private resource(target: string | IConstruct, types: readonly string[]) {
    return Construct.isConstruct(target)
      ? deployedResource(this.cloud, target, types)
      : namedResource(this.cloud, String(target), types);
  }

  private send(operation: string, input: Readonly<Record<string, unknown>> = {}): unknown {
    return this.cloud.regions.owning(input['restApiId']).call(operation, input);
  }
}
