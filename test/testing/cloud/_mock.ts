import { type MethodOptions, MockIntegration } from 'aws-cdk-lib/aws-apigateway';

/** An integration that answers with a text, which may be a template. */
export function mock(text: string): MockIntegration {
  return new MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: [{ statusCode: '200', responseTemplates: { 'application/json': text } }],
  });
}

/** What the method before it declares. */
export const OK: MethodOptions = { methodResponses: [{ statusCode: '200' }] };
