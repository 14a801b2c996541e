import fc from 'fast-check';
import { Cloud } from '../../lib/cloud';
import { hostOf } from '../../lib/cloud/front-door';
import { ValidationError } from '../../lib/errors';
import type { CfnResource } from '../../lib/model';
import { petsApi, source } from './_templates';

const DOMAIN = {
  Domain: {
    Type: 'AWS::ApiGateway::DomainName',
    Properties: { DomainName: 'api.example.com', EndpointConfiguration: { Types: ['REGIONAL'] } },
  },
  Mapping: {
    Type: 'AWS::ApiGateway::BasePathMapping',
    DependsOn: ['Stage'],
    Properties: {
      DomainName: { Ref: 'Domain' },
      RestApiId: { Ref: 'Api' },
      BasePath: 'shop',
      Stage: 'prod',
    },
  },
} satisfies Record<string, CfnResource>;

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('%', '%zz', '%00', '%2e%2e/', '..', '//', '\0', '\r\nx: y', '\ud800', '#', '?'),
);
const hosts = fc.oneof(
  fc.constantFrom('api.example.com', 'API.example.com:443', 'api.example.com.', 'x.example.com'),
  text,
);
const paths = fc.oneof(
  fc.constantFrom('/shop/pets', '/shop', '/', '/prod/pets'),
  text.map((end) => `/shop/${end}`),
  text,
);

test('an address of any kind gets an answer, or an error that says what is wrong with it', async () => {
  const cloud = new Cloud({ region: 'eu-west-1' });
  await cloud.deploy({ sources: [source({ ...petsApi(), ...DOMAIN })] });
  const [found] = cloud.stages();
  const own = `https://${found && hostOf(found.api)}`;
  const origins = fc.oneof(
    fc.constantFrom(own, `${own}:443`),
    hosts.map((host) => `https://${host}`),
  );
  const bodies = fc.oneof(text, fc.constant(undefined));

  await fc.assert(
    fc.asyncProperty(
      origins,
      paths,
      fc.constantFrom('GET', 'POST', 'get', 'X'),
      bodies,
      async (origin, path, method, body) => {
        const init = method.toLowerCase() === 'get' || body === undefined ? {} : { body };
        try {
          const { status } = await cloud.anybody.call(`${origin}${path}`, { method, ...init });
          expect(status).toBeGreaterThanOrEqual(200);
          expect(status).toBeLessThan(600);
        } catch (error) {
          // The address leads to no API.
          expect(error).toBeInstanceOf(ValidationError);
        }
      },
    ),
    { numRuns: 400 },
  );
  await cloud.close();
});
