import { ParameterStore, SecretStore } from '../../../../lib/cloud/cloudformation';

const HERE = { accountId: '111111111111', region: 'eu-west-1' };
const THERE = { accountId: '111111111111', region: 'us-east-1' };

describe('parameters', () => {
  test('have versions, and one region and account', () => {
    const store = new ParameterStore(() => 1000);
    store.put(HERE, '/x', 'one');
    store.put(HERE, '/x', 'two');
    expect(store.get(HERE, '/x')).toBe('two');
    expect(store.get(HERE, '/x', 1)).toBe('one');
    expect(store.get(HERE, '/x', 3)).toBeUndefined();
    expect(store.get(THERE, '/x')).toBeUndefined();
    expect(store.get(THERE, 'arn:aws:ssm:eu-west-1:111111111111:parameter/x')).toBe('two');
    expect(store.find(HERE, '/x', 1)).toEqual({
      name: '/x',
      value: 'one',
      type: 'String',
      version: 1,
      modifiedAt: 1000,
    });
    store.put(HERE, 'plain', 'x,y', 'StringList');
    const plain = 'arn:aws:ssm:eu-west-1:111111111111:parameter/plain';
    expect(store.find(THERE, plain)).toMatchObject({ name: 'plain', type: 'StringList' });
    expect(store.names(HERE)).toEqual(['/x', 'plain']);
    store.delete(HERE, '/x');
    expect(store.get(HERE, '/x')).toBeUndefined();
  });
});

describe('secrets', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf';

  test('are found by name, by ARN and by ARN without its suffix', () => {
    const store = new SecretStore();
    store.create(HERE, { arn, name: 'db', value: 'one' });
    expect(store.get(HERE, 'db')).toBe('one');
    expect(store.get(THERE, 'db')).toBeUndefined();
    expect(store.get(THERE, arn)).toBe('one');
    expect(store.get(HERE, arn.slice(0, -7))).toBe('one');
    store.delete(HERE, 'db');
    expect(store.get(HERE, arn)).toBeUndefined();
    expect(store.get(HERE, 'db')).toBeUndefined();
  });

  test('have a current and a previous value', () => {
    const store = new SecretStore();
    store.create(HERE, { arn, name: 'db', value: 'one' });
    expect(store.get(HERE, 'db', { versionStage: 'AWSPREVIOUS' })).toBeUndefined();
    store.update(HERE, 'db', 'two');
    expect(store.get(HERE, 'db', { versionStage: 'AWSCURRENT' })).toBe('two');
    expect(store.get(HERE, 'db', { versionStage: 'AWSPREVIOUS' })).toBe('one');
    expect(store.get(HERE, 'db', { versionStage: 'AWSPENDING' })).toBeUndefined();
    expect(store.get(HERE, 'db', { versionStage: 'toString' })).toBeUndefined();
    const { versionId = '', ...previous } =
      store.read(HERE, 'db', { versionStage: 'AWSPREVIOUS' }) ?? {};
    expect(previous).toMatchObject({ arn, name: 'db', value: 'one', stages: ['AWSPREVIOUS'] });
    expect(store.get(HERE, 'db', { versionId })).toBe('one');
    store.update(HERE, 'db', 'three');
    expect(store.read(HERE, 'db', { versionId })).toMatchObject({ value: 'one', stages: [] });
  });
});
