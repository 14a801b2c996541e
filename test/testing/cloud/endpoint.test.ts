import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { LocalCloud, type LocalCloudOptions, testApp } from '../../../lib/testing';

let cloud: LocalCloud;
afterEach(() => cloud?.destroy());

/** Speaks to a service as its client does, which is no package of this project. */
const SPEAKS = `
const call = async (service, target, input) => {
  const scope = 'local/20260101/' + process.env.AWS_REGION + '/' + service + '/aws4_request';
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      Authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=0',
      'X-Amz-Security-Token': process.env.AWS_SESSION_TOKEN,
      'X-Amz-Target': target,
      'Content-Type': 'application/x-amz-json-1.1',
    },
    body: JSON.stringify(input),
  });
  return response.json();
};`;

const READS = `${SPEAKS}
exports.handler = async () => {
  const { SECRET: SecretId, PARAMETER: Name } = process.env;
  const secret = await call('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId });
  const { Parameter } = await call('ssm', 'AmazonSSM.GetParameter', { Name });
  return { password: secret.SecretString, currency: Parameter.Value, arn: Parameter.ARN };
};`;

function shop(): { readonly stack: Stack; readonly fn: LambdaFunction; readonly secret: Secret } {
  const env = { account: '111111111111', region: 'eu-west-1' };
  const stack = new Stack(testApp(), 'Shop', { env });
  const secret = new Secret(stack, 'Password');
  const currency = new StringParameter(stack, 'Currency', {
    parameterName: '/shop/currency',
    stringValue: 'EUR',
  });
  const fn = new LambdaFunction(stack, 'Reader', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(READS),
    environment: { SECRET: secret.secretName, PARAMETER: currency.parameterName },
  });
  return { stack, fn, secret };
}

test.each(['in-process', 'worker'] as const)(
  'a function that runs %s reads the secrets and parameters of its account and region',
  async (lambdaMode) => {
    const { stack, fn, secret } = shop();
    cloud = await LocalCloud.deploy(stack, { lambdaMode });
    expect(await cloud.invoke(fn, {})).toEqual({
      password: cloud.secret(secret),
      currency: 'EUR',
      arn: 'arn:aws:ssm:eu-west-1:111111111111:parameter/shop/currency',
    });
    expect(cloud.serviceCalls().map(({ action }) => action)).toEqual([
      'GetSecretValue',
      'GetParameter',
    ]);
  },
);

/** A client as a test makes it. */
async function client(): Promise<DynamoDBClient> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint: await cloud.endpoint(), region: 'eu-west-1', credentials });
}

const options: LocalCloudOptions = {
  services: { dynamodb: { GetItem: ({ Key }) => ({ Item: Key }) } },
};

test('a test calls what stands for a service', async () => {
  cloud = await LocalCloud.deploy(shop().stack, options);
  const Key = { id: { S: '42' } };
  const { Item } = await (await client()).send(new GetItemCommand({ TableName: 't', Key }));
  expect(Item).toEqual(Key);
  const Put = new PutItemCommand({ TableName: 't', Item: Key });
  expect((await (await client()).send(Put)).$metadata.httpStatusCode).toBe(200);
  expect(cloud.serviceCalls('dynamodb').map(({ action }) => action)).toEqual([
    'GetItem',
    'PutItem',
  ]);
});

test('there is one address, which nobody answers after the cloud is destroyed', async () => {
  cloud = await LocalCloud.deploy(shop().stack, options);
  const address = await cloud.endpoint();
  expect(await cloud.endpoint()).toBe(address);
  await cloud.destroy();
  await expect(fetch(address)).rejects.toThrow('fetch failed');
});
