import AjvDraft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { compilePolicy, evaluate, type PolicyRequest, parsePolicy } from '../lib/policy';
import { compileModel } from '../lib/schema';
import { type BenchTable, median } from './table';

const SAMPLES = 5;
const SAMPLE_MS = 60;

const REQUEST: PolicyRequest = {
  caller: { type: 'aws', arn: 'arn:aws:sts::123456789012:assumed-role/orders/session' },
  action: 'execute-api:Invoke',
  resource: 'arn:aws:execute-api:eu-west-1:123456789012:abc1234567/prod/GET/orders/42',
  context: { 'aws:SourceIp': '203.0.113.7', 'aws:SourceVpce': 'vpce-1a2b3c4d' },
};

const SCHEMA = {
  type: 'object',
  required: ['id', 'customer', 'items'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[a-z]{2}-[0-9]{4}$' },
    customer: { type: 'string', minLength: 1, maxLength: 64 },
    items: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['sku', 'count'],
        properties: { sku: { type: 'string' }, count: { type: 'integer', minimum: 1 } },
      },
    },
  },
};
const GOOD = {
  id: 'ab-1234',
  customer: 'Jo',
  items: Array.from({ length: 5 }, (_, index) => ({ sku: `sku-${index}`, count: index + 1 })),
};
const BAD = { ...GOOD, id: 'wrong', extra: true };

/** Policy evaluations and request validations a second, on one core. */
export async function benchPolicy(): Promise<BenchTable> {
  const rows = [1, 10, 100].map((statements) => {
    const policy = policyOf(statements);
    return [`policy, ${statements} statements`, perSecond(() => evaluate(policy, REQUEST)), '-'];
  });
  const model = compileModel('Order', SCHEMA);
  const ajv = addFormats(new AjvDraft4({ strict: false, allErrors: true }));
  const peer = ajv.compile(SCHEMA);
  const textRow = (title: string, body: unknown) => {
    const text = JSON.stringify(body);
    return [
      `model, ${title}`,
      perSecond(() => model.validate(text)),
      perSecond(() => peer(JSON.parse(text))),
    ];
  };
  return {
    title: 'Policy evaluations and request validations',
    columns: ['what', 'a second', 'bare ajv a second'],
    rows: [
      ...rows,
      [
        'model, valid object',
        perSecond(() => model.validateValue(GOOD)),
        perSecond(() => peer(GOOD)),
      ],
      textRow('valid text', GOOD),
      textRow('invalid text, with message', BAD),
    ],
  };
}

/** The last statement allows; every other has a resource and a condition that must be looked at. */
function policyOf(statements: number) {
  const others = Array.from({ length: statements - 1 }, (_, index) => ({
    Effect: index % 2 === 0 ? 'Deny' : 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/*/GET/orders/*',
    Condition: { IpAddress: { 'aws:SourceIp': [`10.${index}.0.0/16`, `192.168.${index}.0/24`] } },
  }));
  const last = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::123456789012:role/orders' },
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/prod/*',
  };
  const api = { region: 'eu-west-1', accountId: '123456789012', apiId: 'abc1234567' };
  return compilePolicy(parsePolicy({ Version: '2012-10-17', Statement: [...others, last] }), {
    api,
  });
}

function perSecond(run: () => unknown): number {
  for (let index = 0; index < 1000; index++) run();
  const samples = Array.from({ length: SAMPLES }, () => sample(run));
  return Math.round(median(samples));
}

function sample(run: () => unknown): number {
  const start = process.hrtime.bigint();
  let count = 0;
  let elapsed = 0;
  while (elapsed < SAMPLE_MS) {
    for (let index = 0; index < 200; index++) run();
    count += 200;
    elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  }
  return (count / elapsed) * 1000;
}
