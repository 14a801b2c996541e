import type { BackendAnswer, ServiceCall } from '../../../gateway/backends';
import { backendAnswer } from '../../http';
import type { ServiceError } from '../service-error';
import { header, type WireProtocol } from './wire-protocol';
import { element } from './xml';

type EncodeError = WireProtocol['encodeError'];

/** Services whose REST protocol is XML, apart from S3. */
const REST_XML = new Set(['cloudfront', 'route53']);
const CBOR = 'rpc-v2-cbor';

/** How a service that is not spoken to by actions tells an error: by the form of the request. */
export function errorFormat(call: ServiceCall): EncodeError {
  if (header(call, 'smithy-protocol') === CBOR) return cborError;
  return REST_XML.has(call.service) ? xmlError : jsonError;
}

/** @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization */
function jsonError(_call: ServiceCall, error: ServiceError, requestId: string): BackendAnswer {
  const headers = { 'x-amzn-ErrorType': error.code, 'x-amzn-RequestId': requestId };
  return backendAnswer({ status: error.status, headers, json: { message: error.message } });
}

/** @see https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#operation-error-serialization */
function xmlError(_call: ServiceCall, error: ServiceError, requestId: string): BackendAnswer {
  const { code, message, status } = error;
  const Type = status < 500 ? 'Sender' : 'Receiver';
  const content = { Error: { Type, Code: code, Message: message }, RequestId: requestId };
  const body = `<?xml version="1.0"?>${element('ErrorResponse', content, 'member')}`;
  const headers = { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml' };
  return backendAnswer({ status, headers, body });
}

/** @see https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html#operation-error-serialization */
function cborError(_call: ServiceCall, error: ServiceError, requestId: string): BackendAnswer {
  const headers = {
    'smithy-protocol': CBOR,
    'Content-Type': 'application/cbor',
    'x-amzn-RequestId': requestId,
  };
  const members = ['__type', error.code, 'message', error.message].map(cborText);
  const body = Buffer.concat([Buffer.of(CBOR_MAP_OF_TWO), ...members]);
  return backendAnswer({ status: error.status, headers, body });
}

/** Heads of data items, RFC 8949. */
const CBOR_MAP_OF_TWO = 0xa2;
const CBOR_TEXT_OF_FOUR_LENGTH_BYTES = 0x7a;

function cborText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(5);
  head.writeUInt8(CBOR_TEXT_OF_FOUR_LENGTH_BYTES);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
