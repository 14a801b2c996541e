import { Token } from 'aws-cdk-lib';
import {
  ApiKey,
  CfnUsagePlanKey,
  type IApiKey,
  type IUsagePlanRef,
} from 'aws-cdk-lib/aws-apigateway';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ApiKeyValue } from './metered-key-value';
import { checkRange, refuse } from './private/checks';
import { checkDisplayName } from './private/metered-limits';

/** Which generations of a consumer's key are live. */
export interface ApiKeyRotation {
  /** Generation that the consumer uses, a whole number from 1. */
  readonly current: number;

  /**
   * Generation that the consumer is moving to, greater than `current`.
   *
   * @default - no roll-over is going on
   */
  readonly next?: number;
}

/** The keys of a consumer. */
export interface MeteredKeyOptions {
  /**
   * Which generations of the key are live. Each has a key, a secret and an association of its own,
   * which depend on nothing but the consumer and the generation: making `next` the `current` one
   * changes nothing, and leaving a generation out removes exactly what is its own.
   *
   * @default - generation 1 alone
   */
  readonly rotation?: ApiKeyRotation;

  /**
   * Where the values of the keys come from, by generation: `{ '2': ApiKeyValue.fromSecret(s) }`.
   *
   * @default - `ApiKeyValue.generated()` for each generation
   */
  readonly values?: { [generation: string]: ApiKeyValue };

  /**
   * Name of the keys in the console; a dash and the generation are added to it. 1 to 1024
   * characters together, and unique in the account and region.
   *
   * @default - CloudFormation makes one from the stack, the consumer and the generation
   */
  readonly keyName?: string;

  /**
   * Whether the keys are accepted; a call with a key that is not gets 403.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Customer identifier of the AWS Marketplace.
   *
   * @default - not a customer of the Marketplace
   */
  readonly customerId?: string;
}

/** Properties of a consumer of any usage plan. */
export interface MeteredConsumerProps extends MeteredKeyOptions {
  /** Plan that the keys belong to. */
  readonly plan: IUsagePlanRef;

  /**
   * Plan that the key of `rotation.next` belongs to.
   *
   * @default - `plan`
   */
  readonly nextPlan?: IUsagePlanRef;
}

/** One generation of a consumer's key, with its secret and its place in a plan. */
export class MeteredKey extends Construct {
  /** The API key. */
  public readonly key: IApiKey;

  /** Secret with the key's value; undefined if that is not a secret of Secrets Manager. */
  public readonly secret?: ISecret;

  /** Association of the key with its plan. */
  public readonly planKey: CfnUsagePlanKey;

  public constructor(
    consumer: MeteredConsumer,
    /** Whole number from 1, which counts up with each roll-over. */
    public readonly generation: number,
    plan: IUsagePlanRef,
    options: MeteredKeyOptions,
  ) {
    super(consumer, `Generation${generation}`);
    const { value, secret } = (options.values?.[generation] ?? ApiKeyValue.generated())._bind(this);
    if (secret) this.secret = secret;
    this.key = new ApiKey(this, 'Key', {
      description: `${consumer.node.id}, generation ${generation}`,
      value,
      enabled: options.enabled ?? true,
      // The id is never to be the value: ids stand in templates, outputs and logs.
      generateDistinctId: true,
      ...(options.keyName && { apiKeyName: `${options.keyName}-${generation}` }),
      ...(options.customerId && { customerId: options.customerId }),
    });
    this.planKey = new CfnUsagePlanKey(this, 'PlanKey', {
      keyId: this.key.keyId,
      keyType: 'API_KEY',
      usagePlanId: plan.usagePlanRef.usagePlanId,
    });
  }
}

/**
 * Somebody who calls with an API key of their own, and can change it without a gap.
 *
 * `MeteredApi.addConsumer` makes it. By itself it serves a plan of another stack: a stack holds
 * 500 resources, and a consumer takes three for each live generation.
 */
export class MeteredConsumer extends Construct {
  /** Key that the consumer uses. */
  public readonly current: MeteredKey;

  /** Key that the consumer is moving to; undefined if no roll-over is going on. */
  public readonly next?: MeteredKey;

  /**
   * @throws {@link ValidationError} ApiKeyGeneration - a generation is not a whole number from 1,
   * `next` is not greater than `current`, or `values` names a generation that is not live
   */
  public constructor(scope: Construct, id: string, props: MeteredConsumerProps) {
    super(scope, id);
    const rotation = props.rotation ?? { current: 1 };
    this.checkRotation(rotation);
    this.checkValues(rotation, props);
    this.checkKeyName(rotation, props.keyName);
    this.current = new MeteredKey(this, rotation.current, props.plan, props);
    if (rotation.next === undefined) return;
    this.next = new MeteredKey(this, rotation.next, props.nextPlan ?? props.plan, props);
  }

  /** Key that the consumer uses, of the generation `rotation.current`. */
  public get key(): IApiKey {
    return this.current.key;
  }

  /** Secret with the value of that key; undefined if it is not a secret of Secrets Manager. */
  public get secret(): ISecret | undefined {
    return this.current.secret;
  }

  /**
   * Lets somebody read the values of all live keys from Secrets Manager.
   *
   * @throws {@link ValidationError} ApiKeyWithoutSecret - a live key has no secret
   */
  public grantReadSecrets(grantee: IGrantable): Grant {
    const grants = this.liveKeys().map((key) => this.secretOf(key).grantRead(grantee));
    return grants.reduce((all, grant) => all.combine(grant));
  }

  private liveKeys(): MeteredKey[] {
    return this.next ? [this.current, this.next] : [this.current];
  }

  private secretOf({ secret, generation }: MeteredKey): ISecret {
    if (secret) return secret;
    const change = 'use `ApiKeyValue.generated()` or `ApiKeyValue.fromSecret()`';
    const prop = `values.${generation}`;
    const context = { scope: this, code: 'ApiKeyWithoutSecret', prop, change };
    return refuse(context, 'must come from a secret of Secrets Manager to be granted', undefined);
  }

  private checkRotation({ current, next }: ApiKeyRotation): void {
    const code = 'ApiKeyGeneration';
    const change = 'count generations up: 1, 2, 3';
    const generations = { 'rotation.current': current, 'rotation.next': next };
    for (const [prop, generation] of Object.entries(generations)) {
      const context = { scope: this, code, prop, change };
      if (Token.isUnresolved(generation))
        refuse(context, 'must be known at synthesis', '(a token)');
      checkRange(context, generation, { min: 1, max: Number.MAX_SAFE_INTEGER, integer: true });
    }
    if (next === undefined || next > current) return;
    const context = { scope: this, code, prop: 'rotation.next', change };
    refuse(context, `must be greater than \`rotation.current\` (${current})`, next);
  }

  private checkValues({ current, next }: ApiKeyRotation, { values }: MeteredKeyOptions): void {
    const live = [current, next].filter((one) => one !== undefined).map(String);
    for (const generation of Object.keys(values ?? {})) {
      if (live.includes(generation)) continue;
      const change = 'take the value out, or put its generation into `rotation`';
      const context = { scope: this, code: 'ApiKeyGeneration', prop: 'values', change };
      refuse(context, `must be keyed by live generations (${live.join(', ')})`, generation);
    }
  }

  private checkKeyName(rotation: ApiKeyRotation, keyName: string | undefined): void {
    if (keyName === undefined) return;
    const longest = keyName && `${keyName}-${rotation.next ?? rotation.current}`;
    checkDisplayName(this, 'ApiKeyName', 'keyName', longest);
  }
}
