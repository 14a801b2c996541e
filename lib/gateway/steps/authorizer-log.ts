import { masked } from '../execution-log';
import { logLambdaCall } from '../lambda-log';
import type { LiveExchange } from '../live-exchange';

/** How a Lambda authorizer is called. */
export interface AuthorizerCall {
  readonly authorizerId: string;
  /** Values of the identity sources. */
  readonly identity: readonly string[];
  readonly functionArn: string;
  readonly payload: string;
}

/** Writes the lines about a Lambda authorizer that is called. */
export function logAuthorizerCall(exchange: LiveExchange, call: AuthorizerCall): void {
  const { authorizerId, identity, functionArn, payload } = call;
  exchange.log.block(() => [
    `Starting authorizer: ${authorizerId} for request: ${exchange.requestId}`,
    `Incoming identity: ${masked(identity.join(','))}`,
  ]);
  logLambdaCall(exchange, { text: payload }, () => {
    const [, partition, , region] = functionArn.split(':');
    const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    return `https://lambda.${region}.${domain}/2015-03-31/functions/${functionArn}/invocations`;
  });
}

/** Writes the line about what a function has answered, be it an answer or an error. */
export function logAuthorizerResult({ log }: LiveExchange, payload: string): void {
  log.line(`Authorizer result body before parsing: ${payload}`);
}

/** Writes the lines about an answer that is one. */
export function logAuthorizerPolicy({ log }: LiveExchange, principalId = ''): void {
  log.block(() => [
    `Using valid authorizer policy for principal: ${masked(principalId)}`,
    'Successfully completed authorizer execution',
  ]);
}
