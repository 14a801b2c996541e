import type { ServiceCall } from '../../../gateway/backends';
import { errorFormat } from './error-format';
import { jsonProtocol } from './json-protocol';
import { isForm, type QueryStyle, queryProtocol } from './query-protocol';
import { S3_PROTOCOL } from './s3-protocol';
import { bodyText, header, queryText, type WireProtocol } from './wire-protocol';

export type { WireProtocol } from './wire-protocol';

type Choose = (call: ServiceCall) => WireProtocol;

/** Names of an item, which SQS has in the place of its list's. */
const SQS_ITEMS: Readonly<Record<string, string>> = {
  Failed: 'BatchResultErrorEntry',
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
};

const SQS: QueryStyle = {
  namespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
  lists: 'flat',
  rename: (member, action) =>
    member === 'Successful' ? `${action}ResultEntry` : SQS_ITEMS[member],
};

/** Services whose wire format is known, by their names in the URI of an integration. */
const PROTOCOLS: ReadonlyMap<string, Choose> = new Map([
  ['dynamodb', either('1.0', general('http://dynamodb.amazonaws.com/doc/2012-08-10/'))],
  ['events', either('1.1', general('http://events.amazonaws.com/doc/2015-10-07/'))],
  ['kinesis', either('1.1', general('http://kinesis.amazonaws.com/doc/2013-12-02'))],
  ['s3', () => S3_PROTOCOL],
  ['secretsmanager', either('1.1', general('http://secretsmanager.amazonaws.com/doc/2017-10-17/'))],
  ['sns', always(queryProtocol(general('http://sns.amazonaws.com/doc/2010-03-31/')))],
  ['sqs', either('1.0', SQS)],
  ['ssm', either('1.1', general('http://ssm.amazonaws.com/doc/2014-11-06/'))],
  ['states', either('1.0', general('http://states.amazonaws.com/doc/2016-11-23/'))],
  ['sts', always(queryProtocol(general('https://sts.amazonaws.com/doc/2011-06-15/')))],
]);

/** Names of the services whose wire format is known. */
export const KNOWN_SERVICES: readonly string[] = [...PROTOCOLS.keys()];

/**
 * How a call is to be read and answered; `undefined` for a service that is not known, unless the
 * request itself says the action in one of the formats that do.
 */
export function protocolOf(call: ServiceCall): WireProtocol | undefined {
  return PROTOCOLS.get(call.service)?.(call) ?? evident(call);
}

/** How an error is told to the caller of any service. */
export function errorEncoderOf(call: ServiceCall): WireProtocol['encodeError'] {
  return protocolOf(call)?.encodeError ?? errorFormat(call);
}

const JSON_1_0 = jsonProtocol('1.0');
const JSON_1_1 = jsonProtocol('1.1');

function evident(call: ServiceCall): WireProtocol | undefined {
  if (header(call, 'x-amz-target') !== undefined) {
    return header(call, 'content-type')?.includes('json-1.0') ? JSON_1_0 : JSON_1_1;
  }
  if (!/(^|&)Action=/.test(bodyText(call)) || !isForm(call)) return undefined;
  return queryProtocol(general(`https://${call.service}.amazonaws.com/doc/`));
}

function always(protocol: WireProtocol): Choose {
  return () => protocol;
}

/** JSON or query, as the request is. */
function either(version: '1.0' | '1.1', style: QueryStyle): Choose {
  const json = jsonProtocol(version);
  const query = queryProtocol(style);
  return (call) => (isJson(call) ? json : query);
}

function general(namespace: string): QueryStyle {
  return { namespace, lists: 'member' };
}

function isJson(call: ServiceCall): boolean {
  if (header(call, 'x-amz-target') !== undefined) return true;
  const text = bodyText(call).trimStart();
  return text === '' ? queryText(call) === '' : text.startsWith('{');
}
