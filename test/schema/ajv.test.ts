import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = `
  const loaded = () => Object.keys(require.cache).some((file) => file.includes('/ajv/'));
  const { compileModel } = require(${JSON.stringify(join(__dirname, '../../lib/schema'))});
  const before = loaded();
  const schema = { type: 'object' };
  compileModel('Order', schema, { Order: schema }).validate('{}');
  console.log(JSON.stringify([before, loaded()]));
`;

test('ajv is loaded with the first model, not with the library', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=commonjs', '--eval', SCRIPT],
    { encoding: 'utf8', cwd: join(__dirname, '../..') },
  );
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([false, true]);
}, 20_000);
