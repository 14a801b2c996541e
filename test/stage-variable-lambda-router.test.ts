import { CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type CfnStage, ContentHandling, ResponseTransferMode } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnFunction,
  type IVersion,
  Function as LambdaFunction,
  Version,
} from 'aws-cdk-lib/aws-lambda';
import {
  type RouterIntegrationOptions,
  StageVariableLambdaRouter,
} from '../lib/stage-variable-lambda-router';
import { rejectionTests } from './_helpers/rejections';
import { newApp, newStack } from './_helpers/stacks';
import { aliasIn, apiIn, functionIn } from './canary/_constructs';
import { stageVariableLambdaRouterRejections } from './rejections/stage-variable-lambda-router.rejections';

const METHOD = 'AWS::ApiGateway::Method';
const STAGE = 'AWS::ApiGateway::Stage';
const PERMISSION = 'AWS::Lambda::Permission';

/** An API with stage `prod`, whose `POST /` is routed to alias `live`. */
function routed(options?: RouterIntegrationOptions, stack = newStack()) {
  const handler = functionIn(stack);
  const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
  const api = apiIn(stack, { deploy: true });
  api.root.addMethod('POST', router.integration(options));
  const live = aliasIn(stack, handler, 'live');
  router.addStage(api.deploymentStage, live);
  return { stack, handler, router, api, live };
}

rejectionTests(stageVariableLambdaRouterRejections);

describe('the integration', () => {
  const uri = (template: Template): unknown => {
    const methods = Object.values(template.findResources(METHOD));
    return methods.find(({ Properties }) => Properties.HttpMethod === 'POST')?.['Properties']
      .Integration.Uri;
  };
  const lambdaPath = (version: string, operation: string) => ({
    'Fn::Join': [
      '',
      [
        `arn:aws:apigateway:eu-west-1:lambda:path/${version}/functions/`,
        { 'Fn::GetAtt': [expect.stringMatching(/^Fn/), 'Arn'] },
        `:\${stageVariables.lambdaAlias}/${operation}`,
      ],
    ],
  });

  test('names the alias by the stage variable, which reaches API Gateway untouched', () => {
    const template = Template.fromStack(routed().stack);
    expect(uri(template)).toEqual(lambdaPath('2015-03-31', 'invocations'));
    template.hasResourceProperties(METHOD, {
      HttpMethod: 'POST',
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' },
    });
  });

  test('names an imported function by its ARN', () => {
    const stack = newStack();
    const functionArn = 'arn:aws:lambda:eu-west-1:111111111111:function:orders';
    const handler = LambdaFunction.fromFunctionArn(stack, 'Fn', functionArn);
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler, variableName: 'v' });
    apiIn(stack).root.addMethod('POST', router.integration());
    expect(uri(Template.fromStack(stack))).toBe(
      `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}:\${stageVariables.v}/invocations`,
    );
  });

  test('streams answers', () => {
    const { stack } = routed({ responseTransferMode: ResponseTransferMode.STREAM });
    const template = Template.fromStack(stack);
    expect(uri(template)).toEqual(lambdaPath('2021-11-15', 'response-streaming-invocations'));
    template.hasResourceProperties(METHOD, { Integration: { ResponseTransferMode: 'STREAM' } });
  });

  test('maps requests and answers by templates', () => {
    const { stack } = routed({
      proxy: false,
      requestTemplates: { 'application/json': '$input.json("$")' },
      integrationResponses: [{ statusCode: '200' }],
    });
    Template.fromStack(stack).hasResourceProperties(METHOD, {
      Integration: {
        Type: 'AWS',
        RequestTemplates: { 'application/json': '$input.json("$")' },
        IntegrationResponses: [{ StatusCode: '200' }],
      },
    });
  });

  test('takes the options of an integration', () => {
    const { stack } = routed({
      timeout: Duration.millis(50),
      contentHandling: ContentHandling.CONVERT_TO_TEXT,
      cacheKeyParameters: ['integration.request.header.x-origin'],
      requestParameters: { 'integration.request.header.x-origin': "'shop'" },
    });
    Template.fromStack(stack).hasResourceProperties(METHOD, {
      Integration: {
        TimeoutInMillis: 50,
        ContentHandling: 'CONVERT_TO_TEXT',
        CacheKeyParameters: ['integration.request.header.x-origin'],
        RequestParameters: { 'integration.request.header.x-origin': "'shop'" },
      },
    });
  });

  test('is in the region that the stack is deployed to', () => {
    const { stack } = routed({}, new Stack(newApp(), 'Stack'));
    const joined = uri(Template.fromStack(stack)) as Record<string, unknown[]>;
    expect(joined['Fn::Join']?.[1]).toEqual([
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:',
      { Ref: 'AWS::Region' },
      ':lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': [expect.stringMatching(/^Fn/), 'Arn'] },
      ':${stageVariables.lambdaAlias}/invocations',
    ]);
  });

  test('is that of each stack whose methods use it', () => {
    const app = newApp();
    const stack = newStack('Functions', app);
    const functionArn = 'arn:aws:lambda:eu-west-1:111111111111:function:orders';
    const handler = LambdaFunction.fromFunctionArn(stack, 'Fn', functionArn);
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    const integration = router.integration();
    const regions = [newStack('One', app), new Stack(app, 'Two')];
    for (const own of regions) apiIn(own).root.addMethod('POST', integration);
    const uris = regions.map((own) => JSON.stringify(uri(Template.fromStack(own))));
    expect(uris[0]).toContain('arn:aws:apigateway:eu-west-1:lambda:path/');
    expect(uris[1]).toContain(':apigateway:",{"Ref":"AWS::Region"},":lambda:path/');
  });
});

