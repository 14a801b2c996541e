import { evaluate, PolicyError, parsePolicy } from '../../lib/policy';
import { elapsed, SOON_MS } from '../_helpers/soon';
import { effectOf, holds, invoke, policy } from './requests';

describe('names of JavaScript', () => {
  test.each(['__proto__', 'constructor', 'toString'])(
    '%s is a condition key like any other',
    (key) => {
      const condition = JSON.parse(`{"StringEquals": {${JSON.stringify(key)}: "x"}}`);
      expect(holds(condition)).toBe(false);
      expect(holds(condition, JSON.parse(`{${JSON.stringify(key)}: "x"}`))).toBe(true);
      expect(holds({ StringLike: { 'a:b': `\${${key}}` } }, { 'a:b': '' })).toBe(false);
    },
  );

  test.each(['__proto__', 'constructor'])(
    '%s is no member of a statement and no kind of principal',
    (name) => {
      const member = JSON.stringify(name);
      const statement = '"Effect":"Allow","Action":"*","Resource":"*"';
      expect(() => parsePolicy(`{"Statement":{${statement},${member}:{}}}`)).toThrow(PolicyError);
      expect(() => parsePolicy(`{"Statement":{${statement},"Principal":{${member}:"x"}}}`)).toThrow(
        PolicyError,
      );
    },
  );
});

describe('time', () => {
  test('of a pattern with many stars is at most the product of the lengths', () => {
    const pattern = `arn:${'*a'.repeat(2_000)}*b`;
    const resource = `arn:${'a'.repeat(8_000)}`;
    const time = elapsed(() =>
      expect(effectOf({ Resource: pattern }, { resource })).toBe('implicitDeny'),
    );
    expect(time).toBeLessThan(SOON_MS);
  });

  test('of a long list of ranges grows with its logarithm', () => {
    const ranges = Array.from(
      { length: 50_000 },
      (_, index) => `10.${index >> 8}.${index & 255}.0/25`,
    );
    const compiled = policy({
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': ranges } },
    });
    const from = (ip: string) =>
      evaluate(compiled, invoke({ context: { 'aws:SourceIp': ip } })).effect;
    expect(from('10.100.7.127')).toBe('allow');
    expect(from('10.100.7.128')).toBe('implicitDeny');
    const time = elapsed(() => {
      for (let index = 0; index < 10_000; index++) from(`10.100.${index & 255}.200`);
    });
    expect(time).toBeLessThan(SOON_MS);
  });

  test('of a policy variable that is opened again and again is short', () => {
    const value = '${'.repeat(50_000);
    const time = elapsed(() =>
      expect(() => holds({ StringLike: { 'a:b': value } })).toThrow(PolicyError),
    );
    expect(time).toBeLessThan(SOON_MS);
  });
});

test.each(['Statement', 'Version', 'Id'])(
  'fails for 100,000 nested lists as %s, without a stack overflow',
  (member) => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(() => parsePolicy(`{"${member}":${deep}}`)).toThrow(PolicyError);
  },
);

test('errors show only the beginning of what they refuse', () => {
  const effect = 'x'.repeat(100_000);
  expect(() => effectOf({ Effect: effect })).toThrow(PolicyError);
  try {
    effectOf({ Effect: effect });
  } catch (error) {
    expect((error as Error).message.length).toBeLessThan(300);
  }
});
