// Run by Node.js alone, in an app that has the package installed: nobody closes the cloud, and the
// process is to end all the same.
const { Stack } = require('aws-cdk-lib');
const { LambdaRestApi } = require('aws-cdk-lib/aws-apigateway');
const { Code, Function: LambdaFunction, Runtime } = require('aws-cdk-lib/aws-lambda');
const { LocalCloud, testApp } = require('cdk-gatehouse/testing');

const source = `exports.handler = async () => {
  console.log('to the console');
  process.stdout.write('to the output');
  return { statusCode: 200, body: 'from a thread' };
}`;

async function main() {
  const stack = new Stack(testApp(), 'Threads');
  const handler = new LambdaFunction(stack, 'Handler', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(source),
  });
  new LambdaRestApi(stack, 'Api', { handler, cloudWatchRole: false });
  const cloud = await LocalCloud.deploy(stack, { lambdaMode: 'worker' });
  const answer = await cloud.stage('prod').fetch('/');
  console.log(await answer.text());
}

void main();
