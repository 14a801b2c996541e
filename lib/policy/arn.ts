/** The API that a resource policy is attached to; completes the short form of its resources. */
export interface ApiIdentity {
  /** @default 'aws' */
  readonly partition?: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly apiId: string;
}

/** A method of a deployed API, as a request calls it. */
export interface MethodCall {
  /** Name of the stage. */
  readonly stage: string;
  /** HTTP verb of the request. */
  readonly verb: string;
  /** Path of the request without the stage, such as `/pets/42`; `/` for the root. */
  readonly path: string;
}

const SHORT_FORM = /^execute-api:\/?(.*)$/s;

/**
 * The ARN that `execute-api:Invoke` is about; on the root path it ends in the verb and `/`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function methodArn(api: ApiIdentity, { stage, verb, path }: MethodCall): string {
  return `${apiArn(api)}/${stage}/${verb}/${path.replace(/^\//, '')}`;
}

/** Tells whether a resource is written `execute-api:/stage/verb/path`. */
export function isShortResource(resource: string): boolean {
  return SHORT_FORM.test(resource);
}

/**
 * Completes `execute-api:/stage/verb/path` with region, account and API, as API Gateway does
 * when the policy is saved.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function expandResource(resource: string, api: ApiIdentity): string {
  const rest = SHORT_FORM.exec(resource)?.[1];
  return rest === undefined ? resource : `${apiArn(api)}/${rest}`;
}

function apiArn({ partition = 'aws', region, accountId, apiId }: ApiIdentity): string {
  return `arn:${partition}:execute-api:${region}:${accountId}:${apiId}`;
}
