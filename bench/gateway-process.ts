// Measures, in this process alone, the processor time from a built stack to a gateway that is
// ready, and to its first answer: `gateway 20`; or to the CDK's own assembly: `cdk 20`.
import { type App, Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { LocalCloud, testApp } from '../lib/testing';
import { cpuMs } from './calibration';

const ANSWER = { methodResponses: [{ statusCode: '200' }] };

/** What a fresh process measured, in milliseconds of processor time. */
export interface FirstCall {
  /** The CDK's assembly is written. */
  readonly synthesized?: number;
  /** The gateway can be called. */
  readonly ready?: number;
  /** It has answered. */
  readonly called?: number;
}

async function main(what: string, routes: number): Promise<FirstCall> {
  const app = testApp();
  const stack = stackOf(app, routes);
  const started = cpuMs();
  if (what === 'cdk') {
    app.synth();
    return { synthesized: cpuMs() - started };
  }
  const cloud = await LocalCloud.deploy(stack);
  const ready = cpuMs() - started;
  const { status } = await cloud.stage('prod').fetch('/r1');
  if (status !== 200) throw new Error(`the first call answered ${status}`);
  const called = cpuMs() - started;
  await cloud.destroy();
  return { ready, called };
}

function stackOf(app: App, routes: number): Stack {
  const stack = new Stack(app, 'Bench');
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  for (let route = 0; route < routes; route += 1) {
    const integration = new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: [{ statusCode: '200' }],
    });
    api.root.addResource(`r${route}`).addMethod('GET', integration, ANSWER);
  }
  return stack;
}

const [what = '', routes] = process.argv.slice(2);
void main(what, Number(routes)).then((found) => console.log(JSON.stringify(found)));
