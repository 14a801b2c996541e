import { Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { enforceRules } from '../../lib/private/enforce-rules';
import { rejectionTests } from '../_helpers/rejections';
import { newApp } from '../_helpers/stacks';
import { rulesRejections } from '../rejections/rules.rejections';
import { methodRulesRejections } from '../rejections/rules-of-methods.rejections';

function synthesize(context: Record<string, unknown>, resources = 301): void {
  const app = newApp(context);
  const stack = new Stack(app, 'Stack');
  enforceRules(stack);
  const api = new RestApi(stack, 'Api');
  api.root.addMethod('GET', new MockIntegration());
  for (let index = 0; index < resources; index += 1) api.root.addResource(`r${index}`);
  app.synth();
}

describe('rules at synthesis', () => {
  rejectionTests([...rulesRejections, ...methodRulesRejections]);

  test('let 300 resources pass', () => {
    expect(() => synthesize({}, 300)).not.toThrow();
  });

  test('go by the quotas that the context tells', () => {
    expect(() => synthesize({ 'cdk-gatehouse:quotas': { resourcesPerApi: 301 } })).not.toThrow();
    expect(() => synthesize({ 'cdk-gatehouse:quotas': { resourcesPerApi: 299 } }, 300)).toThrow(
      /299 resources/,
    );
  });

  test('can be turned off by their codes', () => {
    expect(() => synthesize({ 'cdk-gatehouse:skipRules': ['ResourceQuota'] })).not.toThrow();
  });

  test.each([
    ['an unknown quota', { 'cdk-gatehouse:quotas': { routesPerApi: 5 } }],
    ['a quota that is no number', { 'cdk-gatehouse:quotas': { resourcesPerApi: '5' } }],
    ['an unknown rule', { 'cdk-gatehouse:skipRules': ['EveryRule'] }],
  ])('fails when the context names %s', (_what, context) => {
    expect(() => synthesize(context, 1)).toThrow(/cdk-gatehouse:(quotas|skipRules)/);
  });

  test('find an API of another stack of the app', () => {
    const app = newApp();
    enforceRules(new Stack(app, 'Empty'));
    const api = new RestApi(new Stack(app, 'Other'), 'Api', { description: '' });
    api.root.addMethod('GET', new MockIntegration());
    expect(() => app.synth()).toThrow(/RestApiSettings at Other\/Api/);
  });
});
