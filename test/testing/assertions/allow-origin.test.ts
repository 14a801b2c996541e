import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { allowsOriginOf, testApp } from '../../../lib/testing';
import {
  ADMIN_ORIGIN,
  APP_ORIGIN,
  StorefrontStack,
} from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const shop = new StorefrontStack(testApp(), 'Shop');

function api(
  cors: apigateway.CorsOptions | undefined,
  build: (api: apigateway.RestApi) => void = () => {},
): apigateway.RestApi {
  const made = new apigateway.RestApi(new Stack(testApp(), 'Cors'), 'Api', {
    ...(cors && { defaultCorsPreflightOptions: cors }),
  });
  made.root.addMethod('DELETE', new apigateway.MockIntegration());
  build(made);
  return made;
}

function error(origin: string, credentials?: string) {
  return (made: apigateway.RestApi) => {
    for (const type of [apigateway.ResponseType.DEFAULT_4XX, apigateway.ResponseType.DEFAULT_5XX]) {
      made.addGatewayResponse(type.responseType, {
        type,
        responseHeaders: {
          'access-control-allow-origin': origin,
          ...(credentials && { 'access-control-allow-credentials': credentials }),
        },
      });
    }
  };
}

describe('a preflight of the L2', () => {
  test.each([APP_ORIGIN, ADMIN_ORIGIN])('lets in %s of a list', (origin) => {
    expect(allowsOriginOf(shop.api, origin, { credentials: true })).toMatchObject({ pass: true });
  });

  test('lets everybody in by *', () => {
    expect(allowsOriginOf(api({ allowOrigins: ['*'] }), APP_ORIGIN)).toMatchObject({ pass: true });
  });

  test.each([
    ['an origin that is not in the list', 'https://evil.example.com'],
    ['an origin on http', 'http://app.example.com'],
    ['a prefix of an origin', 'https://app.example.co'],
  ])('fails for %s', (_, origin) => {
    const { pass, message } = allowsOriginOf(shop.api, origin, { route: 'GET /orders' });
    expect(pass).toBe(false);
    expect(message).toContain(`its preflight allows ${APP_ORIGIN}, ${ADMIN_ORIGIN}`);
  });

  test('fails for a method that it does not let in', () => {
    const made = api({ allowOrigins: ['*'], allowMethods: ['GET'] });
    expect(allowsOriginOf(made, APP_ORIGIN).message).toContain(
      '- DELETE /: its preflight allows the methods GET only',
    );
  });

  test('lets in the methods that browsers do not ask about', () => {
    const made = api({ allowOrigins: ['*'], allowMethods: ['DELETE'] });
    made.root.addMethod('POST', new apigateway.MockIntegration());
    expect(allowsOriginOf(made, APP_ORIGIN)).toMatchObject({ pass: true });
  });

  test('fails with credentials where it does not let them in', () => {
    const made = api({ allowOrigins: [APP_ORIGIN] });
    expect(allowsOriginOf(made, APP_ORIGIN).pass).toBe(true);
    expect(allowsOriginOf(made, APP_ORIGIN, { credentials: true }).message).toContain(
      '- DELETE /: its preflight does not allow credentials',
    );
  });

  test('fails where there is none', () => {
    expect(allowsOriginOf(api(undefined), APP_ORIGIN).message).toContain(
      '- DELETE /: nothing answers its preflight',
    );
  });
});

describe('a preflight that is not for browsers', () => {
  test('fails where it requires authentication', () => {
    const made = api(undefined, ({ root }) => {
      root.addMethod('OPTIONS', new apigateway.MockIntegration(), {
        authorizationType: apigateway.AuthorizationType.IAM,
      });
    });
    expect(allowsOriginOf(made, APP_ORIGIN).message).toContain('OPTIONS / requires authentication');
  });

  test('fails where it requires an API key', () => {
    const made = api(undefined, ({ root }) => {
      root.addMethod('OPTIONS', new apigateway.MockIntegration(), { apiKeyRequired: true });
    });
    expect(allowsOriginOf(made, APP_ORIGIN).message).toContain('OPTIONS / requires an API key');
  });

  test('fails where a backend decides', () => {
    const made = api(undefined, ({ root }) => {
      root.addMethod('OPTIONS', new apigateway.HttpIntegration('https://backend.example.com'));
    });
    expect(allowsOriginOf(made, APP_ORIGIN).message).toContain('decides when it is called');
  });
});

