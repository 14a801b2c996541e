import fc from 'fast-check';
import { mockMethod, petStore, testService } from './_service';

const INTEGRATION = mockMethod('ok').Properties.Integration;

/** Methods in order and not, each by what it has other than the rest. */
const VARIANTS: readonly Record<string, unknown>[] = [
  {},
  { OperationName: 'list' },
  { HttpMethod: 'FETCH' },
  { Surprise: 1 },
  { MethodResponses: [{ StatusCode: '99' }] },
  { RequestParameters: { 'method.request.nowhere.x': true } },
  { Integration: { ...INTEGRATION, Surprise: 1 } },
  { Integration: { ...INTEGRATION, TimeoutInMillis: 1 } },
  { Integration: { ...INTEGRATION, Type: 'MOOCK' } },
];

const PATHS = ['pets', 'pets-and-more', '{id}', 'a b', '{proxy+}', 'x{y}', 'Pets1'];

const folder = (pathPart: string) => ({
  Type: 'AWS::ApiGateway::Resource',
  Properties: {
    RestApiId: { Ref: 'Api' },
    ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
    PathPart: pathPart,
  },
});

type Resources = Parameters<typeof petStore>[0];

/** What is said of each group of resources, put one after the other into one API. */
async function verdicts(groups: readonly Resources[]): Promise<string[]> {
  const { stack } = testService();
  let template = petStore();
  await stack.deploy(template);
  const said: string[] = [];
  for (const group of groups) {
    const next = { Resources: { ...template.Resources, ...group } };
    try {
      await stack.deploy(next);
      template = next;
      said.push('in order');
    } catch (error) {
      said.push(String(error));
    }
  }
  return said;
}

/** What is said of each where it is the only one. */
async function alone(groups: readonly Resources[]): Promise<string[]> {
  return (await Promise.all(groups.map(async (group) => verdicts([group])))).flat();
}

const method = (variant: number, index: number): Resources => ({
  [`Folder${index}`]: folder(`folder${index}`),
  [`Method${index}`]: {
    ...mockMethod('ok', VARIANTS[variant]),
    Properties: {
      ...mockMethod('ok', VARIANTS[variant]).Properties,
      ResourceId: { Ref: `Folder${index}` },
    },
  },
});

test('methods and resources of all kinds are among those of the tests', async () => {
  const methods = await alone(VARIANTS.map((_, variant) => method(variant, 0)));
  const paths = await alone(PATHS.map((path) => ({ Folder: folder(path) })));
  for (const said of [methods, paths]) {
    expect(said.filter((one) => one === 'in order').length).toBeGreaterThan(1);
    expect(said.filter((one) => one !== 'in order').length).toBeGreaterThan(1);
  }
});

test('the same is said of a method whatever was put in before it', async () => {
  const variant = fc.nat({ max: VARIANTS.length - 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(variant, { maxLength: 8 }), async (chosen) => {
      const groups = chosen.map(method);
      expect(await verdicts(groups)).toEqual(await alone(groups));
    }),
    { numRuns: 40 },
  );
});

test('the same is said of a resource whatever was put in before it', async () => {
  const paths = fc.shuffledSubarray(PATHS.filter((path) => !path.startsWith('{')));
  await fc.assert(
    fc.asyncProperty(paths, async (chosen) => {
      const groups = chosen.map((path, index) => ({ [`Folder${index}`]: folder(path) }));
      expect(await verdicts(groups)).toEqual(await alone(groups));
    }),
    { numRuns: 40 },
  );
});

test('each part that has something to be ignored is listed', async () => {
  const { service, stack } = testService({
    ignoreUnsupported: ['Method0/Surprise', 'Method1/Surprise'],
  });
  await stack.deploy(petStore({ ...method(3, 0), ...method(3, 1) }));
  expect(service.ignored.map(({ path }) => path)).toEqual([
    'Stack/Method0/Surprise',
    'Stack/Method1/Surprise',
  ]);
});
