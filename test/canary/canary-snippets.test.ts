import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  addStage,
  adoptStage,
  alarmOnCanary,
  pinByParameter,
  quietStage,
  showWhatToRecord,
} from '../../examples/snippets/canary-stage';
import { newStack } from '../_helpers/stacks';
import { apiIn, onlyId } from './_constructs';

const STAGE = 'AWS::ApiGateway::Stage';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => jest.restoreAllMocks());

describe('the examples of the page', () => {
  test('make a stage with an idle canary, and show what to record', () => {
    const stack = newStack();
    const prod = addStage(stack, apiIn(stack));
    alarmOnCanary(stack, prod);
    showWhatToRecord(stack, prod);
    const template = Template.fromStack(stack);
    const deploymentId = onlyId(template, DEPLOYMENT);
    template.hasResourceProperties(STAGE, {
      StageName: 'prod',
      CanarySetting: { PercentTraffic: 0, DeploymentId: { Ref: deploymentId } },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5XXError',
      Dimensions: Match.arrayWith([{ Name: 'Stage', Value: 'prod/Canary' }]),
    });
    template.hasOutput('ProdDeployment', { Value: { Ref: deploymentId } });
    template.hasOutput('ProdFingerprint', { Value: deploymentId });
  });

  test('pin production by an id', () => {
    const stack = newStack();
    pinByParameter(stack, apiIn(stack), 'a1b2c3');
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      DeploymentId: 'a1b2c3',
      CanarySetting: { PercentTraffic: 5 },
    });
  });

  test('adopt the stage of an API', () => {
    const stack = newStack();
    const api = apiIn(stack, { deploy: true });
    expect(adoptStage(stack, api)).toBe(api.deploymentStage);
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      CanarySetting: { PercentTraffic: 0 },
    });
  });

  test('turn logs off and give the canary a variable', () => {
    const stack = newStack();
    quietStage(stack, apiIn(stack));
    const template = Template.fromStack(stack);
    template.hasResourceProperties(STAGE, {
      MethodSettings: [Match.objectLike({ LoggingLevel: 'OFF' })],
      CanarySetting: { StageVariableOverrides: { build: 'next' } },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
  });
});
