import { Token } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import type { Cloud } from '../../cloud';

/** ARN of a user pool that no stack declares, if an authorizer of a deployed API names it. */
export function poolOutside(cloud: Cloud, target: string | IConstruct): string | undefined {
  const wanted = Construct.isConstruct(target) ? poolIdOf(target) : String(target);
  if (wanted === undefined) return undefined;
  return cloud.regions.all
    .flatMap(({ service }) => service.restApis())
    .flatMap((api) => api.present().api.authorizers)
    .flatMap(({ providerArns }) => providerArns.map(String))
    .find((arn) => arn === wanted || arn.endsWith(`:userpool/${wanted}`));
}

/** Id of an imported pool: that of a pool that the app declares is known at deployment only. */
function poolIdOf(construct: IConstruct): string | undefined {
  const { userPoolId } = construct as IConstruct & { readonly userPoolId?: unknown };
  if (typeof userPoolId !== 'string' || Token.isUnresolved(userPoolId)) return undefined;
  return userPoolId;
}
