import type {
  ISecurityGroup,
  SubnetSelection,
  VpcEndpointIpAddressType,
} from 'aws-cdk-lib/aws-ec2';

/**
 * How the interface endpoint is made that a VPC gets for its private APIs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html
 */
export interface PrivateEndpointOptions {
  /**
   * Whether `*.execute-api.{region}.amazonaws.com` resolves to the endpoint inside the VPC.
   *
   * While it does, nothing in the VPC reaches the default address of a public API. Without it,
   * the endpoint-specific address of a private API keeps working. A private custom domain name
   * needs it.
   *
   * @default true
   */
  readonly privateDnsEnabled?: boolean;

  /**
   * The security groups of the endpoint; they must admit HTTPS from the callers.
   *
   * @default - a group that admits port 443 from the VPC's own addresses
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Where the endpoint has its network interfaces; each availability zone is charged by the hour.
   *
   * @default - one private subnet in each availability zone
   */
  readonly subnets?: SubnetSelection;

  /**
   * Over which IP versions the endpoint is reached.
   *
   * @default - what the subnets have
   */
  readonly ipAddressType?: VpcEndpointIpAddressType;
}
