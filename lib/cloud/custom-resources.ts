import type { LambdaAnswer } from '../gateway';
import { compact, isObject, type JsonObject, mapMembers } from '../model/value';
import type { ResourceProvider } from './cloudformation/provider';
import {
  type CustomResourceEvent,
  type CustomResourceInvoker,
  type CustomResourceResponse,
  customResourceProvider,
} from './cloudformation/providers/custom-resource-provider';
import { type LambdaService, openResponseMailbox } from './lambda';

/**
 * Custom resources of the CDK that act on what has no behaviour here, with the properties that
 * their attributes repeat.
 */
const WITHOUT_EFFECT: Readonly<Record<string, readonly string[]>> = {
  'Custom::CDKBucketDeployment': ['DestinationBucketArn', 'SourceObjectKeys'],
  'Custom::ECRAutoDeleteImages': [],
  'Custom::LogRetention': ['LogGroupName'],
  'Custom::S3AutoDeleteObjects': [],
  'Custom::S3AutoDeleteObjectsCustomResourceProvider': [],
  'Custom::S3BucketNotifications': [],
  'Custom::VpcRestrictDefaultSG': [],
};

/** CloudFormation waits no longer than this for a custom resource. */
const TIMEOUT_MS = 3_600_000;

/** Providers of the custom resources that need no function here, but run one that is given. */
export function idleCustomResources(
  lambda: LambdaService,
): Readonly<Record<string, ResourceProvider>> {
  const run = customResourceProvider(invokeCustomResource(lambda));
  const isGiven = ({ ServiceToken }: JsonObject) =>
    typeof ServiceToken === 'string' && lambda.definition(ServiceToken)?.code.kind === 'given';
  const idle = (repeated: readonly string[]): ResourceProvider => {
    const attributesOf = (properties: JsonObject) =>
      compact(Object.fromEntries(repeated.map((name) => [name, properties[name]])));
    return {
      ...run,
      withoutEffect: (properties) => !isGiven(properties),
      create: (context) => {
        const { ids, properties } = context;
        if (isGiven(properties)) return run.create(context);
        return { physicalId: ids.uuid('custom resource'), attributes: attributesOf(properties) };
      },
      update: (context) => {
        const { physicalId, properties } = context;
        if (isGiven(properties) && run.update !== undefined) return run.update(context);
        return { physicalId, attributes: attributesOf(properties) };
      },
      delete: (context) => (isGiven(context.properties) ? run.delete?.(context) : undefined),
    };
  };
  return mapMembers(WITHOUT_EFFECT, idle);
}

/**
 * Runs the function behind a custom resource. Its response is what it puts to the address of the
 * event, as on AWS; or, for a function that a test gives, what it returns.
 */
export function invokeCustomResource(lambda: LambdaService): CustomResourceInvoker {
  return async (serviceToken, event) => {
    const box = openResponseMailbox(event.ResponseURL);
    try {
      const answer = await lambda.invoke({
        functionArn: serviceToken,
        payload: JSON.stringify(withoutInstallation(event)),
        invocationType: 'RequestResponse',
        timeoutMs: TIMEOUT_MS,
      });
      if (box.text !== undefined) return hinting(JSON.parse(box.text) as CustomResourceResponse);
      const isGiven = lambda.definition(serviceToken)?.code.kind === 'given';
      if (answer.kind === 'returned' && isGiven) return returned(answer.payload, event);
      return { Status: 'FAILED', Reason: withHint(reasonOf(answer)) };
    } finally {
      box.close();
    }
  };
}

/**
 * The function behind `AwsCustomResource` installs the latest AWS SDK by npm, unless it is told to
 * take the one that is there: nothing here may leave this machine.
 */
function withoutInstallation(event: CustomResourceEvent): CustomResourceEvent {
  const { InstallLatestAwsSdk: installs } = event.ResourceProperties;
  if (installs !== 'true') return event;
  const ResourceProperties = { ...event.ResourceProperties, InstallLatestAwsSdk: 'false' };
  return { ...event, ResourceProperties };
}

/** A client of the AWS SDK that the code does not find. */
const MISSING_CLIENT = /(?:package|module) '?(@aws-sdk\/[\w-]+)/i;

/** Why there is no response: CloudFormation would wait for it until its time is over. */
function reasonOf(answer: LambdaAnswer): string {
  if (answer.kind === 'returned') return 'the function has put no response to ResponseURL';
  if (answer.kind !== 'failed') return `the function could not be called: ${answer.kind}`;
  const { errorMessage }: JsonObject = JSON.parse(answer.payload);
  return String(errorMessage);
}

function hinting(response: CustomResourceResponse): CustomResourceResponse {
  const { Status, Reason } = response;
  if (Status !== 'FAILED' || typeof Reason !== 'string') return response;
  return { ...response, Reason: withHint(Reason) };
}

/** Lambda's runtime has every client of the AWS SDK, a project has those that it installs. */
function withHint(reason: string): string {
  const [, client] = MISSING_CLIENT.exec(reason) ?? [];
  if (client === undefined) return reason;
  return `${reason}; install ${client} in the project, as the runtime of Lambda has it, or give a function for this one where the cloud is deployed (\`functions\`)`;
}

/** What a function returned that answers by returning. */
function returned(payload: string, event: CustomResourceEvent): CustomResourceResponse {
  const value: unknown = JSON.parse(payload === '' ? 'null' : payload);
  const { Status, PhysicalResourceId, Data, NoEcho, Reason } = isObject(value) ? value : {};
  return {
    Status: Status === 'FAILED' ? 'FAILED' : 'SUCCESS',
    PhysicalResourceId: String(PhysicalResourceId ?? event.PhysicalResourceId ?? event.RequestId),
    Data: isObject(Data) ? Data : {},
    NoEcho: NoEcho === true,
    ...(typeof Reason === 'string' && { Reason }),
  };
}
