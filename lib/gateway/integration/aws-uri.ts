import type { IntegrationSource } from './integration-source';
import { UnsupportedIntegration } from './unsupported-integration';
import { compileUriTemplate, type UriTemplate } from './uri-template';

/** `arn:aws:apigateway:{region}:{service}:{path|action}/{rest}`, taken apart. */
export interface AwsUri {
  readonly partition: string;
  readonly region: UriTemplate;
  /** Service with what may stand in front of it: `sqs`, `my-bucket.s3`. */
  readonly service: string;
  /** `path/…` or `action/…`, before stage variables and parameters are put in. */
  readonly target: string;
}

const AWS_URI =
  /^arn:([^:]+):apigateway:([^:]+):([^:]+):((?:(?:path|action)\/|\$\{stageVariables\.).*)$/s;
const FUNCTION =
  /^path\/\/?(\d{4}-\d\d-\d\d)\/functions\/(.+)\/((?:response-streaming-)?invocations)$/s;

/**
 * Takes the URI of an AWS integration apart.
 *
 * @throws {@link UnsupportedIntegration} when it is none
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
export function parseAwsUri({ uri, path }: IntegrationSource): AwsUri {
  const [, partition, region, service, target] = AWS_URI.exec(uri ?? '') ?? [];
  if (!partition || !region || !service || target === undefined) {
    throw new UnsupportedIntegration(
      `${path}/Uri`,
      (uri?.startsWith('arn:')
        ? 'AWS ARN for integration must contain path or action'
        : 'Invalid ARN specified in the request') +
        '; must be arn:{partition}:apigateway:{region}:{service}:{path|action}/{rest}, ' +
        `got: ${JSON.stringify(uri)}`,
    );
  }
  return { partition, region: compileUriTemplate(region), service, target };
}

/** A Lambda function that a URI names. */
export interface FunctionUri {
  /** Version of the Lambda API, `2015-03-31`. */
  readonly apiVersion: string;
  readonly functionArn: UriTemplate;
  /** `invocations` or `response-streaming-invocations`. */
  readonly operation: string;
}

/** The function that a URI names; undefined when it names another service. */
export function functionOf({ service, target }: AwsUri): FunctionUri | undefined {
  const [, apiVersion, functionArn, operation] = FUNCTION.exec(target) ?? [];
  if (service !== 'lambda' || !apiVersion || !functionArn || !operation) return undefined;
  return { apiVersion, functionArn: compileUriTemplate(functionArn), operation };
}

/** Domain that the services of a partition are under. */
export function serviceDomain(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}
