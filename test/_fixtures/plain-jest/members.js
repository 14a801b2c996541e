// Run by Jest as it comes, in an app that has the package installed: what loads code while it runs.
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Stack } = require('aws-cdk-lib');
const {
  CognitoUserPoolsAuthorizer,
  LambdaIntegration,
  RestApi,
} = require('aws-cdk-lib/aws-apigateway');
const { UserPool } = require('aws-cdk-lib/aws-cognito');
const { Code, Function: LambdaFunction, Runtime } = require('aws-cdk-lib/aws-lambda');
const { LocalCloud, testApp } = require('cdk-gatehouse/testing');

/** A function that is an ES module, behind a user pool. */
function membersStack() {
  const code = mkdtempSync(join(tmpdir(), 'members-'));
  writeFileSync(
    join(code, 'index.mjs'),
    'export const handler = async (event) => ({ statusCode: 200, body: event.requestContext.authorizer.claims.sub });',
  );
  const stack = new Stack(testApp(), 'Members');
  const handler = new LambdaFunction(stack, 'Handler', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(code),
  });
  const pool = new UserPool(stack, 'Pool');
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  const authorizer = new CognitoUserPoolsAuthorizer(stack, 'Guard', { cognitoUserPools: [pool] });
  api.root.addMethod('GET', new LambdaIntegration(handler), { authorizer });
  return { stack, pool };
}

test('members are known by their tokens', async () => {
  const { stack, pool } = membersStack();
  const cloud = await LocalCloud.deploy(stack);
  const token = await cloud.userPool(pool).token({ sub: 'ada' });
  const call = (authorization) => cloud.stage('prod').fetch('/', { headers: { authorization } });

  expect((await call('Bearer a.b.c')).status).toBe(401);
  expect(await (await call(token)).text()).toBe('ada');
  await cloud.destroy();
});
