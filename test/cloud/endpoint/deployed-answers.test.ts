import { petsApi } from '../_templates';
import { ACCOUNT, act, closeClouds, cloudOf, fn, REGION, send } from './_cloud';

afterEach(closeClouds);

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const secret = {
  Type: 'AWS::SecretsManager::Secret',
  Properties: { Name: 'db', SecretString: 'pass' },
};
const parameter = (Name: string, Value: string, Type = 'String') => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name, Value, Type },
});

describe('secrets of the stacks', () => {
  const get = 'secretsmanager.GetSecretValue';

  test('are read by name and by ARN', async () => {
    const cloud = await cloudOf({ Secret: secret }, { clock: '2026-01-01T00:00:00Z' });
    const { json } = await act(cloud, 'secretsmanager', get, { SecretId: 'db' });
    expect(json).toEqual({
      ARN: expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:db-.{6}$/),
      Name: 'db',
      VersionId: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      SecretString: 'pass',
      VersionStages: ['AWSCURRENT'],
      CreatedDate: Date.UTC(2026, 0, 1) / 1000,
    });
    const { ARN, VersionId } = json as { ARN: string; VersionId: string };
    const again = await act(cloud, 'secretsmanager', get, { SecretId: ARN, VersionId });
    expect(again.json).toEqual(json);
    expect(cloud.services.calls('secretsmanager')).toMatchObject([
      { action: 'GetSecretValue' },
      {},
    ]);
  });

  test.each([
    [{ SecretId: 'none' }, "Secrets Manager can't find the specified secret."],
    [
      { SecretId: 'db', VersionStage: 'AWSPREVIOUS' },
      "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
    ],
    [
      { SecretId: 'db', VersionId: 'v1' },
      "Secrets Manager can't find the specified secret value for VersionId: v1",
    ],
  ])('fails for %j', async (input, message) => {
    const cloud = await cloudOf({ Secret: secret });
    const answer = await act(cloud, 'secretsmanager', get, input);
    expect([answer.status, answer.json]).toEqual([
      400,
      { __type: 'ResourceNotFoundException', message },
    ]);
  });

  test('come second to what a test gives, and after what it leaves out', async () => {
    const cloud = await cloudOf(
      { Secret: secret },
      {
        services: {
          secretsmanager: {
            GetSecretValue: ({ SecretId }) =>
              SecretId === 'given' ? { SecretString: 'mine' } : undefined,
          },
        },
      },
    );
    const read = async (SecretId: string) =>
      (await act(cloud, 'secretsmanager', get, { SecretId })).json;
    expect(await read('given')).toEqual({ SecretString: 'mine' });
    expect(await read('db')).toMatchObject({ SecretString: 'pass' });
  });

  test('of another region are not found', async () => {
    const cloud = await cloudOf({ Secret: secret });
    const answer = await act(
      cloud,
      'secretsmanager',
      get,
      { SecretId: 'db' },
      { region: 'eu-west-1' },
    );
    expect(answer.status).toBe(400);
  });
});

