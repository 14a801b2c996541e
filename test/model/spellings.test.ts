import fc from 'fast-check';
import { equivalentModels, readApiModel, routeKey, withoutOrigins } from '../../lib/model';
import { arbitraryApi } from './arbitrary-api';
import { writeBody } from './write-documents';
import { writeResources } from './write-resources';

const RUNS = { numRuns: 100 };

describe('an API in three spellings', () => {
  test.each(['openapi', 'swagger'] as const)(
    'is the same model as separate resources and as a %s document',
    (version) => {
      fc.assert(
        fc.property(arbitraryApi, (api) => {
          const resources = readApiModel([{ name: 'S', template: writeResources(api) }]);
          const document = readApiModel([{ name: 'S', template: writeBody(api, version) }]);
          expect(withoutOrigins(document)).toEqual(withoutOrigins(resources));
          expect(equivalentModels(document, resources)).toBe(true);
        }),
        RUNS,
      );
    },
  );

  test('has every route, authorizer, model and validator that was written, and nothing unread', () => {
    fc.assert(
      fc.property(arbitraryApi, (api) => {
        const model = readApiModel([{ name: 'S', template: writeResources(api) }]);
        const read = model.restApis[0];
        const sorted = (names: Iterable<unknown>) => [...names].map(String).sort();
        expect(model.unread).toEqual([]);
        expect(sorted(read!.routes.map(routeKey))).toEqual(sorted(api.routes.map(routeKey)));
        expect(sorted(read!.authorizers.map(({ name }) => name))).toEqual(
          sorted(api.authorizers.map(({ name }) => name)),
        );
        expect(sorted(read!.models.map(({ name }) => name))).toEqual(
          sorted(api.models.map(({ name }) => name)),
        );
        expect(sorted(read!.validators.map(({ name }) => name))).toEqual(
          sorted(api.validators.map(({ name }) => name)),
        );
      }),
      RUNS,
    );
  });

  test('differs when one route differs', () => {
    fc.assert(
      fc.property(
        arbitraryApi.filter(({ routes }) => routes.length > 0),
        (api) => {
          const [first, ...others] = api.routes;
          const changed = { ...api, routes: [{ ...first!, apiKey: !first!.apiKey }, ...others] };
          const before = readApiModel([{ name: 'S', template: writeResources(api) }]);
          const after = readApiModel([{ name: 'S', template: writeResources(changed) }]);
          expect(equivalentModels(before, after)).toBe(false);
        },
      ),
      RUNS,
    );
  });
});
