import { deployment, petStore, stage, testService } from './_service';

/** Address of a function. */
export const LAMBDA =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:f/invocations';

/** Reads of the pet store. */
export async function deployed(resources: Parameters<typeof petStore>[0] = {}) {
  const { service, stack } = testService();
  await stack.deploy(petStore(resources));
  return { stack, ...readsOf(service, stack.id('Api')) };
}

/** Reads of an API that is made of a document. */
export async function imported(Body: object, properties: object = {}) {
  const { service, stack } = testService();
  await stack.deploy({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body, ...properties } },
      First: { ...deployment(), DependsOn: [] },
      Stage: stage('First'),
    },
  });
  return readsOf(service, stack.id('Api'));
}

function readsOf(service: ReturnType<typeof testService>['service'], restApiId: string) {
  const call = (operation: string, input: object = {}) =>
    service.call(operation, { restApiId, ...input });
  const { items } = call('GetResources') as { items: { id: string; path: string }[] };
  const resource = (path: string) => items.find((one) => one.path === path)?.id;
  const read = (operation: string, path: string, input: object = {}) =>
    call(operation, { resourceId: resource(path), httpMethod: 'GET', ...input });
  return { restApiId, call, read, resource };
}
