// Measures, in this process alone, the time from a built stack to an assertion that holds and a
// gateway that is ready, and to its first answer: `gateway 20`; or to the first assertion of the
// CDK's own harness, its validation off: `cdk 20`.
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expectApi, LocalCloud, testApp } from 'cdk-gatehouse/testing';
import { cpuMs } from './calibration';
import { mockStack } from './mock-stack';

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
  const stack = mockStack(app, routes);
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

const [what = '', routes] = process.argv.slice(2);
void main(what, Number(routes)).then((found) => console.log(JSON.stringify(found)));
