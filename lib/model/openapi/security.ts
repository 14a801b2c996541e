import { identitySources } from '../identity-sources';
import { upperCase } from '../integration';
import { escapePointer } from '../json-pointer';
import type { Properties } from '../properties';
import type { AuthorizerModel, RestRouteModel } from '../rest-api-model';
import { sortedBy } from '../stable-text';
import type { Value } from '../template';
import { compact, isObject } from '../value';
import type { OpenApiDocument } from './document';

/** What a security scheme of a document is to API Gateway. */
type Scheme =
  | { readonly kind: 'authorizer'; readonly authorizationType: Value<string> }
  | { readonly kind: 'iam' }
  | { readonly kind: 'apiKey' }
  | { readonly kind: 'unknown' };

/** The security of a method. */
export type RouteSecurity = Pick<
  RestRouteModel,
  'authorizationType' | 'authorizer' | 'authorizationScopes' | 'apiKeyRequired'
>;

const EXTENSION = 'x-amazon-apigateway-authorizer';

/**
 * Reads security schemes and the requirements of methods.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
 */
export class DocumentSecurity {
  /** The authorizers that the document declares. */
  public readonly authorizers: AuthorizerModel[] = [];
  private readonly schemes = new Map<string, Scheme>();
  /** The document, where its own requirements hold for operations that have none. */
  private readonly root: Properties | undefined;

  public constructor(document: OpenApiDocument) {
    if (document.isSwagger) reportRootSecurity(document.root);
    else {
      this.root = document.root;
      // Where every operation has its own, nobody reads it.
      for (const requirement of this.root.sections('security')) requirement.passOver();
    }
    for (const [name, reference] of document.securitySchemes) {
      const section = document.follow(reference);
      this.schemes.set(name, this.readScheme(document, name, section));
    }
  }

  /**
   * Reads what an operation requires: what it says itself, else (OpenAPI 3.0) what the document
   * says. Several requirements apply together. One that is not of API Gateway is reported, since
   * an import passes over it and leaves the method open.
   */
  public readOperation(operation: Properties): RouteSecurity {
    const isOwn = operation.value('security') !== undefined;
    const place = isOwn ? operation : (this.root ?? operation);
    const security: { -readonly [K in keyof RouteSecurity]: RouteSecurity[K] } = {
      authorizationType: readAuth(operation),
      authorizationScopes: [],
      apiKeyRequired: false,
    };
    for (const [name, scopes] of requirementsOf(place)) {
      const scheme = this.schemes.get(name) ?? { kind: 'unknown' };
      if (scheme.kind === 'apiKey') security.apiKeyRequired = true;
      else if (scheme.kind === 'unknown' || security.authorizationType !== 'NONE') {
        reportRequirement(place, name, scheme.kind);
      } else if (scheme.kind === 'iam') security.authorizationType = 'AWS_IAM';
      else {
        security.authorizer = name;
        security.authorizationType = scheme.authorizationType;
        security.authorizationScopes = sortedBy(scopes, (scope) => scope);
      }
    }
    return security;
  }

  private readScheme(document: OpenApiDocument, name: string, section: Properties): Scheme {
    // What OpenAPI says of a scheme is for clients.
    section.withoutEffect('bearerFormat', 'description', 'flows', 'openIdConnectUrl', 'scheme');
    section.withoutEffect('authorizationUrl', 'flow', 'scopes', 'tokenUrl');
    const authType = section.literal('x-amazon-apigateway-authtype') ?? '';
    const [type, header, place] = ['type', 'name', 'in'].map((member) => section.literal(member));
    const extension = section.section(EXTENSION);
    if (extension !== undefined) {
      const source = identitySourceOf(header, place);
      const authorizer = readAuthorizer(document, name, document.follow(extension), source);
      this.authorizers.push(authorizer);
      const isCognito = authorizer.type === 'COGNITO_USER_POOLS';
      return { kind: 'authorizer', authorizationType: isCognito ? authorizer.type : 'CUSTOM' };
    }
    if (/^awsSigv4/i.test(authType)) return { kind: 'iam' };
    const isKey = type === 'apiKey' && place === 'header' && /^x-api-key$/i.test(header ?? '');
    return { kind: isKey ? 'apiKey' : 'unknown' };
  }
}

/** The header or query parameter that the scheme names is where the token is. */
function identitySourceOf(name: string | undefined, place: string | undefined): string | undefined {
  if (name === undefined || name === 'Unused') return undefined;
  if (place === 'header') return `method.request.header.${name}`;
  return place === 'query' ? `method.request.querystring.${name}` : undefined;
}

function readAuthorizer(
  document: OpenApiDocument,
  name: string,
  section: Properties,
  schemeSource: string | undefined,
): AuthorizerModel {
  return compact({
    origin: document.originOf(section),
    name,
    type: upperCase(section.requiredText('type')),
    uri: section.text('authorizerUri'),
    credentials: section.text('authorizerCredentials'),
    identitySource: identitySources(section.text('identitySource')) ?? schemeSource,
    validationExpression: section.text('identityValidationExpression'),
    resultTtlInSeconds: section.number('authorizerResultTtlInSeconds'),
    providerArns: sortedBy(section.texts('providerARNs'), (arn) => arn),
  });
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html */
function readAuth(operation: Properties): Value<string> {
  return upperCase(operation.section('x-amazon-apigateway-auth')?.text('type')) ?? 'NONE';
}

/** The names of the schemes that an operation requires, each with its scopes. */
export function requirementsOf(operation: Properties): [string, Value<string>[]][] {
  return operation
    .sections('security')
    .flatMap((requirement) =>
      Object.keys(requirement.values).map((name): [string, Value<string>[]] => [
        name,
        requirement.texts(name),
      ]),
    );
}

function reportRequirement(operation: Properties, name: string, kind: Scheme['kind']): void {
  const reason =
    kind === 'unknown'
      ? `${name} is no security scheme that API Gateway knows; it leaves the method open`
      : `${name} is required as well, but a method has one authorization`;
  operation.unread(`security/${escapePointer(name)}`, reason);
}

/** Security of the document as a whole, where it is not known to apply. */
export function reportRootSecurity(root: Properties): void {
  const security = root.value('security');
  const isEmpty =
    Array.isArray(security) &&
    security.every((item) => isObject(item) && Object.keys(item).length === 0);
  if (security === undefined || isEmpty) return;
  root.unread('security', 'may leave methods open; require security on every operation');
}
