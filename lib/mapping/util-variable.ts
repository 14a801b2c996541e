import { JsonSyntaxError, type JsonValue, parseJson } from '../json';
import { type Budget, HostObject, VtlFailure, type VtlValue } from '../vtl';
import { base64Decode, base64Encode, escapeJavaScript, urlDecode, urlEncode } from './java-text';

/** Characters that a character can become. */
const LARGEST_GROWTH = 9;

const FUNCTIONS: ReadonlyMap<string, (text: string) => VtlValue> = new Map<
  string,
  (text: string) => VtlValue
>([
  ['escapeJavaScript', escapeJavaScript],
  ['parseJson', parseDocument],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', base64Encode],
  ['base64Decode', base64Decode],
]);

/**
 * `$util`. Each of its functions takes one text; called with anything else it is no function of
 * `$util`, and the reference is empty.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 */
export class UtilVariable extends HostObject {
  public override call(
    method: string,
    [text, ...more]: readonly VtlValue[],
    budget: Budget,
  ): VtlValue | undefined {
    const apply = FUNCTIONS.get(method);
    if (apply === undefined || typeof text !== 'string' || more.length > 0) return undefined;
    budget.charge(text.length * LARGEST_GROWTH);
    const result = apply(text);
    if (typeof result === 'string') budget.checkLength(result.length);
    return result;
  }

  public override get(): undefined {
    return undefined;
  }
}

/**
 * Reads JSON as API Gateway does, which is lenient.
 *
 * @throws {@link VtlFailure} when it is no JSON at all
 */
export function parseDocument(text: string): JsonValue {
  try {
    return parseJson(text, { lenient: true });
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new VtlFailure(error.message, { cause: error });
    throw error;
  }
}
