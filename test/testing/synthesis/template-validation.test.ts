import { type App, Stack, Validations } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { synth, testApp } from '../../../lib/testing';

function stackWithMemory(memorySize: number): Stack {
  const stack = new Stack(testApp(), 'Broken');
  new CfnFunction(stack, 'Fn', {
    code: { zipFile: 'x' },
    role: 'arn:aws:iam::111111111111:role/x',
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    memorySize,
  });
  return stack;
}

const stackWithMistake = () => stackWithMemory(1);

test('a sound stack has no errors', () => {
  const findings = synth(stackWithMemory(128)).validate();
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a mistake is found where it is', () => {
  expect(synth(stackWithMistake()).validate()).toContainEqual({
    id: expect.stringMatching(/^[A-Z]\d+$/),
    severity: 'error',
    message: expect.stringContaining('MemorySize'),
    resource: 'Broken/Fn',
    path: expect.stringContaining('MemorySize'),
  });
});

test('a mistake is found in a cloud assembly on disk', () => {
  const { directory } = synth(stackWithMistake());
  expect(
    synth(directory)
      .validate()
      .map(({ resource }) => resource),
  ).toContain('Broken/Fn');
});

test.each([
  ['its construct', (stack: Stack) => stack.node.findChild('Fn')],
  ['the app', (stack: Stack) => stack.node.root],
])('a finding that is acknowledged on %s is left out', (_, scope) => {
  const [finding] = synth(stackWithMistake()).validate();
  const stack = stackWithMistake();
  Validations.of(scope(stack)).acknowledge({
    id: `CloudFormation-Validate::${finding?.id}`,
    reason: 'on purpose',
  });
  expect(
    synth(stack)
      .validate()
      .map(({ id }) => id),
  ).not.toContain(finding?.id);
});

test('a finding that is acknowledged somewhere else is not left out', () => {
  const [finding] = synth(stackWithMistake()).validate();
  const stack = stackWithMistake();
  const elsewhere = new Stack(stack.node.root as App, 'Elsewhere');
  const id = `CloudFormation-Validate::${finding?.id}`;
  Validations.of(elsewhere).acknowledge({ id, reason: 'on purpose' });
  const ids = synth(stack)
    .validate()
    .map((found) => found.id);
  expect(ids).toContain(finding?.id);
});
