// What API Gateway answers with on AWS when a client sends a trace, and when it does not: recorded on
// 2024-08-07, published as test_invocation_trace_id in
// tests/aws/services/apigateway/test_apigateway_common.py of localstack/localstack.
import { deployMethod, FUNCTION_URI } from './_one-method';

const ROOT = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8';
const PARENT = 'Parent=7fa8c0f79203be72';

const PROXY = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: FUNCTION_URI };
const CUSTOM = { ...PROXY, Type: 'AWS', IntegrationResponses: [{ StatusCode: '200' }] };

async function traceOf(
  integration: Readonly<Record<string, unknown>>,
  sent?: string,
): Promise<string | undefined> {
  const api = deployMethod({ integration, scripts: { Fn: { return: { statusCode: 200 } } } });
  const { headers } = await api.call({
    headers: sent === undefined ? [] : [['x-amzn-trace-id', sent]],
  });
  return headers.get('x-amzn-trace-id');
}

describe.each([
  ['AWS_PROXY', PROXY],
  ['AWS', CUSTOM],
])('the trace that Lambda answers to %s', (_type, integration) => {
  test('is the whole one of the caller', async () => {
    const whole = `${ROOT};${PARENT};Sampled=1`;
    expect(await traceOf(integration, whole)).toBe(whole);
  });

  test('has a parent of its own when the caller sends none', async () => {
    expect(await traceOf(integration, ROOT)).toMatch(
      new RegExp(`^${ROOT};Parent=[0-9a-f]{16};Sampled=0$`),
    );
  });

  test('is a new one when the caller sends none', async () => {
    expect(await traceOf(integration)).toMatch(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
    );
  });
});
