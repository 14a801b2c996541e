import { Fn, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** One API whose stages reach different aliases through a stage variable; prod has a canary. */
export class ReleaseStack extends Stack {
  public readonly api: apigateway.RestApi;
  public readonly fn: lambda.Function;
  public readonly stable: lambda.Alias;
  public readonly next: lambda.Alias;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.fn = new lambda.Function(this, 'Fn', {
      code: lambda.Code.fromInline('exports.handler = async () => ({});'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    this.stable = this.fn.addAlias('stable');
    this.next = this.fn.addAlias('next');
    this.api = new apigateway.RestApi(this, 'Api', { deploy: false });
    this.api.root.addMethod('GET', this.integration());
    const deployment = new apigateway.Deployment(this, 'First', { api: this.api });
    const canary = new apigateway.Deployment(this, 'Second', { api: this.api });
    this.addStage('dev', deployment, { alias: this.next.aliasName });
    const prod = this.addStage('prod', deployment, { alias: 'stable' });
    (prod.node.defaultChild as apigateway.CfnStage).canarySetting = {
      deploymentId: canary.deploymentId,
      percentTraffic: 10,
      stageVariableOverrides: { alias: 'next' },
      useStageCache: false,
    };
  }

  private addStage(
    stageName: string,
    deployment: apigateway.Deployment,
    variables: Record<string, string>,
  ): apigateway.Stage {
    return new apigateway.Stage(this, `Stage-${stageName}`, { deployment, stageName, variables });
  }

  private integration(): apigateway.Integration {
    const functionArn = `${this.fn.functionArn}:\${stageVariables.alias}`;
    return new apigateway.Integration({
      type: apigateway.IntegrationType.AWS_PROXY,
      integrationHttpMethod: 'POST',
      uri: Fn.sub(
        'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn}/invocations',
        { Fn: functionArn },
      ),
    });
  }

  /** What the integration itself cannot know: which alias which stage reaches. */
  public allow(alias: lambda.IFunction, stageName: string): void {
    alias.addPermission(`From-${stageName}`, {
      principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.api.arnForExecuteApi('*', '/*', stageName),
    });
  }
}
