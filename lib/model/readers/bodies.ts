import { checkDepth } from '../depth';
import { OpenApiDocument } from '../openapi/document';
import type { ReaderContext } from '../reader';
import { isIntrinsic, isObject } from '../value';

/**
 * The document of an API: its `Body`, or what `BodyS3Location` points at.
 *
 * @returns undefined without one, or (with a line in `unread`) when it cannot be read
 * @throws {@link ValidationError} NestedTooDeep - more than 1000 levels
 */
export function openDocument(context: ReaderContext): OpenApiDocument | undefined {
  const { properties, origin } = context;
  const body = properties.section('Body');
  if (body !== undefined) return OpenApiDocument.open(body, origin);
  return openAsset(context);
}

function openAsset(context: ReaderContext): OpenApiDocument | undefined {
  const { properties, origin, options } = context;
  const location = properties.section('BodyS3Location');
  if (location === undefined) return undefined;
  // The version of an object says no more than which text it is.
  location.withoutEffect('ETag', 'Etag', 'Version');
  const [bucket, key] = [location.requiredText('Bucket'), location.requiredText('Key')];
  const document = options.readAsset?.({ bucket, key });
  if (!isObject(document) || isIntrinsic(document)) {
    properties.unread('BodyS3Location', 'is a document that was not found');
    return undefined;
  }
  checkDepth(document, `${properties.where}/BodyS3Location`);
  return OpenApiDocument.open(location.apart(document), origin);
}
