import { UnsupportedIntegration } from '../../../lib/gateway/integration';
import { deployMethod, FUNCTION_URI } from './_one-method';

const HTTP = { Type: 'HTTP', IntegrationHttpMethod: 'GET', Uri: 'https://backend.test/' };
const LAMBDA = { Type: 'AWS', IntegrationHttpMethod: 'POST', Uri: FUNCTION_URI };

function faultOf(integration: Readonly<Record<string, unknown>>): UnsupportedIntegration {
  try {
    deployMethod({ integration });
  } catch (error) {
    if (error instanceof UnsupportedIntegration) return error;
    throw error;
  }
  throw new Error('the integration was accepted');
}

describe('fails when the deployment is frozen', () => {
  test.each([
    ['Type', { Type: 'LAMBDA' }, 'MOCK, HTTP, HTTP_PROXY, AWS, AWS_PROXY'],
    ['PassthroughBehavior', { Type: 'MOCK', PassthroughBehavior: 'ALWAYS' }, 'WHEN_NO_MATCH'],
    ['ContentHandling', { Type: 'MOCK', ContentHandling: 'TEXT' }, 'CONVERT_TO_BINARY'],
    ['ConnectionType', { ...HTTP, ConnectionType: 'LAN' }, 'INTERNET, VPC_LINK'],
    ['ConnectionId', { ...HTTP, ConnectionType: 'VPC_LINK' }, 'id of the VPC link'],
    ['ResponseTransferMode', { ...LAMBDA, ResponseTransferMode: 'STREAM' }, 'HTTP_PROXY'],
    ['IntegrationHttpMethod', { Type: 'HTTP', Uri: 'https://backend.test/' }, 'non-empty'],
    ['IntegrationHttpMethod', { Type: 'AWS', Uri: FUNCTION_URI }, 'non-empty'],
    ['Uri', { ...HTTP, Uri: 'backend.test' }, 'Invalid HTTP endpoint specified for URI'],
    ['Uri', { ...LAMBDA, Uri: 'https://backend.test' }, 'Invalid ARN specified in the request'],
    [
      'Uri',
      { ...LAMBDA, Uri: 'arn:aws:apigateway:us-east-1:sqs' },
      'AWS ARN for integration must contain path or action',
    ],
    [
      'Uri',
      { ...LAMBDA, Type: 'AWS_PROXY', Uri: 'arn:aws:apigateway:us-east-1:sqs:path/queue' },
      'must name a Lambda function',
    ],
    [
      'RequestParameters/integration.request.body.x',
      { ...LAMBDA, RequestParameters: { 'integration.request.body.x': "'1'" } },
      'integration.request.header',
    ],
    [
      'RequestParameters/integration.request.header.x',
      { ...LAMBDA, RequestParameters: { 'integration.request.header.x': 'text' } },
      'single quotes',
    ],
    [
      'RequestParameters/integration.request.header.x',
      {
        ...LAMBDA,
        RequestParameters: { 'integration.request.header.x': 'method.request.body.a[' },
      },
      '',
    ],
    [
      'IntegrationResponses/0/StatusCode',
      { Type: 'MOCK', IntegrationResponses: [{ StatusCode: 'ok' }] },
      '100 to 599',
    ],
    [
      'IntegrationResponses/0/SelectionPattern',
      { Type: 'MOCK', IntegrationResponses: [{ StatusCode: '200', SelectionPattern: '*' }] },
      '',
    ],
    [
      'IntegrationResponses/0/ResponseParameters/method.response.body',
      {
        Type: 'MOCK',
        IntegrationResponses: [
          { StatusCode: '200', ResponseParameters: { 'method.response.body': "'1'" } },
        ],
      },
      'method.response.header',
    ],
    [
      'IntegrationResponses/0/ResponseParameters/method.response.header.x',
      {
        Type: 'MOCK',
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseParameters: { 'method.response.header.x': 'method.request.header.x' },
          },
        ],
      },
      'integration.response.header',
    ],
    ['Uri', { ...HTTP, Uri: { 'Fn::ImportValue': 'other' } }, 'not known'],
  ])('at %s', (property, integration, reason) => {
    const fault = faultOf(integration);
    expect(fault.path).toBe(`ThingsAny/Integration/${property}`);
    expect(fault.reason).toContain(reason);
    expect(fault.message).toBe(`${fault.path}: ${fault.reason}`);
  });
});

test('fails for a mapping template that is none when a request comes, as API Gateway does', async () => {
  const api = deployMethod({
    integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '#if($input' },
      IntegrationResponses: [{ StatusCode: '200' }],
    },
  });
  const { status, log } = await api.call();
  expect(status).toBe(500);
  expect(log.join('\n')).toContain(
    'Execution failed due to configuration error: Unable to transform request',
  );
});
