import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestedStack, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ledgerKey, parseLedger, readPinned } from '../../lib/private/canary-ledger';
import { newApp, newStack } from '../_helpers/stacks';

const KEY = '111111111111/eu-west-1/Stack/Api/Prod';

function stageScope(stack: Stack = newStack()): Construct {
  return new Construct(new Construct(stack, 'Api'), 'Prod');
}

function parse(text: string): ReadonlyMap<string, unknown> {
  return parseLedger(stageScope(), 'ledger.json', text);
}

describe('the key of a stage', () => {
  test('is account, region, stack and path', () => {
    expect(ledgerKey(stageScope())).toBe(KEY);
  });

  test('names the physical stack', () => {
    const stack = new Stack(newApp(), 'Stack', {
      stackName: 'shop',
      env: { account: '222222222222', region: 'us-east-1' },
    });
    expect(ledgerKey(stageScope(stack))).toBe('222222222222/us-east-1/shop/Api/Prod');
  });

  test('of a nested stack starts from the stack that is deployed', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    expect(ledgerKey(stageScope(nested))).toBe('111111111111/eu-west-1/Stack/Nested/Api/Prod');
  });

  test('is unknown where the account is', () => {
    expect(ledgerKey(stageScope(new Stack(newApp(), 'Stack')))).toBeUndefined();
  });
});

describe('a ledger', () => {
  test('names the deployment of each stage', () => {
    const entry = { stableDeploymentId: 'a1b2c3', stableFingerprint: 'ProdDeploymentAB12' };
    expect([...parse(JSON.stringify({ [KEY]: entry }))]).toEqual([[KEY, entry]]);
  });

  test('may be empty', () => {
    expect(parse('{}').size).toBe(0);
  });

  test('keeps a name that JavaScript objects have already', () => {
    const text = `{"111111111111/eu-west-1/Stack/__proto__": {"stableDeploymentId": "a1"}}`;
    expect([...parse(text).keys()]).toEqual(['111111111111/eu-west-1/Stack/__proto__']);
  });

  test.each([
    ['no JSON', '{\n  "a": x\n}', /ledger\.json:2:8` is not valid JSON/],
    ['half a text', '{"a"', /ledger\.json:1:5` is not valid JSON/],
    ['an array', '[]', /must be a JSON object, got: \[\]/],
    ['a text', '"a1b2c3"', /must be a JSON object, got: "a1b2c3"/],
    ['a bare name', '{"prod": {}}', /must be named account\/region\/stack\/path, got: "prod"/],
    ['an id without its entry', `{"${KEY}": "a1b2c3"}`, /must be a JSON object, got: "a1b2c3"/],
    ['an entry without the id', `{"${KEY}": {}}`, /must have a stableDeploymentId, got: \[\]/],
    ['an unknown member', `{"${KEY}": {"stable": "a1"}}`, /must have only .*, got: "stable"/],
    [
      'an id that is a number',
      `{"${KEY}": {"stableDeploymentId": 12}}`,
      /stableDeploymentId` must be a text of letters and digits, got: 12/,
    ],
    [
      'an id with a hyphen',
      `{"${KEY}": {"stableDeploymentId": "a-1"}}`,
      /stableDeploymentId` must be a text of letters and digits, got: "a-1"/,
    ],
  ])('fails on %s', (_what, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(/^CanaryLedgerMalformed at Stack\/Api\/Prod/);
  });
});

describe('reading what is pinned', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (content: object): string => {
    const file = join(folder, 'ledger.json');
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  test('finds the stage', () => {
    const file = write({ [KEY]: { stableDeploymentId: 'a1b2c3' } });
    expect(readPinned(stageScope(), file)).toEqual({ stableDeploymentId: 'a1b2c3' });
  });

  test('finds nothing for a stage that was not pinned yet', () => {
    const file = write({ [`${KEY}2`]: { stableDeploymentId: 'a1b2c3' } });
    expect(readPinned(stageScope(), file)).toBeUndefined();
  });

  test('finds nothing without a file that nobody asked for', () => {
    expect(readPinned(stageScope(), undefined)).toBeUndefined();
  });

  test('an empty ledger needs no account', () => {
    expect(readPinned(stageScope(new Stack(newApp(), 'Stack')), write({}))).toBeUndefined();
  });

  test('fails on a file that does not exist', () => {
    expect(() => readPinned(stageScope(), join(folder, 'none.json'))).toThrow(
      /^CanaryLedgerMissing at Stack\/Api\/Prod: `state\.file` must be a file that exists/,
    );
  });

  test('fails in a stack without an account, whose pins cannot be told apart', () => {
    const file = write({ [KEY]: { stableDeploymentId: 'a1b2c3' } });
    expect(() => readPinned(stageScope(new Stack(newApp(), 'Stack')), file)).toThrow(
      /^CanaryLedgerEnvironment at Stack\/Api\/Prod/,
    );
  });
});
