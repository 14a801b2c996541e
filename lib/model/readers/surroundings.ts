import type { ReaderContext, ReaderTable } from '../reader';
import type { Value } from '../template';
import { compact } from '../value';

/** What stands around APIs: permissions of functions, links to VPCs, settings of the account. */
export const SURROUNDING_READERS: ReaderTable = {
  'AWS::Lambda::Permission': readPermission,
  'AWS::ApiGateway::VpcLink': readVpcLink,
  'AWS::ApiGatewayV2::VpcLink': readV2VpcLink,
  'AWS::ApiGateway::Account': readAccount,
};

/** Principals of permissions that API Gateway may use. */
const PRINCIPALS = new Set(['apigateway.amazonaws.com', '*']);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
function readPermission({ properties, origin, draft }: ReaderContext): void {
  const principal = properties.requiredText('Principal');
  if (!mayBeApiGateway(principal)) {
    // Somebody else's: nothing in it is about an API.
    properties.passOver();
    return;
  }
  draft.permissions.push(
    compact({
      origin,
      functionName: properties.requiredText('FunctionName'),
      principal,
      action: properties.requiredText('Action'),
      sourceArn: properties.text('SourceArn'),
      sourceAccount: properties.text('SourceAccount'),
    }),
  );
}

/** An intrinsic may turn out to be API Gateway. */
function mayBeApiGateway(principal: Value<string>): boolean {
  return typeof principal !== 'string' || PRINCIPALS.has(principal);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-vpclink.html */
function readVpcLink({ properties, origin, draft }: ReaderContext): void {
  properties.withoutEffect('Description', 'Tags');
  const name = properties.text('Name');
  draft.vpcLinks.push(compact({ origin, name, targets: properties.texts('TargetArns') }));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-vpclink.html */
function readV2VpcLink({ properties, origin, draft }: ReaderContext): void {
  properties.withoutEffect('Tags');
  draft.vpcLinks.push(
    compact({
      origin,
      name: properties.text('Name'),
      targets: [],
      subnetIds: properties.texts('SubnetIds'),
      securityGroupIds: properties.texts('SecurityGroupIds'),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html */
function readAccount({ properties, origin, draft }: ReaderContext): void {
  draft.accounts.push(compact({ origin, cloudWatchRoleArn: properties.text('CloudWatchRoleArn') }));
}
