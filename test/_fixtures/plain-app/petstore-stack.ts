import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';

/** An API that is an OpenAPI document in the assets. */
export class PetstoreStack extends Stack {
  public readonly api: apigateway.SpecRestApi;

  public constructor(scope: Construct, id: string, props: { file?: string } = {}) {
    super(scope, id);
    this.api = new apigateway.SpecRestApi(this, 'Api', {
      apiDefinition: apigateway.ApiDefinition.fromAsset(
        join(__dirname, props.file ?? 'petstore.yaml'),
      ),
    });
  }
}
