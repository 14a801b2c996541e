import { StackEngine } from '../../../lib/cloud/cloudformation';
import type { CfnTemplate } from '../../../lib/model';
import { body, deployment, mockMethod, petStore, stage, testService } from './_service';

function engine() {
  const { service } = testService();
  const stacks = new StackEngine({ providers: service.providers, region: 'eu-west-1' });
  const deploy = (template: CfnTemplate) => stacks.deploy([{ name: 'Shop', template }]);
  const id = (logicalId: string) =>
    stacks.resource({ source: 'Shop', logicalId })?.physicalId ?? 'none';
  return { service, stacks, deploy, id };
}

describe('a stack with an API', () => {
  test('goes from deployment to deployment, and leaves none behind', async () => {
    const { service, deploy, id } = engine();
    await deploy(petStore());
    const restApiId = id('Api');
    const { First: _first, ...next } = petStore({
      Get: mockMethod('two'),
      Second: deployment(),
      Stage: stage('Second'),
    }).Resources!;
    await deploy({ Resources: next });
    expect(await body(service, restApiId)).toBe('two');
    expect(service.call('GetDeployments', { restApiId })).toMatchObject({
      items: [{ id: id('Second') }],
    });
  });

  test('is rolled back to what it was when the next one is refused', async () => {
    const { service, deploy, id } = engine();
    await deploy(petStore());
    const before = service.call('GetStage', { restApiId: id('Api'), stageName: 'dev' });
    const present = service.restApi(id('Api')).present().api;
    const refused = petStore({
      Get: mockMethod('two'),
      Second: deployment(),
      Stage: stage('Second', {
        CanarySetting: { DeploymentId: 'nosuch' },
        Variables: { color: 'red' },
      }),
    });
    await expect(deploy(refused)).rejects.toThrow(/Deployment id does not exist/);
    expect(service.restApi(id('Api')).present().api).toEqual(present);
    expect(service.call('GetStage', { restApiId: id('Api'), stageName: 'dev' })).toEqual(before);
    expect(service.call('GetDeployments', { restApiId: id('Api') })).toMatchObject({
      items: [{ id: id('First') }],
    });
  });

  test('replaces a method whose verb changes', async () => {
    const { service, deploy, id } = engine();
    await deploy(petStore());
    await deploy(petStore({ Get: mockMethod('one', { HttpMethod: 'POST' }) }));
    const { api } = service.restApi(id('Api')).present();
    expect(api.routes.map(({ method }) => method)).toEqual(['POST']);
  });

  test('leaves nothing when it is deleted', async () => {
    const { service, stacks, deploy } = engine();
    await deploy(
      petStore({
        Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true } },
        Plan: {
          Type: 'AWS::ApiGateway::UsagePlan',
          Properties: { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' } }] },
        },
        PlanKey: {
          Type: 'AWS::ApiGateway::UsagePlanKey',
          Properties: {
            KeyId: { Ref: 'Key' },
            UsagePlanId: { Ref: 'Plan' },
            KeyType: 'API_KEY',
          },
        },
      }),
    );
    await stacks.delete();
    expect(service.restApis()).toEqual([]);
    expect([...service.usage.keys, ...service.usage.plans]).toEqual([]);
  });
});
