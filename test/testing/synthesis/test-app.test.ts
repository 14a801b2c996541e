import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { testApp } from '../../../lib/testing';
import { projectContext } from '../../../lib/testing/synthesis/project-context';

const FLAG = '@aws-cdk/aws-apigateway:requestValidatorUniqueId';

function project(files: Record<string, unknown>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

test('an app for tests has the feature flags of the project', () => {
  expect(testApp().node.tryGetContext(FLAG)).toBe(true);
});

test('what the test gives goes before the project', () => {
  expect(testApp({ context: { [FLAG]: false } }).node.tryGetContext(FLAG)).toBe(false);
});

test('an app for tests bundles no assets, unless told to', () => {
  const key = 'aws:cdk:bundling-stacks';
  expect(testApp().node.tryGetContext(key)).toEqual([]);
  expect(testApp({ context: { [key]: ['**'] } }).node.tryGetContext(key)).toEqual(['**']);
});

test('an app for tests collects no usage metadata, whose only reader is the deployment', () => {
  const flag = '@aws-cdk/core:enableAdditionalMetadataCollection';
  expect(projectContext(process.cwd())[flag]).toBe(true);
  const stack = new Stack(testApp(), 'Shop');
  const api = new RestApi(stack, 'Api');
  expect(api.node.metadata).toEqual([]);
});

describe('the context of a project', () => {
  test('comes from the nearest cdk.json upwards', () => {
    const directory = project({ 'cdk.json': { context: { flag: 'outer' } } });
    const inner = join(directory, 'packages', 'api');
    mkdirSync(inner, { recursive: true });
    expect(projectContext(inner)).toEqual({ flag: 'outer' });
  });

  test('takes what cdk.json says before what cdk.context.json has cached', () => {
    const directory = project({
      'cdk.json': { app: 'node app.js', context: { flag: 'settings', own: 1 } },
      'cdk.context.json': { flag: 'cached', zone: 'Z1' },
    });
    expect(projectContext(directory)).toEqual({ flag: 'settings', own: 1, zone: 'Z1' });
  });

  test('is empty where cdk.json has none', () => {
    expect(projectContext(project({ 'cdk.json': { app: 'node app.js' } }))).toEqual({});
  });

  test.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['no JSON', '{ "context": '],
  ])('fails when cdk.json holds %s', (_, text) => {
    expect(() => projectContext(project({ 'cdk.json': text }))).toThrow(
      /ProjectContext at .*cdk\.json: must hold a JSON object, got: /,
    );
  });
});
