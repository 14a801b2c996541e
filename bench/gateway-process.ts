// Measures, in this process alone, the time from a built stack to an assertion that holds and a
// gateway that is ready, and to its first answer: `gateway 20`; or to the first assertion of the
// CDK's own harness, its validation off: `cdk 20`.
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { expectApi, LocalCloud, testApp } from '../lib/testing';
import { cpuMs } from './calibration';

const ANSWER = { methodResponses: [{ statusCode: '200' }] };

/** Milliseconds since the stack was built. */
export interface Elapsed {
  readonly wall: number;
  /** Processor time of all threads: those that collect garbage and compile run beside the first. */
  readonly cpu: number;
}

/** What a fresh process measured. */
export interface FirstCall {
  /** The first assertion of the CDK's harness holds. */
  readonly asserted?: Elapsed;
  /** The first assertion holds, and the gateway can be called. */
  readonly ready?: Elapsed;
  /** It has answered. */
  readonly called?: Elapsed;
}

function stopwatch(): () => Elapsed {
  const [wall, cpu] = [performance.now(), cpuMs()];
  return () => ({ wall: performance.now() - wall, cpu: cpuMs() - cpu });
}

async function main(what: string, routes: number): Promise<FirstCall> {
  const app = what === 'cdk' ? new App({ builtinCloudFormationValidation: false }) : testApp();
  const stack = stackOf(app, routes);
  const elapsed = stopwatch();
  if (what === 'cdk') {
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: 'GET' });
    return { asserted: elapsed() };
  }
  expectApi(stack).toHaveRoute('GET /r0');
  const cloud = await LocalCloud.deploy(stack);
  const ready = elapsed();
  const { status } = await cloud.stage('prod').fetch('/r1');
  if (status !== 200) throw new Error(`the first call answered ${status}`);
  const called = elapsed();
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