describe('answers of API Gateway itself', () => {
  const cors = { allowOrigins: [APP_ORIGIN], allowCredentials: true };

  test.each([
    ['a fixed origin', `'${APP_ORIGIN}'`, undefined, {}],
    ['any origin', "'*'", undefined, {}],
    ['the origin of the request', 'method.request.header.Origin', undefined, {}],
    ['a fixed origin and credentials', `'${APP_ORIGIN}'`, "'true'", { credentials: true }],
  ])('may be read with %s', (_, origin, credentials, expected) => {
    const made = api(cors, error(origin, credentials));
    const result = allowsOriginOf(made, APP_ORIGIN, { ...expected, onErrors: true });
    expect(result).toMatchObject({ pass: true });
  });

  test.each([
    ['another origin', `'${ADMIN_ORIGIN}'`, undefined, {}, 'does not name the origin'],
    [
      'any origin, with credentials',
      "'*'",
      "'true'",
      { credentials: true },
      'does not name the origin',
    ],
    [
      'no credentials',
      `'${APP_ORIGIN}'`,
      undefined,
      { credentials: true },
      'does not allow credentials',
    ],
  ])('fail with %s', (_, origin, credentials, expected, problem) => {
    const made = api(cors, error(origin, credentials));
    const { message } = allowsOriginOf(made, APP_ORIGIN, { ...expected, onErrors: true });
    expect(message).toContain(`- the gateway response DEFAULT_4XX ${problem}`);
    expect(message).toContain(`- the gateway response DEFAULT_5XX ${problem}`);
  });

  test('fail where they are not set, and do not matter unless asked for', () => {
    expect(allowsOriginOf(api(cors), APP_ORIGIN, { onErrors: true }).pass).toBe(false);
    expect(allowsOriginOf(api(cors), APP_ORIGIN)).toMatchObject({ pass: true });
  });
});

describe('an HTTP API', () => {
  const http = (cors: apigatewayv2.CorsPreflightOptions) => {
    const made = new apigatewayv2.HttpApi(new Stack(testApp(), 'Http'), 'Api', {
      corsPreflight: cors,
    });
    const integration = new HttpUrlIntegration('Url', 'https://backend.example.com');
    made.addRoutes({ path: '/', methods: [apigatewayv2.HttpMethod.DELETE], integration });
    return made;
  };
  const allowMethods = [apigatewayv2.CorsHttpMethod.ANY];

  test.each([
    ['by name', [APP_ORIGIN]],
    ['by *', ['*']],
    ['by https://*', ['https://*']],
  ])('lets an origin in %s, on errors too', (_, allowOrigins) => {
    const made = http({ allowOrigins, allowMethods });
    expect(allowsOriginOf(made, APP_ORIGIN, { onErrors: true })).toMatchObject({ pass: true });
  });

  test.each([
    [
      'another origin',
      { allowOrigins: [ADMIN_ORIGIN], allowMethods },
      'its preflight allows https://admin',
    ],
    ['http://*', { allowOrigins: ['http://*'], allowMethods }, 'its preflight allows http://*'],
    ['no method', { allowOrigins: [APP_ORIGIN] }, 'its preflight allows the methods'],
  ])('fails with %s', (_, cors, problem) => {
    expect(allowsOriginOf(http(cors), APP_ORIGIN).message).toContain(problem);
  });
});

test('fails on a WebSocket API', () => {
  expect(allowsOriginOf(new V2Stack(testApp(), 'V2').chat, APP_ORIGIN).message).toContain(
    'WebSocket APIs know no CORS',
  );
});
