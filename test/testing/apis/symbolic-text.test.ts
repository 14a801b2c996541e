import { Fn, NestedStack, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { synth, testApp } from '../../../lib/testing';
import { identityOf } from '../../../lib/testing/apis/construct-identity';
import { readable } from '../../../lib/testing/apis/names';
import { textOf } from '../../../lib/testing/apis/symbolic-text';

const app = testApp();
const stack = new Stack(app, 'Shop');
const nested = new NestedStack(stack, 'Nested');
const fn = new lambda.Function(stack, 'Fn', {
  code: lambda.Code.fromInline('x'),
  handler: 'index.handler',
  runtime: lambda.Runtime.NODEJS_24_X,
});
const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
new lambda.CfnAlias(nested, 'User', {
  functionName: fn.functionName,
  functionVersion: '1',
  name: 'nested',
});
const synthesis = synth(app);
const place = { synthesis, source: 'Shop' };
const resolved = (value: unknown): unknown => stack.resolve(value);
const text = (value: unknown) => textOf(place, resolved(value));

test.each<[string, unknown, string]>([
  ['a text', 'orders', 'orders'],
  ['a number', 42, '42'],
  ['nothing', undefined, ''],
  ['a joined text', { 'Fn::Join': ['-', ['a', 'b']] }, 'a-b'],
  [
    'a substituted text',
    { 'Fn::Sub': ['${a}/${!stageVariables.x}', { a: '1' }] },
    '1/${stageVariables.x}',
  ],
  ['a chosen item', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  ['a split text', { 'Fn::Select': ['2', { 'Fn::Split': [':', 'a:b:c'] }] }, 'c'],
])('%s is as it will be', (_, value, expected) => {
  expect(text(value)).toBe(expected);
});

test.each<[string, unknown, unknown]>([
  ['Ref and Fn::Sub', { Ref: 'AWS::Region' }, { 'Fn::Sub': '${AWS::Region}' }],
  ['Fn::GetAtt as a list and in Fn::Sub', resolved(fn.functionArn), sub(resolved(fn.functionArn))],
  ['an alias and the ARN put together', alias.functionArn, Fn.join(':', [fn.functionArn, 'live'])],
  [
    'a name and the name out of the ARN',
    fn.functionName,
    Fn.select(6, Fn.split(':', fn.functionArn)),
  ],
  ['an alias name out of the ARN', 'live', Fn.select(7, Fn.split(':', alias.functionArn))],
])('%s are one text', (_, one, other) => {
  expect(text(one)).toBe(text(other));
});

test('a part of what is not known is another than the whole', () => {
  const part = { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'zones' }] }] };
  expect(text(part)).not.toBe(text({ 'Fn::ImportValue': 'zones' }));
  expect(text(part)).toBe(text({ ...part }));
});

test('a reference into another stack is the same as there', () => {
  const properties = synthesis.stacks.find(({ path }) => path === 'Shop/Nested')?.template
    .Resources;
  const [{ Properties: found } = {}] = Object.values(properties ?? {});
  const source = synthesis.stacks.find(({ path }) => path === 'Shop/Nested')?.name ?? '';
  expect(textOf({ synthesis, source }, found?.['FunctionName'])).toBe(
    identityOf(synthesis, fn, fn.functionName),
  );
});

test.each<[string, unknown, string]>([
  ['a resource', fn.functionName, 'Shop/Fn'],
  [
    'the environment',
    'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}',
    'arn:aws:sns:<region>:<account>',
  ],
])('%s is named for people', (_, value, expected) => {
  const written =
    typeof value === 'string' && value.startsWith('arn') ? { 'Fn::Sub': value } : value;
  expect(readable(place, resolved(written))).toBe(expected);
});

function sub(reference: unknown): unknown {
  const [logicalId, attribute] = (reference as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'];
  return { 'Fn::Sub': `\${${logicalId}.${attribute}}` };
}
