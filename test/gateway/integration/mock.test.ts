import { deployMethod } from './_one-method';

const mock = (template: string | undefined) =>
  deployMethod({
    integration: {
      Type: 'MOCK',
      ...(template !== undefined && { RequestTemplates: { 'application/json': template } }),
      IntegrationResponses: [{ StatusCode: '200' }, { StatusCode: '418', SelectionPattern: '418' }],
    },
  });

describe('a MOCK integration', () => {
  test.each([
    ['{"statusCode": 200}', 200],
    ['{statusCode: 418}', 418],
    ['#set($s = 418){"statusCode": $s}', 418],
    ['{"statusCode": 500}', 200],
    ['{"statusCode": 600}', 200],
    ['{"statusCode": -1}', 200],
  ])('with the template %s answers %d', async (template, status) => {
    const outcome = await mock(template).call();
    expect(outcome.status).toBe(status);
    expect(outcome.body.toString()).toBe('');
  });

  test.each([
    undefined,
    '',
    '{}',
    '[200]',
    'hello',
    '{"statusCode": "418"}',
    '{"statusCode": 200.5}',
    '{"statusCode": null}',
  ])('fails with 500 when the template %s gives no status', async (template) => {
    const { status, log } = await mock(template).call();
    expect(status).toBe(500);
    expect(log.join('\n')).toContain('Unable to parse statusCode');
  });

  test('takes the status from a body that passes', async () => {
    const { status } = await mock(undefined).call({ method: 'POST', body: '{"statusCode": 418}' });
    expect(status).toBe(418);
  });

  test.each(['$input.params("s")', '$method.request.querystring.s'])(
    'answers another request with another status: %s',
    async (source) => {
      const api = mock(`{"statusCode": ${source}}`);
      const statuses = ['200', '418', '200'].map(
        async (s) => (await api.call({ path: `/things?s=${s}` })).status,
      );
      expect(await Promise.all(statuses)).toEqual([200, 418, 200]);
    },
  );
});
