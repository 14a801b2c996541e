import { isObject, type JsonObject } from '../../../model/value';
import { scalarText } from '../intrinsics/arguments';
import {
  type ExistingResourceContext,
  type MaybePromise,
  type ResourceContext,
  ResourceFailure,
  type ResourceProvider,
  type ResourceState,
} from '../provider';

/**
 * What CloudFormation sends to the function behind a custom resource.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ServiceToken: string;
  /** Where the function puts its response. */
  readonly ResponseURL: string;
  readonly StackId: string;
  /** A UUID, other for each request. */
  readonly RequestId: string;
  /** Such as `Custom::ApiGatewayCanary`. */
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  /** @default - the resource is created */
  readonly PhysicalResourceId?: string;
  /** Scalars are texts: `'true'`, `'5'`. */
  readonly ResourceProperties: JsonObject;
  /** @default - the resource is created or deleted */
  readonly OldResourceProperties?: JsonObject;
}

/**
 * What the function answers.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  /** 1 to 1024 bytes. */
  readonly PhysicalResourceId?: string;
  /** Why it failed. */
  readonly Reason?: string;
  /** Attributes for `Fn::GetAtt`. */
  readonly Data?: JsonObject;
  /** Whether the data is masked where it is shown. */
  readonly NoEcho?: boolean;
}

/**
 * Runs the function of a service token with an event, and gives its response. A function that ran
 * and gave none has failed: its response is `FAILED`, and what it left behind gets a `Delete`.
 *
 * @throws when there is no such function
 */
export type CustomResourceInvoker = (
  serviceToken: string,
  event: CustomResourceEvent,
) => MaybePromise<CustomResourceResponse>;

const MAX_ID_BYTES = 1024;

/** Custom resources: what they are is up to the function behind them. */
export function customResourceProvider(invoke: CustomResourceInvoker = refuse): ResourceProvider {
  const requests = new RequestCounter();
  const send = async (
    type: CustomResourceEvent['RequestType'],
    context: ResourceContext,
    more: Pick<CustomResourceEvent, 'PhysicalResourceId' | 'OldResourceProperties'>,
  ): Promise<CustomResourceResponse> => {
    const event = requestEvent(type, context, requests.next(context), more);
    return await invoke(event.ServiceToken, event);
  };
  return {
    normalize: stringify,
    checkUpdate: (before, after) => {
      if (before['ServiceToken'] !== after['ServiceToken']) {
        throw new Error('Modifying service token is not allowed.');
      }
    },
    missingAttribute: (attribute) =>
      `CustomResource attribute error: Vendor response doesn't contain ${attribute} attribute in object`,
    create: async (context) => stateOf(await send('Create', context, {}), context),
    update: async (context) => {
      const { physicalId: PhysicalResourceId, previous: OldResourceProperties } = context;
      const more = { PhysicalResourceId, OldResourceProperties };
      return stateOf(await send('Update', context, more), context);
    },
    delete: async (context) => {
      const more = { PhysicalResourceId: context.physicalId };
      const response = await send('Delete', context, more);
      if (response.Status === 'FAILED') throw new Error(failureReason(response));
    },
  };
}

/** Counts requests, so that each has an id of its own. */
class RequestCounter {
  private count = 0;

  public next({ ids }: ResourceContext): string {
    this.count += 1;
    return ids.uuid(`request ${this.count}`);
  }
}

function requestEvent(
  RequestType: CustomResourceEvent['RequestType'],
  { stack, logicalId, type, properties }: ResourceContext,
  RequestId: string,
  more: Pick<CustomResourceEvent, 'PhysicalResourceId' | 'OldResourceProperties'>,
): CustomResourceEvent {
  const ServiceToken = scalarText(properties['ServiceToken']);
  if (ServiceToken === undefined) {
    throw new Error('ServiceToken must be the ARN of the function behind the custom resource');
  }
  const object = encodeURIComponent(`${stack.stackId}|${logicalId}|${RequestId}`);
  return {
    RequestType,
    ServiceToken,
    ResponseURL: `https://cloudformation-custom-resource-response-${stack.region.replaceAll('-', '')}.s3.${stack.region}.${stack.urlSuffix}/${object}`,
    StackId: stack.stackId,
    RequestId,
    LogicalResourceId: logicalId,
    ...more,
    ResourceType: type,
    ResourceProperties: properties,
  };
}

function stateOf(
  response: CustomResourceResponse,
  context: ResourceContext | ExistingResourceContext,
): ResourceState {
  const given = response.PhysicalResourceId;
  const known = 'physicalId' in context ? context.physicalId : context.ids.uuid('failed');
  if (response.Status === 'FAILED') {
    throw new ResourceFailure(failureReason(response), given || known);
  }
  const bytes = typeof given === 'string' ? Buffer.byteLength(given) : 0;
  if (given === undefined || bytes < 1 || bytes > MAX_ID_BYTES) {
    throw new ResourceFailure('Invalid PhysicalResourceId', known);
  }
  return { physicalId: given, attributes: isObject(response.Data) ? response.Data : {} };
}

function failureReason({ Reason }: CustomResourceResponse): string {
  return `Received response status [FAILED] from custom resource. Message returned: ${Reason ?? ''}`;
}

function refuse(serviceToken: string): never {
  throw new Error(
    `a custom resource needs the function behind it, got ServiceToken ${serviceToken}; give invokeCustomResource`,
  );
}

/** CloudFormation sends every scalar of a custom resource as a text. */
function stringify(value: JsonObject): JsonObject {
  return textsOf(value) as JsonObject;
}

function textsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textsOf);
  if (!isObject(value)) return scalarText(value) ?? value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, textsOf(member)]));
}
