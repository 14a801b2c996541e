import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Stack, Validations } from 'aws-cdk-lib';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CanaryStage, type ICanaryStage } from '../../lib/canary';
import { StageVariableLambdaRouter } from '../../lib/stage-variable-lambda-router';
import { newApp, newStack } from '../_helpers/stacks';
import { aliasIn, apiIn, functionIn, pinned } from './_constructs';

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs: ReadonlyArray<{ readonly constructPath: string }>;
}

/** The rules of AWS Solutions that something below `Stack/Prod` or `Stack/Router` breaks. */
function findings(build: (stack: Stack) => void): string[] {
  const app = newApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  build(newStack('Stack', app));
  // The API of the user has findings of its own, with which the synthesis fails.
  expect(() => app.synth()).toThrow('AwsSolutions');
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  const violations: Violation[] = report.pluginReports.flatMap(
    ({ violations }: { violations: Violation[] }) => violations,
  );
  return violations
    .filter(({ ruleName }) => ruleName.startsWith('AwsSolutions'))
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    )
    .filter((finding) => /Stack\/(Prod|Router|Api\/DeploymentStage)/.test(finding));
}

/** A web ACL is the choice of the stage's owner: with one there is nothing left to find. */
function protect(stack: Stack, { stage }: ICanaryStage): void {
  const webAclArn = 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/shop/1';
  new CfnWebACLAssociation(stack, 'Acl', { resourceArn: stage.stageArn, webAclArn });
}

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => jest.restoreAllMocks());

test('a new stage and a router give no cause for a finding of the AWS Solutions rules', () => {
  const found = findings((stack) => {
    const handler = functionIn(stack);
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    const api = apiIn(stack);
    api.root.addMethod('POST', router.integration());
    const prod = new CanaryStage(stack, 'Prod', pinned(api));
    router.addStage(prod, aliasIn(stack, handler, 'live'));
    protect(stack, prod);
  });
  expect(found).toEqual([]);
});

test('logs that are turned off are found', () => {
  const found = findings((stack) => {
    const options = { logs: { accessLogs: false } };
    protect(stack, new CanaryStage(stack, 'Prod', pinned(apiIn(stack), options)));
  });
  expect(found).toEqual(['AwsSolutions-APIG1 Stack/Prod/Resource']);
});
