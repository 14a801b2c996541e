import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import {
  Integration,
  type IntegrationConfig,
  type IntegrationOptions,
  IntegrationType,
  type Method,
  ResponseTransferMode,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';

/** What an integration needs to know of the router that made it. */
export interface RouterTarget {
  readonly handler: IFunction;
  readonly variableName: string;
  /** Told of each method that uses the integration. */
  register(method: Method): void;
}

/** Invokes the alias of a function that a stage variable names. */
export class StageVariableIntegration extends Integration {
  private readonly streams: boolean;

  public constructor(
    private readonly target: RouterTarget,
    proxy: boolean,
    options: IntegrationOptions,
  ) {
    const type = proxy ? IntegrationType.AWS_PROXY : IntegrationType.AWS;
    super({ type, integrationHttpMethod: 'POST', options });
    this.streams = options.responseTransferMode === ResponseTransferMode.STREAM;
  }

  /** Makes the URI anew for each method, because each may be in another stack and region. */
  public override bind(method: Method): IntegrationConfig {
    this.target.register(method);
    const { handler, variableName } = this.target;
    const fn = `${handler.functionArn}:\${stageVariables.${variableName}}`;
    const uri = Stack.of(method).formatArn({
      service: 'apigateway',
      account: 'lambda',
      resource: 'path',
      resourceName: this.streams
        ? `2021-11-15/functions/${fn}/response-streaming-invocations`
        : `2015-03-31/functions/${fn}/invocations`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    return { ...super.bind(method), uri, ...deploymentToken(handler) };
  }
}

/** A renamed function keeps its logical id, and with it the URI: the name is to redeploy, too. */
function deploymentToken(handler: IFunction): { readonly deploymentToken?: string } {
  const resource = handler.node.defaultChild;
  const { functionName } = resource instanceof CfnFunction ? resource : handler;
  if (functionName === undefined || Token.isUnresolved(functionName)) return {};
  return { deploymentToken: JSON.stringify({ functionName }) };
}
