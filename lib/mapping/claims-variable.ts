import { HostObject, type VtlMap, type VtlValue } from '../vtl';

/**
 * `$context.authorizer.claims`: each claim can be read, all of them together are null.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
class ClaimsVariable extends HostObject {
  public constructor(private readonly claims: VtlMap) {
    super();
  }

  public override get(property: string): VtlValue | undefined {
    return this.claims.get(property);
  }

  /** `claims['cognito:username']` is a call of `get`. */
  public override call(method: string, parameters: readonly VtlValue[]): VtlValue | undefined {
    const [name] = parameters;
    return method === 'get' && parameters.length === 1 && typeof name === 'string'
      ? this.claims.get(name)
      : undefined;
  }
}

/** Hides the claims of a token as a whole. */
export function hideClaims(context: VtlMap): VtlMap {
  const authorizer = context.get('authorizer');
  if (!(authorizer instanceof Map)) return context;
  const claims = authorizer.get('claims');
  if (claims instanceof Map) authorizer.set('claims', new ClaimsVariable(claims));
  return context;
}
