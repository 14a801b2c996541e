// Measures, in this process alone, the time from a built stack to a gateway that is ready, and
// to its first answer.
import { Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { LocalCloud, testApp } from '../lib/testing';

const ANSWER = { methodResponses: [{ statusCode: '200' }] };

async function main(routes: number): Promise<void> {
  const stack = new Stack(testApp(), 'Bench');
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  for (let route = 0; route < routes; route += 1) {
    const integration = new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: [{ statusCode: '200' }],
    });
    api.root.addResource(`r${route}`).addMethod('GET', integration, ANSWER);
  }
  const started = performance.now();
  const cloud = await LocalCloud.deploy(stack);
  const ready = performance.now() - started;
  const { status } = await cloud.stage('prod').fetch('/r1');
  if (status !== 200) throw new Error(`the first call answered ${status}`);
  console.log(JSON.stringify({ ready, called: performance.now() - started }));
  await cloud.destroy();
}

void main(Number(process.argv[2]));
