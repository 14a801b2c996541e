import { existsSync, readFileSync } from 'node:fs';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import {
  diffApis,
  expectNoRedeploy,
  expectRedeploy,
  routeTable,
  synth,
  testApp,
} from 'cdk-gatehouse/testing';
import { OrdersStack } from './orders-stack';

test('the page shows the table of the stack', () => {
  // region table
  const table = routeTable(OrdersStack);
  // endregion
  expect(readFileSync('docs/testing.md', 'utf8')).toContain(`\n\`\`\`text\n${table}\`\`\`\n`);
});

// region redeploy
test('a new route is live with the next deployment', () => {
  const after = new OrdersStack(testApp(), 'OrdersStack');
  after.api.root.addResource('health').addMethod('GET', new apigateway.MockIntegration());

  expectRedeploy(OrdersStack, after, 'prod');
});

test('an escape hatch changes a method, and no deployment carries it', () => {
  const after = new OrdersStack(testApp(), 'OrdersStack');
  const method = after.api.methods.find(({ httpMethod }) => httpMethod === 'GET');
  const resource = method?.node.defaultChild as apigateway.CfnMethod;
  resource.addPropertyOverride('ApiKeyRequired', false);

  expect(() => expectRedeploy(OrdersStack, after)).toThrow(
    '`GET /orders/{id}` no longer needs an API key, but stage prod keeps deployment',
  );
  expectNoRedeploy(OrdersStack, after);
  expect(diffApis(OrdersStack, after)).toMatchObject([{ carriedBy: 'deployment' }]);
});
// endregion

test('the stack is what CloudFormation takes', () => {
  // region synth
  const synthesis = synth(OrdersStack);
  const [restApi] = synthesis.model.restApis; // the API, in API Gateway's own terms
  const { Resources } = synthesis.template(); // the template, as synthesized
  const errors = synthesis.validate().filter(({ severity }) => severity === 'error');
  // endregion
  expect(restApi?.routes).toHaveLength(4);
  expect(Object.keys(Resources ?? {}).length).toBeGreaterThan(4);
  expect(errors).toEqual([]);
  expect(existsSync(synthesis.directory)).toBe(true);
});
