import { captureLive, explainLive } from '../../../lib/cloud/apigateway';
import type { CfnTemplate } from '../../../lib/model';
import { deployment, mockMethod, petStore, stage, testService } from './_service';

/** What a second template makes of a first. */
async function explain(first: CfnTemplate, second: CfnTemplate) {
  const { service, stack } = testService();
  await stack.deploy(first);
  const before = captureLive(service);
  await stack.deploy(second);
  const changes = explainLive(before, captureLive(service));
  return { changes, stack };
}

describe('what becomes live', () => {
  test('is nothing when nothing changes', async () => {
    expect((await explain(petStore(), petStore())).changes).toEqual([]);
  });

  test('is no method that the deployment of the stage does not carry', async () => {
    const { changes, stack } = await explain(petStore(), petStore({ Get: mockMethod('two') }));
    expect(changes).toEqual([
      {
        restApiId: stack.id('Api'),
        stage: 'dev',
        element: 'GET /',
        change: 'changed',
        live: false,
        reason: expect.stringContaining(`deployment ${stack.id('First')} of the stage`),
        place: { source: 'Stack', logicalId: 'Get' },
      },
    ]);
  });

  test('is a method that a new deployment of the stage carries', async () => {
    const { changes, stack } = await explain(
      petStore(),
      petStore({ Get: mockMethod('two'), Second: deployment(), Stage: stage('Second') }),
    );
    expect(changes).toMatchObject([{ element: 'GET /', change: 'changed', live: true }]);
    expect(changes[0]?.reason).toContain(stack.id('Second'));
  });

  test('is a setting of the stage', async () => {
    const { changes } = await explain(
      petStore(),
      petStore({ Stage: stage('First', { Variables: { color: 'red' }, TracingEnabled: true }) }),
    );
    expect(changes).toMatchObject([
      { element: 'variables', change: 'changed', live: true },
      { element: 'tracingEnabled', change: 'changed', live: true },
    ]);
  });

  test('names what is added and what is removed, by its kind', async () => {
    const throttled = {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: { RestApiId: { Ref: 'Api' }, ResponseType: 'THROTTLED', StatusCode: '420' },
    };
    const model = {
      Type: 'AWS::ApiGateway::Model',
      Properties: { RestApiId: { Ref: 'Api' }, Name: 'Pet', Schema: {} },
    };
    const { changes } = await explain(
      petStore({ Pet: model, First: { ...deployment(), DependsOn: ['Get', 'Pet'] } }),
      petStore({
        First: { ...deployment(), DependsOn: ['Get', 'Pet'] },
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: { Name: 'pets', ApiKeySourceType: 'AUTHORIZER' },
        },
        Throttled: throttled,
      }),
    );
    expect(changes).toMatchObject([
      { element: 'settings of the API', change: 'changed', live: false },
      { element: 'model Pet', change: 'removed', live: false },
      { element: 'gateway response THROTTLED', change: 'added', live: false },
    ]);
  });
});
