import { perRestApi, type Rule } from './rule';
import { knownLength } from './text';

/** A resource policy has a size limit. */
export const resourcePolicySize: Rule = {
  code: 'ResourcePolicySize',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  check: perRestApi(({ origin, policy }, { resourcePolicyCharacters: max }) => {
    const length = policy === undefined ? 0 : knownLength(policy);
    if (length <= max) return [];
    const message = `a resource policy may have no more than ${max} characters, got: ${length}; name organizations or VPCs instead of single principals and endpoints, or raise the quota and tell it in the context \`cdk-gatehouse:quotas\``;
    return [{ origin, message }];
  }),
};

/** A private API without a resource policy cannot be deployed. */
export const privateApiPolicy: Rule = {
  code: 'PrivateApiPolicy',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html',
  check: perRestApi(({ origin, endpointTypes, policy }) => {
    if (origin === undefined || !endpointTypes.includes('PRIVATE') || policy !== undefined)
      return [];
    const message =
      'a PRIVATE API must have a resource policy that says who may call it, got: none; use `PrivateRestApi`, or `policy`';
    const refusal = "Private REST API doesn't have a resource policy attached to it";
    return [{ origin, message, refusal, atDeployment: true }];
  }),
};