describe('parameters of the stacks', () => {
  const stack = {
    A: parameter('/shop/a', 'one'),
    B: parameter('/shop/b/c', 'x,y', 'StringList'),
    C: parameter('/shop/d', 'three'),
    Plain: parameter('plain', 'four'),
  };
  const ssm = async (action: string, input: object) => {
    const cloud = await cloudOf(stack, { clock: '2026-01-01T00:00:00Z' });
    const { status, json } = await act(cloud, 'ssm', `AmazonSSM.${action}`, input);
    return [status, json];
  };
  const a = {
    ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/shop/a',
    DataType: 'text',
    LastModifiedDate: Date.UTC(2026, 0, 1) / 1000,
    Name: '/shop/a',
    Type: 'String',
    Value: 'one',
    Version: 1,
  };

  test.each([
    ['/shop/a', a],
    ['arn:aws:ssm:us-east-1:123456789012:parameter/shop/a', a],
    ['/shop/a:1', { ...a, Selector: ':1' }],
    [
      'arn:aws:ssm:us-east-1:123456789012:parameter/plain',
      expect.objectContaining({ Name: 'plain', Value: 'four' }),
    ],
  ])('are read as %s', async (Name, Parameter) => {
    expect(await ssm('GetParameter', { Name })).toEqual([200, { Parameter }]);
  });

  test.each([
    ['/none', 'ParameterNotFound', 'no stack has the parameter /none in us-east-1'],
    [
      '/shop/a:2',
      'ParameterVersionNotFound',
      'Systems Manager could not find version 2 of /shop/a. Verify the version and try again.',
    ],
  ])('fails for %s', async (Name, __type, message) => {
    expect(await ssm('GetParameter', { Name })).toEqual([400, { __type, message }]);
  });

  test('are read by several names at once', async () => {
    expect(await ssm('GetParameters', { Names: ['/shop/a', '/none'] })).toEqual([
      200,
      { Parameters: [a], InvalidParameters: ['/none'] },
    ]);
  });

  test.each([
    [{ Path: '/shop' }, ['/shop/a', '/shop/d'], undefined],
    [{ Path: '/shop/', Recursive: true }, ['/shop/a', '/shop/b/c', '/shop/d'], undefined],
    [{ Path: '/shop', MaxResults: 1 }, ['/shop/a'], '1'],
    [{ Path: '/shop', MaxResults: 1, NextToken: '1' }, ['/shop/d'], undefined],
    [{ Path: '/sho', Recursive: true }, [], undefined],
  ])('are read below a path: %j', async (input, names, next) => {
    expect(await ssm('GetParametersByPath', input)).toEqual([
      200,
      {
        Parameters: names.map((Name) => expect.objectContaining({ Name })),
        ...(next !== undefined && { NextToken: next }),
      },
    ]);
  });
});

describe('who calls', () => {
  const whoAmI = async (token?: string) => {
    const cloud = await cloudOf({ Fn: fn('', { FunctionName: 'reader' }) });
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    return send(cloud, 'sts', '/', { headers: FORM, body, ...(token !== undefined && { token }) });
  };

  test('is the session of a function’s role', async () => {
    const { status, text } = await whoAmI(`arn:aws:lambda:${REGION}:${ACCOUNT}:function:reader`);
    expect(status).toBe(200);
    expect(text).toMatch(
      /<GetCallerIdentityResult><UserId>AROA[0-9A-F]{17}:reader<\/UserId><Account>123456789012<\/Account><Arn>arn:aws:sts::123456789012:assumed-role\/FnRole\/reader<\/Arn><\/GetCallerIdentityResult>/,
    );
  });

  test.each([undefined, 'any token'])('is a user for the token %s', async (token) => {
    const { text } = await whoAmI(token);
    expect(text).toContain('<Arn>arn:aws:iam::123456789012:user/local</Arn>');
  });
});

describe('the control plane', () => {
  test('is that of the API, in whichever region', async () => {
    const cloud = await cloudOf(petsApi());
    const api = cloud.engine.resource({ source: 'Shop', logicalId: 'Api' })?.physicalId;
    const path = `/restapis/${api}/stages/prod`;
    const options = { method: 'GET', region: 'eu-west-1' };
    expect((await send(cloud, 'apigateway', path, options)).json).toMatchObject({
      stageName: 'prod',
    });
  });

  test('is that of the region where no API is named', async () => {
    const cloud = await cloudOf(petsApi());
    const list = (region: string) =>
      send(cloud, 'apigateway', '/restapis', { method: 'GET', region });
    expect((await list(REGION)).json).toMatchObject({ item: [{ name: 'pets' }] });
    expect((await list('eu-west-1')).json).toEqual({ item: [] });
    expect((await list('no region')).status).toBe(403);
    expect((await list('nowhere')).status).toBe(400);
  });
});
