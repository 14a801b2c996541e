import type { AuthorizerModel, RestApiModel, RestRouteModel } from '../model';
import { compact } from '../model/value';
import { type Json, lowerCase, unlessEmpty, unusedName } from './members';

/** Header that holds the token or the key of an authorizer. */
const HEADER_SOURCE = /^method\.request\.header\.([^,]+)$/;

/** Name of the header of a scheme that has none. */
const NO_HEADER = 'Unused';

/**
 * Security schemes of an API, and what each method requires.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
 */
export class DocumentSecurity {
  private readonly authorizers: ReadonlyMap<string, AuthorizerModel>;
  private readonly apiKey: string;
  private readonly signature: string;

  public constructor(private readonly api: Pick<RestApiModel, 'authorizers' | 'routes'>) {
    this.authorizers = new Map(api.authorizers.map((one) => [String(one.name), one]));
    this.apiKey = unusedName('api_key', this.authorizers);
    this.signature = unusedName('sigv4', this.authorizers);
  }

  /**
   * Schemes by name: those of the authorizers, and of keys and signatures where methods ask for
   * them.
   *
   * @param withAuthorizers - whether a scheme says which function or user pool decides
   */
  public schemes(withAuthorizers: boolean): Json {
    const required = new Set(this.api.routes.flatMap((route) => this.namesOf(route)));
    const authorizers = [...this.authorizers].map(
      ([name, authorizer]) => [name, authorizerScheme(authorizer, withAuthorizers)] as const,
    );
    return Object.fromEntries([
      ...authorizers,
      ...[this.apiKeyScheme, this.signatureScheme].filter(([name]) => required.has(name)),
    ]);
  }

  /**
   * What a method requires. API Gateway writes the key of an API beside the authorization, though
   * OpenAPI reads that as a choice; it takes both together when it imports them.
   *
   * @throws Error for an authorizer that the API does not have, since an import would leave the
   * method open
   */
  public requirements(route: RestRouteModel): readonly Json[] {
    return this.namesOf(route).map((name) => ({
      [name]: this.authorizers.has(name) ? route.authorizationScopes : [],
    }));
  }

  private namesOf(route: RestRouteModel): string[] {
    return [
      ...this.authorizationOf(route),
      ...(String(route.apiKeyRequired) === 'true' ? [this.apiKey] : []),
    ];
  }

  private authorizationOf({ path, method, authorizationType, authorizer }: RestRouteModel) {
    if (authorizationType === 'NONE') return [];
    if (authorizationType === 'AWS_IAM') return [this.signature];
    const name = String(authorizer);
    if (this.authorizers.has(name)) return [name];
    throw new Error(
      `\`authorizer\` of ${method} ${path} must be one of the API ` +
        `(${[...this.authorizers.keys()].join(', ') || 'it has none'}), ` +
        `got: ${JSON.stringify(authorizer) ?? 'nothing'}; add the authorizer to the API`,
    );
  }

  private get apiKeyScheme(): [string, Json] {
    return [this.apiKey, { type: 'apiKey', name: 'x-api-key', in: 'header' }];
  }

  private get signatureScheme(): [string, Json] {
    const scheme = { type: 'apiKey', name: 'Authorization', in: 'header' };
    return [this.signature, { ...scheme, 'x-amazon-apigateway-authtype': 'awsSigv4' }];
  }
}

function authorizerScheme(authorizer: AuthorizerModel, withAuthorizers: boolean): Json {
  const isCognito = authorizer.type === 'COGNITO_USER_POOLS';
  return {
    type: 'apiKey',
    name: headerOf(authorizer) ?? NO_HEADER,
    in: 'header',
    'x-amazon-apigateway-authtype': isCognito ? 'cognito_user_pools' : 'custom',
    ...(withAuthorizers && { 'x-amazon-apigateway-authorizer': authorizerExtension(authorizer) }),
  };
}

function authorizerExtension(authorizer: AuthorizerModel): Json {
  const isSaidByScheme = headerOf(authorizer) !== undefined;
  return compact({
    type: lowerCase(authorizer.type),
    authorizerUri: authorizer.uri,
    authorizerCredentials: authorizer.credentials,
    identitySource: isSaidByScheme ? undefined : authorizer.identitySource,
    identityValidationExpression: authorizer.validationExpression,
    authorizerResultTtlInSeconds: authorizer.resultTtlInSeconds,
    providerARNs: unlessEmpty(authorizer.providerArns),
  });
}

/** The header that a scheme can name: a `REQUEST` authorizer has a list of sources instead. */
function headerOf({ type, identitySource }: AuthorizerModel): string | undefined {
  if (type === 'REQUEST' || typeof identitySource !== 'string') return undefined;
  const header = HEADER_SOURCE.exec(identitySource)?.[1];
  return header === NO_HEADER ? undefined : header;
}
