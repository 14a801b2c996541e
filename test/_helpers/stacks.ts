import { App, Stack } from 'aws-cdk-lib';
import project from '../../cdk.json';

/** An app as a user's, without the slow validator and without bundling. */
export function newApp(context: Record<string, unknown> = {}, outdir?: string): App {
  return new App({
    builtinCloudFormationValidation: false,
    context: { ...project.context, 'aws:cdk:bundling-stacks': [], ...context },
    ...(outdir && { outdir }),
  });
}

/** A stack of such an app, in a fixed account and region. */
export function newStack(id = 'Stack', app: App = newApp()): Stack {
  return new Stack(app, id, { env: { account: '111111111111', region: 'eu-west-1' } });
}
