import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type CfnDeployment, Deployment, type IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { type Construct, Dependable } from 'constructs';
import { contentsOf } from '../private/deployment-contents';
import { fingerprintOf } from '../private/deployment-fingerprint';

/**
 * A snapshot of an API whose logical id changes with everything that the API serves.
 *
 * A plain `Deployment` of an API that does not deploy itself keeps its id when methods change.
 */
export class FingerprintDeployment extends Deployment {
  public constructor(scope: Construct, id: string, api: IRestApi) {
    super(scope, id, { api });
    const resource = deploymentResource(this);
    const base = Stack.of(this).getLogicalId(resource);
    // Uncached: methods may still be added after the first reader has asked.
    const logicalId = Lazy.uncachedString({
      produce: ({ preparing }) => (preparing ? base : `${base}${fingerprintOf(api)}`),
    });
    resource.overrideLogicalId(logicalId);
    this.node.addDependency(contents(api));
  }
}

/** Everything in the API must be there when the snapshot is taken. */
function contents(api: IRestApi): object {
  const dependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots() {
      return contentsOf(api).filter((resource) => resource !== api.node.defaultChild);
    },
  });
  return dependable;
}

/** The L1 of a deployment. */
export const deploymentResource = (deployment: Deployment): CfnDeployment =>
  deployment.node.defaultChild as CfnDeployment;

/**
 * Keeps a snapshot when a newer one takes its place, because production may still be served from
 * it; a snapshot whose own deploy failed goes.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function retain(deployment: Deployment): void {
  deploymentResource(deployment).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
