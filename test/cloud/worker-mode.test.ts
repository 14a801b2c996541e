import { Cloud } from '../../lib/cloud';
import type { CfnResource } from '../../lib/model';
import { petsApi, source } from './_templates';

let cloud: Cloud;
afterEach(() => cloud.close());

const CODE = `
let calls = 0;
exports.handler = async ({ queryStringParameters }) => {
  if (queryStringParameters?.loop) for (;;);
  calls += 1;
  const { isMainThread } = require('node:worker_threads');
  return { statusCode: 200, body: JSON.stringify({ calls, isMainThread, name: process.env.NAME }) };
};`;

function resources(): Record<string, CfnResource> {
  const { Get, ...api } = petsApi();
  const uri =
    'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations';
  const Integration = {
    Type: 'AWS_PROXY',
    IntegrationHttpMethod: 'POST',
    Uri: { 'Fn::Sub': uri },
  };
  return {
    ...api,
    Get: { ...Get!, Properties: { ...Get!.Properties, Integration } },
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 1,
        Environment: { Variables: { NAME: 'pets' } },
        Code: { ZipFile: CODE },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Fn' },
        Principal: 'apigateway.amazonaws.com',
      },
    },
  };
}

async function deploy() {
  cloud = new Cloud({ lambdaMode: 'worker' });
  await cloud.deploy({ sources: [source(resources())] });
  const [found] = cloud.stages();
  return cloud.localStage(found!);
}

test('functions run in a thread of their own, which stays warm', async () => {
  const stage = await deploy();
  const answers = [await stage.fetch('/pets'), await stage.fetch('/pets')];
  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
    { calls: 1, isMainThread: false, name: 'pets' },
    { calls: 2, isMainThread: false, name: 'pets' },
  ]);
});

test('an endless loop costs one request: it ends with the time of the function', async () => {
  const stage = await deploy();
  const [stuck, other] = await Promise.all([stage.fetch('/pets?loop=1'), stage.fetch('/pets')]);
  expect([stuck.status, await stuck.json()]).toEqual([502, { message: 'Internal server error' }]);
  expect(stuck.trace.log()).toContain('Task timed out after 1.00 seconds');
  expect(other.status).toBe(200);
  expect((await stage.fetch('/pets')).status).toBe(200);
});
