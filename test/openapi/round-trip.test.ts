import fc from 'fast-check';
import { readApiModel, withoutOrigins } from '../../lib/model';
import { writeOpenApi } from '../../lib/openapi';
import type { AbstractApi } from '../model/abstract-api';
import { arbitraryApi } from '../model/arbitrary-api';
import { writeBody } from '../model/write-documents';
import { DEPLOYED } from '../model/write-resources';

const RUNS = { numRuns: 100 };

/** The model of an API whose document is written by API Gateway's pages. */
function modelOf(api: AbstractApi) {
  return readApiModel([{ name: 'S', template: writeBody(api, 'openapi') }]);
}

/** The model of an API whose document this is. */
function modelOfDocument(document: object) {
  const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document } };
  return readApiModel([{ name: 'S', template: { Resources: { Api: api, ...DEPLOYED } } }]);
}

/**
 * Swagger 2.0 has one list of media types for bodies and for mapping templates: an API that the
 * service can write down and read again has the same media types in both.
 */
function withMediaTypesOfTemplates(api: AbstractApi): AbstractApi {
  const both = (types: readonly string[], templates: readonly object[]) => [
    ...new Set([...types, ...templates.flatMap((one) => Object.keys(one))]),
  ];
  const routes = api.routes.map((route) => ({
    ...route,
    consumes: both(route.consumes, [route.integration?.requestTemplates ?? {}]),
    produces: both(
      route.produces,
      (route.integration?.responses ?? []).map(({ templates }) => templates),
    ),
  }));
  return { ...api, routes };
}

describe('a document that is written with integrations and authorizers', () => {
  test.each(['oas30', 'swagger'] as const)('makes the same API again (%s)', (format) => {
    fc.assert(
      fc.property(arbitraryApi, (abstract) => {
        const model = modelOf(format === 'oas30' ? abstract : withMediaTypesOfTemplates(abstract));
        const document = writeOpenApi(model.restApis[0]!, {
          format,
          extensions: ['integrations', 'authorizers'],
          stageName: 'prod',
          apiId: 'abcde12345',
          region: 'eu-west-1',
        });
        expect(withoutOrigins(modelOfDocument(document))).toEqual(withoutOrigins(model));
      }),
      RUNS,
    );
  });

  test.each(['oas30', 'swagger'] as const)('is plain JSON (%s)', (format) => {
    fc.assert(
      fc.property(arbitraryApi, (abstract) => {
        const document = writeOpenApi(modelOf(abstract).restApis[0]!, {
          format,
          extensions: ['integrations', 'authorizers'],
        });
        expect(JSON.parse(JSON.stringify(document))).toEqual(document);
      }),
      RUNS,
    );
  });
});

describe('a document that is written without extensions', () => {
  test.each(['oas30', 'swagger'] as const)('says nothing of what is behind it (%s)', (format) => {
    fc.assert(
      fc.property(arbitraryApi, (abstract) => {
        const document = writeOpenApi(modelOf(abstract).restApis[0]!, { format });
        const members = JSON.stringify(document, (key, value: unknown) =>
          key === 'info' ? undefined : value,
        );
        expect(members).not.toMatch(/"x-amazon-apigateway-(?!any-method|authtype)[a-z-]+"/);
      }),
      RUNS,
    );
  });
});
