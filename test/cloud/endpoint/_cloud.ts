import { Cloud, type CloudOptions } from '../../../lib/cloud';
import type { CfnResource } from '../../../lib/model';
import { source } from '../_templates';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const clouds: Cloud[] = [];

/** A cloud with these resources; `closeClouds` ends it. */
export async function cloudOf(
  resources: Record<string, CfnResource>,
  options: CloudOptions = {},
): Promise<Cloud> {
  const cloud = new Cloud(options);
  clouds.push(cloud);
  await cloud.deploy({ sources: [source(resources)] });
  return cloud;
}

/** Ends what a test has made. */
export async function closeClouds(): Promise<void> {
  for (const cloud of clouds.splice(0)) await cloud.close();
}

/** A function of inline code. */
export function fn(code: string, more: object = {}): CfnResource {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: code },
      Role: `arn:aws:iam::${ACCOUNT}:role/FnRole`,
      ...more,
    },
  };
}

/** ARN of a function of the template. */
export function arnOf(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}

/** What a function returned, or its error document. */
export async function run(cloud: Cloud, name: string, event: unknown = {}): Promise<unknown> {
  const answer = await cloud.lambda.invoke({
    functionArn: arnOf(name),
    payload: JSON.stringify(event),
    invocationType: 'RequestResponse',
    timeoutMs: 20_000,
  });
  return 'payload' in answer ? JSON.parse(answer.payload) : answer.kind;
}

/** How a request is to be signed, and with what. */
export interface Signed {
  readonly method?: string;
  readonly region?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** The scope of a signature, in the header that the AWS SDK sends. */
export function signature(service: string, region = REGION): Readonly<Record<string, string>> {
  const scope = `AKIAIOSFODNN7EXAMPLE/20260101/${region}/${service}/aws4_request`;
  return {
    Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=0`,
  };
}

/** Sends a request as the AWS SDK does. */
export async function send(
  cloud: Cloud,
  service: string,
  path: string,
  { method = 'POST', region, token, headers, body }: Signed = {},
) {
  const response = await fetch(`${await cloud.endpoint.open()}${path}`, {
    method,
    headers: {
      ...signature(service, region),
      ...(token !== undefined && { 'X-Amz-Security-Token': token }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const isJson = /^[[{"]/.test(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as unknown) : undefined,
  };
}

/** Calls an action of a service that speaks JSON. */
export function act(
  cloud: Cloud,
  service: string,
  target: string,
  input: object,
  more: Signed = {},
) {
  const headers = {
    'X-Amz-Target': target,
    'Content-Type': 'application/x-amz-json-1.1',
    ...more.headers,
  };
  return send(cloud, service, '/', { ...more, headers, body: JSON.stringify(input) });
}
