import { Match, Template } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { WebSocketApi, WebSocketRoute, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import * as snippets from '../examples/snippets/metered-api';
import { KEYED, ordersApi } from './_helpers/metered';
import { newApp, newStack } from './_helpers/stacks';

test('the examples of the page build what it says', () => {
  const app = newApp();
  const stack = newStack('Stack', app);
  const service = new Role(stack, 'Role', { assumedBy: new AccountPrincipal('111111111111') });
  const metered = snippets.first(stack, ordersApi(stack).deploymentStage, service);

  const other = new RestApi(stack, 'Other', { defaultMethodOptions: KEYED });
  other.root.addMethod('GET', new MockIntegration());
  const webSocketApi = new WebSocketApi(stack, 'Chat');
  const integration = new WebSocketMockIntegration('Connect');
  const connect = { webSocketApi, routeKey: '$connect', integration, apiKeyRequired: true };
  new WebSocketRoute(stack, 'Connect', connect);
  const chat = new WebSocketStage(stack, 'ChatStage', { webSocketApi, stageName: 'prod' });

  snippets.stages(metered, other.deploymentStage, chat);
  snippets.rollOver(metered);
  snippets.changeTier(metered);
  snippets.ownValues(stack, metered);
  snippets.escapeHatches(metered, metered.addConsumer('vandelay', { tier: 'pro' }));
  const partners = new snippets.PartnersStack(app, 'Partners', {
    env: { account: '111111111111', region: 'eu-west-1' },
    plan: metered.plan('pro'),
    partners: ['pied piper'],
  });

  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::ApiGateway::UsagePlan', 2);
  template.resourceCountIs('AWS::ApiGateway::ApiKey', 7);
  template.resourceCountIs('AWS::ApiGateway::UsagePlanKey', 8);
  template.allResourcesProperties('AWS::ApiGateway::UsagePlan', {
    ApiStages: [Match.anyValue(), Match.anyValue(), Match.anyValue()],
  });
  Template.fromStack(partners).resourceCountIs('AWS::ApiGateway::UsagePlanKey', 1);
});
