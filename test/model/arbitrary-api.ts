import fc from 'fast-check';
import type {
  AbstractApi,
  AbstractAuthorizer,
  AbstractIntegration,
  AbstractRoute,
  Text,
} from './abstract-api';

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,7}$/);
const freeText = fc.oneof(word, fc.string({ maxLength: 12 }), fc.constant('__proto__'));

const intrinsic = fc.oneof(
  word.map((name) => ({ Ref: `Param${name}` })),
  fc.tuple(word, word).map(([id, attribute]) => ({ 'Fn::GetAtt': [id, attribute] })),
  fc.tuple(word, freeText).map(([id, text]) => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, text, { Ref: id }]],
  })),
  word.map((name) => ({ 'Fn::Sub': `https://\${${name}}.example.com` })),
);

/** Never empty: an empty text is not the same as none in every spelling. */
const text: fc.Arbitrary<Text> = fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), intrinsic);

const names = fc.uniqueArray(word, { maxLength: 3, selector: (name) => name.toLowerCase() });
const mediaType = fc.constantFrom('application/json', 'text/plain', 'image/*', 'a~b/c+xml');
const mediaTypes = fc.uniqueArray(mediaType, { minLength: 1, maxLength: 3 });
const templates = fc.dictionary(mediaType, text, { maxKeys: 2 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const statusCode = fc.integer({ min: 100, max: 599 }).map(String);

/** Leaves out what is undefined, as a template does. */
function present<T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return arbitrary.map(
    (value) => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T,
  );
}

function authorizer(name: string): fc.Arbitrary<AbstractAuthorizer> {
  return present(
    fc.record({
      name: fc.constant(name),
      kind: fc.constantFrom('token', 'request', 'cognito_user_pools'),
      header: word,
      sources: fc.uniqueArray(
        word.map((source) => `method.request.querystring.${source}`),
        { minLength: 1, maxLength: 3 },
      ),
      uri: text,
      credentials: optional(text),
      expression: optional(word),
      ttl: optional(fc.integer({ min: 0, max: 3600 })),
      pools: fc.uniqueArray(text, { minLength: 1, maxLength: 2, selector: JSON.stringify }),
    }) as fc.Arbitrary<AbstractAuthorizer>,
  );
}

const integration = present(
  fc.record({
    type: fc.constantFrom('aws', 'aws_proxy', 'http', 'http_proxy', 'mock'),
    uri: optional(text),
    httpMethod: optional(fc.constantFrom('GET', 'POST', 'ANY')),
    credentials: optional(text),
    connectionId: optional(text),
    passthroughBehavior: optional(fc.constantFrom('when_no_match', 'when_no_templates', 'never')),
    contentHandling: optional(fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY')),
    timeoutInMillis: optional(fc.integer({ min: 50, max: 29_000 })),
    requestParameters: fc.dictionary(word, text, { maxKeys: 2 }),
    requestTemplates: templates,
    cacheKeyParameters: fc.uniqueArray(word, { maxLength: 2 }),
    cacheNamespace: optional(text),
    responses: fc.uniqueArray(
      present(
        fc.record({
          pattern: fc.constantFrom('', '2\\d{2}', '4..', '.*"error~/".*', '__proto__'),
          statusCode,
          contentHandling: optional(fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY')),
          parameters: fc.dictionary(word, text, { maxKeys: 2 }),
          templates,
        }),
      ),
      { maxLength: 3, selector: ({ pattern }) => pattern },
    ),
  }),
) as fc.Arbitrary<AbstractIntegration>;

const segment = fc.oneof(
  word,
  fc.constantFrom('orders', 'v1', 'a.b', 'x_y-z'),
  word.map((name) => `{${name}}`),
  word.map((name) => `{${name}+}`),
);
const path = fc
  .array(segment, { maxLength: 3 })
  .map((parts) => `/${parts.join('/')}`)
  .filter((whole) => !/\+\}\//.test(whole));

interface Names {
  readonly authorizers: readonly AbstractAuthorizer[];
  readonly validators: readonly { readonly name: string }[];
  readonly models: readonly { readonly name: string }[];
}

function route({ authorizers, validators, models }: Names): fc.Arbitrary<AbstractRoute> {
  const oneOf = (items: readonly { readonly name: string }[]) =>
    items.length === 0
      ? fc.constant(undefined)
      : optional(fc.constantFrom(...items.map(({ name }) => name)));
  const base = fc.record({
    path,
    method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'ANY'),
    operationName: optional(word),
    security: fc.constantFrom('none', 'iam', ...authorizers.map(({ name }) => `:${name}`)),
    scopes: fc.uniqueArray(word, { maxLength: 2 }),
    apiKey: fc.boolean(),
    parameters: fc.uniqueArray(
      fc.record({
        place: fc.constantFrom('header' as const, 'query' as const, 'path' as const),
        name: word,
        required: fc.boolean(),
      }),
      { maxLength: 3, selector: ({ place, name }) => `${place}.${name}` },
    ),
    validator: oneOf(validators),
    requestModel: oneOf(models),
    consumes: mediaTypes,
    produces: mediaTypes,
    integration: optional(integration),
    responses: fc.uniqueArray(
      present(
        fc.record({
          statusCode,
          model: oneOf(models),
          headers: fc.uniqueArray(word, { maxLength: 2 }),
        }),
      ),
      { maxLength: 3, selector: (response) => response.statusCode },
    ),
  }) as fc.Arbitrary<AbstractRoute>;
  return present(base.map((generated) => onlyWithCognito(generated, authorizers)));
}

/** Scopes belong to user pools; path parameters are always required. */
function onlyWithCognito(
  generated: AbstractRoute,
  authorizers: readonly AbstractAuthorizer[],
): AbstractRoute {
  const security = generated.security.replace(':', '');
  const used = authorizers.find(({ name }) => generated.security === `:${name}`);
  return {
    ...generated,
    security: used ? security : generated.security,
    scopes: used?.kind === 'cognito_user_pools' ? generated.scopes : [],
    parameters: generated.parameters.map((parameter) => ({
      ...parameter,
      required: parameter.required || parameter.place === 'path',
    })),
  };
}

const RESERVED = new Set(['none', 'iam']);
const plainNames = names.map((all) => all.filter((name) => !RESERVED.has(name)));

/** Any API, with names first, so that routes can refer to them. */
export const arbitraryApi: fc.Arbitrary<AbstractApi> = fc
  .record({ authorizers: plainNames, validators: names, models: names })
  .chain((named) => fc.tuple(fc.tuple(...named.authorizers.map(authorizer)), fc.constant(named)))
  .chain(([authorizers, named]) => {
    const validators = named.validators.map((name, index) => ({
      name,
      body: index % 2 === 0,
      parameters: index % 3 === 0,
    }));
    const models = fc.tuple(
      ...named.models.map((name) =>
        fc.record({
          name: fc.constant(name),
          type: fc.constantFrom('object', 'array'),
          refersTo: fc.subarray(named.models),
        }),
      ),
    );
    const scope = { authorizers, validators, models: named.models.map((name) => ({ name })) };
    return present(
      fc.record({
        name: text,
        description: optional(word),
        policy: optional(fc.constant({ Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] })),
        apiKeySource: optional(fc.constantFrom('HEADER', 'AUTHORIZER')),
        binaryMediaTypes: fc.uniqueArray(text, { maxLength: 2, selector: JSON.stringify }),
        minimumCompressionSize: optional(fc.integer({ min: 0, max: 10_485_760 })),
        vpcEndpointIds: fc.uniqueArray(text, { maxLength: 2, selector: JSON.stringify }),
        disableExecuteApiEndpoint: optional(fc.boolean()),
        authorizers: fc.constant(authorizers),
        validators: fc.constant(validators),
        models,
        gatewayResponses: fc.uniqueArray(
          present(
            fc.record({
              type: fc.constantFrom('DEFAULT_4XX', 'DEFAULT_5XX', 'THROTTLED', 'UNAUTHORIZED'),
              statusCode: optional(statusCode),
              headers: fc.dictionary(word, text, { maxKeys: 2 }),
              templates,
            }),
          ),
          { maxLength: 3, selector: ({ type }) => type },
        ),
        routes: fc.uniqueArray(route(scope), {
          maxLength: 6,
          selector: ({ path: whole, method }) => `${method} ${whole}`,
        }),
      }),
    ) as fc.Arbitrary<AbstractApi>;
  });
