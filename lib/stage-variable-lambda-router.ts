import { Names } from 'aws-cdk-lib';
import {
  type CfnStage,
  ConnectionType,
  type Integration,
  type IntegrationOptions,
  type IRestApi,
  type IStage,
  type Method,
  ResponseTransferMode,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission, type IAlias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { refuse } from './private/checks';
import { stagesOf } from './private/deployment-contents';
import { identityOf } from './private/deployment-identity';
import { enforceRules } from './private/enforce-rules';
import { checkAlias, checkHandler, checkReach } from './private/router-alias';
import { StageVariableIntegration } from './private/router-integration';
import {
  setStageVariable,
  stageKey,
  stageNameOf,
  stageResource,
  variableValues,
} from './private/router-stage';
import { checkStageVariableName } from './private/stage-variables';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const MIN_TIMEOUT_MS = 50;

/** A router for the aliases of one function. */
export interface StageVariableLambdaRouterProps {
  /** The function itself, not an alias or a version of it; in the account and region of the APIs. */
  readonly handler: IFunction;

  /**
   * Name of the stage variable that holds the name of the alias: 1 to 64 letters, digits and
   * underscores.
   *
   * Two routers may share it where their aliases have the same name on each stage.
   *
   * @default 'lambdaAlias'
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
   */
  readonly variableName?: string;
}

/** What a stage may do with an alias. */
export interface RouterStageOptions {
  /**
   * Allow the test of a method in the console to invoke the alias, too: for it the permission
   * names the stage `test-invoke-stage`.
   *
   * @default false
   */
  readonly allowTestInvoke?: boolean;

  /**
   * Accept an alias that stands for `$LATEST`, so that each upload of code is live at once.
   *
   * @default false
   */
  readonly allowLatest?: boolean;
}

/** An integration with the alias that a stage names. */
export interface RouterIntegrationOptions extends IntegrationOptions {
  /**
   * Pass requests and answers as they are (Lambda proxy integration), or map them by templates.
   *
   * @default true
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
   */
  readonly proxy?: boolean;
}

/**
 * Sends the requests of each stage to its own alias of one Lambda function.
 *
 * The methods of an API are deployed to all of its stages alike, so the alias is named by a stage
 * variable. The router sets it, allows exactly that stage to invoke exactly that alias, and makes
 * the integration: one permission a stage, however many methods. Aliases with weighted versions
 * are split by Lambda as ever.
 *
 * It is an error if a stage of an API that uses the integration has no alias.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export class StageVariableLambdaRouter extends Construct {
  /** The function behind the aliases. */
  public readonly handler: IFunction;

  /** Name of the stage variable that holds the name of the alias. */
  public readonly variableName: string;

  private readonly apis = new Set<IRestApi>();
  /** Names of the aliases that a stage may invoke, by `stageKey`. */
  private readonly granted = new Map<string, Set<string>>();
  private readonly added = new Set<string>();

  public constructor(scope: Construct, id: string, props: StageVariableLambdaRouterProps) {
    super(scope, id);
    this.handler = props.handler;
    this.variableName = props.variableName ?? 'lambdaAlias';
    checkHandler(this, this.handler);
    checkStageVariableName(this, 'variableName', this.variableName);
    this.node.addValidation({ validate: () => this.stageProblems() });
    enforceRules(this);
  }

  /**
   * Sends the requests of a stage to an alias: sets the stage variable and allows the stage, and no
   * other, to invoke the alias.
   *
   * The permission belongs to the stack of the stage, and is there before the stage changes.
   *
   * @throws {@link ValidationError} `RouterStageTwice` - the stage has an alias already
   * @throws {@link ValidationError} `RouterStageImported` - the stage is not of this app
   * @throws {@link ValidationError} `RouterVariableTaken` - the variable has another value
   * @throws {@link ValidationError} `RouterAlias`, `RouterAliasName`, `RouterAliasFunction`,
   * `StageVariableValue`, `StageVariableLatest`, `RouterCrossAccount`, `RouterCrossRegion` - the
   * alias is none that this stage can name
   */
  public addStage(stage: IStage, alias: IAlias, options: RouterStageOptions = {}): void {
    const resource = stageResource(stage) ?? this.refuseImported(stage, alias);
    const key = this.keyOf(stage);
    if (this.added.has(key)) {
      const change = 'call addStage once; more aliases of a stage are allowed by grantStage';
      const context = { scope: this, code: 'RouterStageTwice', prop: 'stage', change };
      refuse(context, 'must be added once', stage.node.path);
    }
    this.checkAlias(stage, alias, options);
    setStageVariable(this, resource, this.variableName, alias.aliasName);
    this.added.add(key);
    this.grantStage(stage, alias, options);
  }

  /**
   * Allows a stage to invoke an alias, and leaves the stage variable to you: for a stage that this
   * app does not define, or for an alias that only the canary of a stage names.
   *
   * @throws {@link ValidationError} as `addStage` does for the alias
   */
  public grantStage(stage: IStage, alias: IAlias, options: RouterStageOptions = {}): void {
    this.checkAlias(stage, alias, options);
    const key = this.keyOf(stage);
    const names = this.granted.get(key) ?? new Set();
    this.granted.set(key, names.add(this.identityOfName(alias.aliasName)));
    this.permit(stage, alias, 'Permission', stageNameOf(stage));
    if (options.allowTestInvoke) {
      this.permit(stage, alias, 'TestPermission', 'test-invoke-stage');
    }
  }

  /**
   * The integration, for any method of any REST API in the account and region of the function.
   *
   * @throws {@link ValidationError} `RouterIntegration` - an option that a Lambda function cannot
   * have
   */
  public integration(options: RouterIntegrationOptions = {}): Integration {
    const { proxy = true, ...rest } = options;
    this.checkIntegration(proxy, rest);
    const { handler, variableName } = this;
    const target = {
      handler,
      variableName,
      register: (method: Method): void => {
        checkReach(method, handler, method);
        this.apis.add(method.api);
      },
    };
    return new StageVariableIntegration(target, proxy, rest);
  }

  private checkAlias(stage: IStage, alias: IAlias, options: RouterStageOptions): void {
    checkAlias(this, this.handler, alias, options);
    checkReach(this, alias.version.lambda, stage);
  }

  private checkIntegration(proxy: boolean, options: IntegrationOptions): void {
    const { vpcLink, connectionType, responseTransferMode, timeout } = options;
    const context = { scope: this, code: 'RouterIntegration', change: 'leave it out' };
    if (vpcLink !== undefined || connectionType === ConnectionType.VPC_LINK) {
      refuse(
        { ...context, prop: 'vpcLink' },
        'must be absent, Lambda is not behind one',
        'VPC_LINK',
      );
    }
    if (!proxy && responseTransferMode === ResponseTransferMode.STREAM) {
      refuse({ ...context, prop: 'responseTransferMode' }, 'needs `proxy`', responseTransferMode);
    }
    if (timeout === undefined || timeout.isUnresolved()) return;
    const milliseconds = timeout.toMilliseconds();
    if (milliseconds >= MIN_TIMEOUT_MS) return;
    const change = 'allow more time';
    const allowed = `must be at least ${MIN_TIMEOUT_MS} ms`;
    refuse({ ...context, prop: 'timeout', change }, allowed, milliseconds);
  }

  /** Ready before the stage changes, so that no request finds the alias closed. */
  private permit(stage: IStage, alias: IAlias, kind: string, stageName: string): void {
    const names = [this, alias].map(({ node }) => Names.nodeUniqueId(node));
    const permission = new CfnPermission(stage, [kind, ...names].join('.'), {
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      functionName: alias.functionArn,
      sourceArn: stage.restApi.arnForExecuteApi('*', '/*', stageName),
    });
    stageResource(stage)?.addResourceDependency(permission);
  }

  private refuseImported(stage: IStage, alias: IAlias): never {
    const variable = `${this.variableName}=${alias.aliasName}`;
    const change = `set the stage variable ${variable} where the stage is defined, and call grantStage here`;
    const context = { scope: this, code: 'RouterStageImported', prop: 'stage', change };
    return refuse(context, 'must be a stage that this app defines', stage.stageName);
  }

  private keyOf(stage: IStage): string {
    return stageKey(this, stage.restApi.restApiId, stageNameOf(stage));
  }

  private identityOfName(name: unknown): string {
    return JSON.stringify(identityOf(this, name));
  }

  private stageProblems(): string[] {
    const stages = [...this.apis].flatMap((api) => stagesOf(api));
    return [...new Set(stages)].flatMap((stage) => this.problemsOf(stage));
  }

  private problemsOf(stage: CfnStage): string[] {
    const where = `${stage.node.path} (stage ${stage.stageName})`;
    const granted = this.granted.get(stageKey(this, stage.restApiId, stage.stageName));
    if (granted === undefined) {
      return [
        `RouterStageWithoutAlias: each stage of an API that uses the integration must have an alias, got none for ${where}; call addStage(stage, alias), or remove the stage`,
      ];
    }
    return variableValues(stage, this.variableName)
      .filter((value) => !granted.has(this.identityOfName(value)))
      .map(
        (value) =>
          `RouterVariableTaken: \`${this.variableName}\` must name an alias that ${where} may invoke, ${[...granted].join(' or ')}, got: ${JSON.stringify(value)}; call addStage(stage, alias), or grantStage(stage, alias) for one that you set yourself`,
      );
  }
}
