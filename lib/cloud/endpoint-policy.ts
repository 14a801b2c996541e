import { type CallSource, type GatewayRequest, maskAccount } from '../gateway';
import { type Caller, compileUnread, evaluate, methodArn } from '../policy';
import type { ResourceRecord } from './cloudformation';
import type { Destination } from './front-door';
import type { CallerCredentials } from './identities';

/** Type of the endpoints of a VPC. */
export const VPC_ENDPOINT = 'AWS::EC2::VPCEndpoint';
const ACTION = 'execute-api:Invoke';

/**
 * The policy of a deployed VPC endpoint; undefined where it has none, or is no endpoint of the
 * stacks: it lets everything through then.
 */
export function endpointPolicy(resources: readonly ResourceRecord[], vpce: string): unknown {
  const isEndpoint = ({ type, physicalId }: ResourceRecord) =>
    type === VPC_ENDPOINT && physicalId === vpce;
  return resources.find(isEndpoint)?.given['PolicyDocument'];
}

/** A call that comes through a VPC endpoint. */
export interface EndpointCall {
  readonly source: CallSource;
  /** @default - the request is not signed, and nobody's */
  readonly credentials: CallerCredentials | undefined;
  readonly request: Pick<GatewayRequest, 'method' | 'path'>;
  readonly destination: Pick<Destination, 'api' | 'stage'>;
}

/**
 * Why the policy of an endpoint does not let a call through, in the words that IAM has for it;
 * undefined: it does. It is asked before the API and its resource policy.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function refusedByPolicy(policy: unknown, call: EndpointCall): string | undefined {
  const { source, credentials, request, destination } = call;
  const { identity } = destination.api;
  const resource = methodArn(identity, {
    stage: destination.stage.name,
    verb: request.method,
    path: request.path,
  });
  const { effect } = evaluate(compileUnread(policy, { attachedTo: 'resource', api: identity }), {
    action: ACTION,
    resource,
    caller: callerOf(credentials),
    context: {
      'aws:SourceIp': source.ip,
      'aws:SourceVpce': source.vpce,
      'aws:SourceVpc': source.vpc,
      'aws:VpcSourceIp': source.vpcIp,
    },
  });
  if (effect === 'allow') return undefined;
  const reason =
    effect === 'explicitDeny'
      ? 'with an explicit deny in a VPC endpoint policy'
      : `because no VPC endpoint policy allows the ${ACTION} action`;
  const name = credentials?.arn ?? 'anonymous';
  return `User: ${name} is not authorized to perform: ${ACTION} on resource: ${maskAccount(resource)} ${reason}`;
}

function callerOf(credentials: CallerCredentials | undefined): Caller {
  if (credentials === undefined) return { type: 'anonymous' };
  const { arn, roleArn } = credentials;
  return { type: 'aws', arn, ...(roleArn !== undefined && { roleArn }) };
}
