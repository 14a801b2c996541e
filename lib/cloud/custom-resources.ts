import https from 'node:https';
import { PassThrough, Writable } from 'node:stream';
import type { LambdaAnswer } from '../gateway';
import { isObject, type JsonObject } from '../model/value';
import type { ResourceProvider } from './cloudformation/provider';
import type {
  CustomResourceEvent,
  CustomResourceInvoker,
  CustomResourceResponse,
} from './cloudformation/providers/custom-resource-provider';
import type { LambdaService } from './lambda';

/** Custom resources of the CDK that act on what has no behaviour here. */
const WITHOUT_EFFECT = [
  'Custom::CDKBucketDeployment',
  'Custom::ECRAutoDeleteImages',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
  'Custom::S3AutoDeleteObjectsCustomResourceProvider',
  'Custom::S3BucketNotifications',
  'Custom::VpcRestrictDefaultSG',
];

/** CloudFormation waits no longer than this for a custom resource. */
const TIMEOUT_MS = 3_600_000;

/** Host of the addresses that responses are put to. */
const RESPONSE_HOST = /^cloudformation-custom-resource-response-/;

/** Providers of the custom resources that need no function here. */
export function idleCustomResources(): Readonly<Record<string, ResourceProvider>> {
  const idle: ResourceProvider = {
    withoutEffect: true,
    create: ({ ids }) => ({ physicalId: ids.uuid('custom resource') }),
  };
  return Object.fromEntries(WITHOUT_EFFECT.map((type) => [type, idle]));
}

/**
 * Runs the function behind a custom resource. Its response is what it puts to the address of the
 * event, as on AWS; or, for a function that a test gives, what it returns.
 */
export function invokeCustomResource(lambda: LambdaService): CustomResourceInvoker {
  return async (serviceToken, event) => {
    const box = openMailbox(event);
    try {
      const answer = await lambda.invoke({
        functionArn: serviceToken,
        payload: JSON.stringify(event),
        invocationType: 'RequestResponse',
        timeoutMs: TIMEOUT_MS,
      });
      if (box.response !== undefined) return box.response;
      const isGiven = lambda.definition(serviceToken)?.code.kind === 'given';
      if (answer.kind === 'returned' && isGiven) return returned(answer.payload, event);
      return { Status: 'FAILED', Reason: reasonOf(answer) };
    } finally {
      box.close();
    }
  };
}

/** Why there is no response: CloudFormation would wait for it until its time is over. */
function reasonOf(answer: LambdaAnswer): string {
  if (answer.kind === 'returned') return 'the function has put no response to ResponseURL';
  if (answer.kind !== 'failed') return `the function could not be called: ${answer.kind}`;
  const { errorMessage }: JsonObject = JSON.parse(answer.payload);
  return String(errorMessage);
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

interface Mailbox {
  readonly response: CustomResourceResponse | undefined;
  close(): void;
}

const open = new Map<string, (response: CustomResourceResponse) => void>();
let original: typeof https.request | undefined;

/** Takes what is put to the address of an event, which would lead out of this machine. */
function openMailbox({ ResponseURL }: CustomResourceEvent): Mailbox {
  const { pathname } = new URL(ResponseURL);
  let response: CustomResourceResponse | undefined;
  open.set(pathname, (posted) => {
    response = posted;
  });
  intercept();
  return {
    get response() {
      return response;
    },
    close() {
      open.delete(pathname);
      if (open.size === 0) release();
    },
  };
}

function intercept(): void {
  if (original !== undefined) return;
  const real = https.request;
  original = real;
  https.request = ((...args: Parameters<typeof https.request>) =>
    mailboxFor(args) ?? real(...args)) as typeof https.request;
}

function release(): void {
  if (original !== undefined) https.request = original;
  original = undefined;
}

/** A request that puts a response, if that is what the call is about. */
function mailboxFor(args: readonly unknown[]): Writable | undefined {
  const [target, ...others] = args;
  const { hostname = '', pathname = '' } = addressOf(target);
  if (!RESPONSE_HOST.test(hostname)) return undefined;
  const deliver = open.get(pathname.split('?')[0] ?? '');
  const answered = others.find((one) => typeof one === 'function') as
    | ((response: PassThrough) => void)
    | undefined;
  return responseRequest((text) => deliver?.(JSON.parse(text)), answered);
}

function addressOf(target: unknown): { hostname?: string; pathname?: string } {
  if (typeof target === 'string') return new URL(target);
  if (!isObject(target)) return {};
  const { hostname, host, pathname, path }: JsonObject = target;
  return { hostname: String(hostname ?? host ?? ''), pathname: String(pathname ?? path ?? '') };
}

function responseRequest(
  deliver: (text: string) => void,
  answered: ((response: PassThrough) => void) | undefined,
): Writable {
  const chunks: Buffer[] = [];
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
    final(done) {
      deliver(Buffer.concat(chunks).toString());
      done();
      const response = Object.assign(new PassThrough(), { statusCode: 200, statusMessage: 'OK' });
      answered?.(response);
      response.end();
    },
  });
}
