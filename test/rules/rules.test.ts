import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CfnTemplate, readApiModel } from '../../lib/model';
import { checkModel, RULES } from '../../lib/rules';

const CASES = join(__dirname, '..', 'conformance', 'cases');

interface Recorded {
  readonly id: string;
  readonly title: string;
  readonly template: CfnTemplate;
  readonly resource?: string;
  readonly error: string;
}

/** What only the service knows: which APIs, parts, deployments and stages there are already. */
const KNOWN_AT_DEPLOYMENT_ONLY = new Set([
  ...['rejections-05', 'rejections-06'],
  ...['02', '03', '04', '05', '10', '11', '12', '13', '14', '19', '20', '21', '22'].map(
    (number) => `rejections-api-${number}`,
  ),
  // Documentation and VPC links are no part of what the rules look at.
  ...['rejections-api-23', 'rejections-api-25', 'rejections-api-26'],
  // Nor are domains; and the API without a policy is at fault, which its deployment shows.
  ...['03', '04', '05', '06', '07', '08', '09', '10', '11'].map(
    (number) => `rejections-apis-${number}`,
  ),
  'rejections-authorizers-t2-10',
  'rejections-authorizers-t2-11',
  // Nor is the language of schemas.
  ...['05', '06', '07'].map((number) => `rejections-models-t2-${number}`),
  // The model has NONE for a method that says nothing, and no plan whose stage it cannot find.
  'rejections-methods-t2-07',
  ...['06', '07', '08'].map((number) => `rejections-usage-t2-${number}`),
  // Whether a stage has a canary.
  'rejections-stages-t2-11',
]);

const all = readdirSync(CASES)
  .filter((file) => file.startsWith('rejections.'))
  .flatMap((file) => JSON.parse(readFileSync(join(CASES, file), 'utf8')) as Recorded[]);

/** An import says of each refusal what it could not do, which is not for the rules to say. */
const cases = all.filter(
  ({ id, error }) =>
    !KNOWN_AT_DEPLOYMENT_ONLY.has(id) && !error.startsWith('Errors found during import:'),
);

function violationsOf(template: CfnTemplate): ReturnType<typeof checkModel> {
  return checkModel(readApiModel([{ name: 'Stack', template }]));
}

describe('the rules', () => {
  test.each(cases.map((one) => [one.id, one.title, one] as const))(
    'refuse what the service refused, with its message: %s %s',
    (_id, _title, { template, resource, error }) => {
      const [violation] = violationsOf(template);
      expect(violation?.origin?.logicalId).toBe(resource);
      const pattern = /^\/(.*)\/$/s.exec(error)?.[1];
      if (pattern) expect(violation?.refusal).toMatch(new RegExp(pattern));
      else expect(violation?.refusal).toBe(error);
    },
  );

  test('say in their own words what is allowed, what was given and what to change', () => {
    const messages = cases
      .flatMap(({ template }) => violationsOf(template))
      .map((one) => one.message);
    expect(messages.length).toBeGreaterThanOrEqual(cases.length);
    for (const message of messages) expect(message).toMatch(/ (must|may) .*(got: |has \d).*; /s);
  });

  test('have codes of their own and the page that they rest on', () => {
    const codes = RULES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { see } of RULES) expect(see).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});
