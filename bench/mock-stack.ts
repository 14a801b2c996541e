import { type App, Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';

const ANSWER = { methodResponses: [{ statusCode: '200' }] };

/** A stack of plain constructs, with an API of so many routes: `GET /r0`, `GET /r1` and so on. */
export function mockStack(app: App, routes: number): Stack {
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
