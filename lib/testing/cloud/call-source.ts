import { Construct, type IConstruct } from 'constructs';
import { type CallerStart, type Cloud, VPC_ENDPOINT } from '../../cloud';
import { deployedResource } from './deployed-construct';

/** Where a call comes from. */
export interface CallOrigin {
  /**
   * Address of the caller, v4 or v6.
   *
   * @default '127.0.0.1'
   */
  readonly ip?: string;
  /**
   * Interface endpoint that the call comes through: its id, or the construct.
   *
   * @default - that of `execute-api` in the VPC, if one is deployed; without `vpc` none: the call
   * comes from outside
   */
  readonly vpce?: string | IConstruct;
  /**
   * VPC that the call comes from: its id, or the construct.
   *
   * @default - that of the endpoint, if it is deployed
   */
  readonly vpc?: string | IConstruct;
  /**
   * Address of the caller inside of the VPC.
   *
   * @default - none
   */
  readonly vpcIp?: string;
}

const VPC = 'AWS::EC2::VPC';

/** An origin with the ids that its constructs were deployed with. */
export function callSource(cloud: Cloud, origin: CallOrigin): CallerStart['source'] {
  const { ip = '127.0.0.1', vpcIp } = origin;
  const given = origin.vpc === undefined ? undefined : idOf(cloud, origin.vpc, VPC);
  const vpce =
    origin.vpce === undefined ? endpointOf(cloud, given) : idOf(cloud, origin.vpce, VPC_ENDPOINT);
  const vpc = given ?? vpcOf(cloud, vpce);
  return {
    ip,
    ...(vpce !== undefined && { vpce }),
    ...(vpc !== undefined && { vpc }),
    ...(vpcIp !== undefined && { vpcIp }),
  };
}

function idOf(cloud: Cloud, given: string | IConstruct, type: string): string {
  return Construct.isConstruct(given)
    ? deployedResource(cloud, given, [type]).physicalId
    : String(given);
}

/** The endpoint that takes calls of a VPC to API Gateway: its private DNS names lead there. */
function endpointOf(cloud: Cloud, vpc: string | undefined): string | undefined {
  if (vpc === undefined) return undefined;
  return cloud.resources().find(({ type, given: { VpcId, ServiceName } }) => {
    return type === VPC_ENDPOINT && VpcId === vpc && String(ServiceName).endsWith('.execute-api');
  })?.physicalId;
}

function vpcOf(cloud: Cloud, vpce: string | undefined): string | undefined {
  const endpoint = cloud
    .resources()
    .find(({ type, physicalId }) => type === VPC_ENDPOINT && physicalId === vpce);
  const id = endpoint?.given['VpcId'];
  return typeof id === 'string' ? id : undefined;
}
