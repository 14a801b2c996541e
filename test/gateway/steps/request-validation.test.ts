import { bodyOf, model, request, route, send, snapshot, stageOf } from '../_stage';

const validation = { body: true, parameters: true };
const JSON_BODY = [['Content-Type', 'application/json']] as const;
const ITEM = model('Item', {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' } },
});
const LIST = model('List', {
  type: 'array',
  items: { $ref: 'https://apigateway.amazonaws.com/restapis/api/models/Item' },
});
const INVALID = [400, '{"message": "Invalid request body"}'];

function stageWith(requestModels: Record<string, string>) {
  const checked = route('POST /', { validation, requestModels });
  return stageOf(snapshot([checked], { models: [ITEM, LIST] }));
}

function post(requestModels: Record<string, string>, body: string, type?: string) {
  const headers = type === undefined ? [] : ([['Content-Type', type]] as const);
  return send(stageWith(requestModels), 'POST /', headers, { body: Buffer.from(body) });
}

describe('validation of parameters', () => {
  const checked = route('GET /{id}', {
    validation,
    requestParameters: {
      'method.request.querystring.q': true,
      'method.request.path.id': true,
      'method.request.header.H': true,
      'method.request.header.free': false,
    },
  });
  const stage = stageOf(snapshot([checked]));

  test.each([
    ['GET /1?q=1', [['h', '1']], ''],
    ['GET /1', [], 'H, q'],
    ['GET /1?q=', [['h', '1']], 'q'],
    ['GET /1?q=+', [['h', ' ']], 'H, q'],
    ['GET /1?Q=1', [['h', '1']], 'q'],
    ['GET /1?q=1&q=', [['h', '1']], 'q'],
  ] as const)('%s with %j misses %j', async (call, headers, missing) => {
    const expected =
      missing === ''
        ? [200, 'd1']
        : [400, `{"message": "Missing required request parameters: [${missing}]"}`];

    expect(await send(stage, call, headers)).toEqual(expected);
  });

  test('is left out unless the validator asks for it', async () => {
    const lax = { ...checked, validation: { body: true, parameters: false } };
    const { validation: _validation, ...without } = checked;

    expect((await send(stageOf(snapshot([lax])), 'GET /1'))[0]).toBe(200);
    expect((await send(stageOf(snapshot([without])), 'GET /1'))[0]).toBe(200);
  });
});

describe('validation of the body', () => {
  test.each([
    ['{"id": 1}', undefined, [200, 'd1']],
    ['{"id": 1}', 'application/json; charset=utf-8', [200, 'd1']],
    ['{"id": 1}', 'Application/JSON', [200, 'd1']],
    ['{"id": "1"}', undefined, INVALID],
    ['{"id": 1', undefined, INVALID],
    ['', undefined, INVALID],
    ['', 'application/json', INVALID],
    ['{"id": "1"}', 'text/plain', [200, 'd1']],
  ])('%j of type %p is answered by %j', async (body, type, expected) => {
    expect(await post({ 'application/json': 'Item' }, body, type)).toEqual(expected);
  });

  test.each(['application/json', 'text/plain', undefined])(
    'the model $default is for %p too',
    async (type) => {
      expect(await post({ $default: 'Item' }, '{}', type)).toEqual(INVALID);
    },
  );

  test('a model may refer to another', async () => {
    const models = { 'application/json': 'List' };

    expect(await post(models, '[{"id": 1}]')).toEqual([200, 'd1']);
    expect(await post(models, '[{"id": "1"}]')).toEqual(INVALID);
  });

  test('every API has the models Empty and Error', async () => {
    expect(await post({ 'application/json': 'Empty' }, '{"a": 1}')).toEqual([200, 'd1']);
    expect(await post({ 'application/json': 'Error' }, '{"message": 1}')).toEqual(INVALID);
  });

  test('says in the log and in $context what was wrong', async () => {
    const stage = stageWith({ 'application/json': 'Item' });
    const answer = await stage.handle(request('POST /', JSON_BODY, { body: Buffer.from('{}') }));
    const message = '[object has missing required properties (["id"])]';

    expect(bodyOf(answer)).toBe(INVALID[1]);
    expect(answer.trace.log()).toContain(
      `Request body does not match model schema for content type application/json: ${message}`,
    );
    // Without the quotes that templates put around it, as two transcripts of AWS have it (2018, and
    // the README of an AWS sample of 2024).
    const written = '[object has missing required properties ([\\"id\\"])]';
    expect(answer.trace.context()).toMatchObject({ error: { validationErrorString: written } });
  });

  test.each([
    [
      'a model that the API does not have',
      { 'application/json': 'Nothing' },
      'Method/RequestModels',
    ],
    ['a schema that is none', { 'application/json': 'Broken' }, 'Broken/Schema'],
  ])('fails to freeze with %s', (_what, requestModels, place) => {
    const models = [model('Broken', { type: 'strange' })];
    const checked = route('POST /', { validation, requestModels });

    expect(() => stageOf(snapshot([checked], { models }))).toThrow(place);
  });
});