describe('the deployment', () => {
  const deploymentId = (variableName: string, change: (fn: LambdaFunction) => void = () => {}) => {
    const stack = newStack();
    const handler = functionIn(stack);
    change(handler);
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler, variableName });
    const api = apiIn(stack, { deploy: true });
    api.root.addMethod('POST', router.integration());
    router.addStage(api.deploymentStage, aliasIn(stack, handler, 'live'));
    return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
  };

  test('is a new one when the variable gets another name', () => {
    expect(deploymentId('one')).not.toEqual(deploymentId('two'));
  });

  test('is a new one when the function gets another name', () => {
    const rename = (fn: LambdaFunction) => {
      (fn.node.defaultChild as CfnFunction).functionName = 'orders';
    };
    expect(deploymentId('one', rename)).not.toEqual(deploymentId('one'));
  });

  test('stays when nothing changes', () => {
    expect(deploymentId('one')).toEqual(deploymentId('one'));
  });
});

describe('a stage', () => {
  test('has the variable beside its others', () => {
    const stack = newStack();
    const handler = functionIn(stack);
    const variables = { tableName: 'orders' };
    const api = apiIn(stack, { deploy: true, deployOptions: { variables } });
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    router.addStage(api.deploymentStage, aliasIn(stack, handler, 'live'));
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      Variables: { tableName: 'orders', lambdaAlias: 'live' },
    });
  });

  test('has the variable beside those that are known later', () => {
    const stack = newStack();
    const handler = functionIn(stack);
    const api = apiIn(stack, { deploy: true });
    const resource = api.deploymentStage.node.defaultChild as CfnStage;
    resource.variables = Lazy.any({ produce: () => ({ api: api.restApiId }) });
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    router.addStage(api.deploymentStage, aliasIn(stack, handler, 'live'));
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      Variables: { api: { Ref: Match.stringLikeRegexp('^Api') }, lambdaAlias: 'live' },
    });
  });

  test('may have the variable already, with the same value', () => {
    const stack = newStack();
    const handler = functionIn(stack);
    const variables = { lambdaAlias: 'live' };
    const api = apiIn(stack, { deploy: true, deployOptions: { variables } });
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    router.addStage(api.deploymentStage, aliasIn(stack, handler, 'live'));
    Template.fromStack(stack).hasResourceProperties(STAGE, { Variables: variables });
  });

  test('takes the name of an alias that only the deployment knows', () => {
    const stack = newStack();
    const handler = functionIn(stack);
    const api = apiIn(stack, { deploy: true });
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    api.root.addMethod('POST', router.integration());
    const aliasName = new CfnParameter(stack, 'Name').valueAsString;
    router.addStage(api.deploymentStage, aliasIn(stack, handler, 'x', { aliasName }));
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      Variables: { lambdaAlias: { Ref: 'Name' } },
    });
  });

  test.each([['a'], ['A-b_9'], ['a'.repeat(128)]])('takes the alias name %s', (aliasName) => {
    const { stack, handler, router } = routed();
    const other = apiIn(stack, { deploy: true }, 'Other');
    router.addStage(other.deploymentStage, aliasIn(stack, handler, 'x', { aliasName }));
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      Variables: { lambdaAlias: aliasName },
    });
  });

  test('takes a variable name of 64 characters', () => {
    const stack = newStack();
    const variableName = 'v'.repeat(64);
    const router = new StageVariableLambdaRouter(stack, 'R', {
      handler: functionIn(stack),
      variableName,
    });
    expect(router.variableName).toBe(variableName);
  });

  test('may take an alias that stands for $LATEST, if asked', () => {
    const stack = newStack();
    const handler = functionIn(stack);
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    const { deploymentStage } = apiIn(stack, { deploy: true });
    const dev = aliasIn(stack, handler, 'dev', { version: handler.latestVersion });
    router.addStage(deploymentStage, dev, { allowLatest: true });
    Template.fromStack(stack).hasResourceProperties(STAGE, { Variables: { lambdaAlias: 'dev' } });
  });

  test('shares the variable of two routers whose aliases have one name', () => {
    const { stack, api } = routed();
    const other = functionIn(stack, 'Other');
    const second = new StageVariableLambdaRouter(stack, 'Second', { handler: other });
    api.root.addMethod('PUT', second.integration());
    second.addStage(api.deploymentStage, aliasIn(stack, other, 'LIVE', { aliasName: 'live' }));
    const template = Template.fromStack(stack);
    template.hasResourceProperties(STAGE, { Variables: { lambdaAlias: 'live' } });
    template.resourceCountIs(PERMISSION, 2);
  });

  test('passes an alias with weighted versions through', () => {
    const stack = newStack();
    const handler = functionIn(stack);
    const version = Version.fromVersionArn(stack, 'V1', `${handler.functionArn}:1`);
    const weighted = aliasIn(stack, handler, 'live', {
      version,
      additionalVersions: [{ version: handler.currentVersion as IVersion, weight: 0.05 }],
    });
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    router.addStage(apiIn(stack, { deploy: true }).deploymentStage, weighted);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Alias', {
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionWeight: 0.05 }] },
    });
    template.hasResourceProperties(PERMISSION, {
      FunctionName: { Ref: Match.stringLikeRegexp('^Aliaslive') },
    });
  });
});
