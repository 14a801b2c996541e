// Measures, in this process alone, the time from an app to the first answer of its gateway.
import { Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { LocalCloud, testApp } from '../lib/testing';

const ANSWER = { methodResponses: [{ statusCode: '200' }] };

async function main(routes: number): Promise<void> {
  const started = performance.now();
  const stack = new Stack(testApp(), 'Bench');
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  for (let route = 0; route < routes; route += 1) {
    const integration = new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: [{ statusCode: '200' }],
    });
    api.root.addResource(`r${route}`).addMethod('GET', integration, ANSWER);
  }
  const cloud = await LocalCloud.deploy(stack);
  const { status } = await cloud.stage('prod').fetch('/r1');
  if (status !== 200) throw new Error(`the first call answered ${status}`);
  console.log(performance.now() - started);
  await cloud.destroy();
}

void main(Number(process.argv[2]));
