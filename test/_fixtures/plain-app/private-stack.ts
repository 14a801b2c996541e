import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** A private API with a policy of the test's making. */
export class PrivateStack extends Stack {
  public readonly api: apigateway.RestApi;
  public readonly vpc: ec2.Vpc;
  public readonly endpoint: ec2.InterfaceVpcEndpoint;
  public readonly other: ec2.InterfaceVpcEndpoint;

  public constructor(scope: Construct, id: string, props: { policy?: iam.PolicyDocument } = {}) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 1, natGateways: 0 });
    const service = ec2.InterfaceVpcEndpointAwsService.APIGATEWAY;
    this.endpoint = this.vpc.addInterfaceEndpoint('Endpoint', { service });
    this.other = this.vpc.addInterfaceEndpoint('Other', { service });
    this.api = new apigateway.RestApi(this, 'Api', {
      endpointTypes: [apigateway.EndpointType.PRIVATE],
      ...props,
    });
    this.api.root.addMethod('GET', new apigateway.MockIntegration());
  }
}

/** A statement of a resource policy, as JSON. */
export function statement(json: Record<string, unknown>): iam.PolicyStatement {
  const everything = { Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  return iam.PolicyStatement.fromJson({ ...everything, ...json });
}
